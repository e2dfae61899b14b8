"""What a mutant is, and how a sample of them is drawn: a change of one file of the project, found by an operator."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import chain, zip_longest
from pathlib import Path
from random import Random
from typing import NamedTuple

ROOT = Path(__file__).parents[2]


class Edit(NamedTuple):
    """New text in the place of what stands from `start` to `end`, in characters."""

    start: int
    end: int
    new: str


class Mutant(NamedTuple):
    """One change; `edits` do not overlap."""

    file: str
    edits: tuple[Edit, ...]
    told: str
    """What was changed, in a line."""

    @property
    def text(self) -> str:
        """The file with the change in it."""
        text = content(self.file)
        for edit in sorted(self.edits, reverse=True):
            text = text[: edit.start] + edit.new + text[edit.end :]
        return text


type Operator = Callable[[], Iterator[Mutant]]
"""Finds every place where it applies, in a fixed order."""


class Drawn(NamedTuple):
    """A mutant of a sample, with the name of its operator."""

    operator: str
    mutant: Mutant


@cache
def content(file: str) -> str:
    """The text of one of the project's files, by its path from the root."""
    return (ROOT / file).read_text()


def files(*patterns: str) -> list[str]:
    """The project's files by glob patterns, in order."""
    return sorted({str(path.relative_to(ROOT)) for pattern in patterns for path in ROOT.glob(pattern)})


def sample(operators: Iterable[Operator], count: int, seed: int) -> list[Drawn]:
    """`count` mutants, spread over the operators evenly as far as each of them finds places."""
    columns = [_shuffled(operator, seed) for operator in operators]
    drawn = [each for each in chain.from_iterable(zip_longest(*columns)) if each]
    if len(drawn) < count:
        raise ValueError(f"the operators find {len(drawn)} mutants and not {count}")
    return drawn[:count]


def _shuffled(operator: Operator, seed: int) -> list[Drawn]:
    found = [Drawn(operator.__name__, mutant) for mutant in operator()]
    Random(f"{seed} {operator.__name__}").shuffle(found)
    return found
