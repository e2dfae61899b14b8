"""The clauses as they are written in `clauses/*.yaml`: sections of parts of sentences, in the order of the policy.

A clause is `true` (a proof is named), `not-yet` (not rendered) or a `statement` (a definition or a disclaimer, which
no program can prove). `seed` is the sentence of the policy we started from; `text` is what we say instead, where the
code does something more exact. A text that begins with "- " is an item of a list; `follows` joins a clause to the
paragraph of the one before.
"""

from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Self

import yaml
from pydantic import BaseModel, ConfigDict, model_validator

FOLDER = Path(__file__).parent / "clauses"
SEED = Path(__file__).parent / "seed.txt"


class State(StrEnum):
    """What may be done with a clause."""

    TRUE = "true"
    NOT_YET = "not-yet"
    STATEMENT = "statement"


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Mutation(_Written):
    """A change of code, map or template that makes a clause false: `old` stands exactly once in `file`."""

    file: str
    old: str
    new: str


class Proof(_Written):
    """The tests (pytest node ids) that are green while a clause is true and not all green under its mutation."""

    tests: tuple[str, ...]
    mutation: Mutation


class Clause(_Written):
    """One sentence."""

    id: str
    state: State
    seed: str = ""
    text: str = ""
    follows: bool = False
    proof: Proof | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if not (self.seed or self.text):
            raise ValueError(f"{self.id} says nothing")
        if (self.state is State.TRUE) != (self.proof is not None):
            raise ValueError(f"{self.id}: a clause that is true has a proof, and no other has")
        return self

    @property
    def wording(self) -> str:
        """The template of what is rendered."""
        return self.text or self.seed


class Part(_Written):
    """Clauses under a letter, or under the section itself."""

    letter: str = ""
    title: str = ""
    added: bool = False
    """Whether the part is ours and not the seed's."""
    clauses: tuple[Clause, ...]


class Section(_Written):
    """A numbered section; the opening has number 0."""

    number: int
    title: str
    parts: tuple[Part, ...]

    @property
    def clauses(self) -> Iterator[Clause]:
        """Its clauses in order."""
        for part in self.parts:
            yield from part.clauses


@cache
def sections() -> tuple[Section, ...]:
    """The whole policy."""
    return tuple(Section.model_validate(_read(path)) for path in sorted(FOLDER.glob("*.yaml")))


def clauses() -> Iterator[Clause]:
    """Every clause in order."""
    for section in sections():
        yield from section.clauses


def provable() -> list[Clause]:
    """The clauses that are true, each with its proof."""
    return [clause for clause in clauses() if clause.proof]


def told() -> str:
    """How many clauses there are in each state, in words."""
    found = [clause.state for clause in clauses()]
    counts = ", ".join(f"{found.count(state)} {state.value}" for state in State)
    return f"privacy policy: {len(found)} clauses, {counts}"


def seed() -> str:
    """The policy we started from, put together again from the clauses."""
    return "\n".join(line for section in sections() for line in _seed_lines(section))


def _seed_lines(section: Section) -> Iterator[str]:
    yield f"{section.number}. {section.title}" if section.number else section.title
    for part in section.parts:
        if part.letter and not part.added:
            yield f"{part.letter}) {part.title}"
        paragraph = ""
        for clause in part.clauses:
            if clause.seed and clause.follows:
                paragraph += f" {clause.seed}"
            elif clause.seed:
                yield from filter(None, [paragraph])
                paragraph = clause.seed
        yield from filter(None, [paragraph])


def _read(path: Path) -> Any:
    """BaseLoader keeps every scalar as the text it is: `true` is a state here, and 2.1 an id."""
    return yaml.load(path.read_text(), yaml.CBaseLoader)  # noqa: S506  it makes texts only
