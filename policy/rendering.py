"""What is said today: the clauses that are true and the statements, with their figures, as one document."""

from collections.abc import Iterable, Iterator
from typing import NotRequired, TypedDict

from policy.clauses import Clause, Part, Section, State, sections
from policy.figures import figures

TITLE = "How inaraX handles your data"


class RenderedClause(TypedDict):
    """One sentence as it is published; `follows` joins it to the one before. `proof` is where its proof is shown."""

    id: str
    text: str
    state: str
    follows: bool
    proof: str | None


class RenderedPart(TypedDict):
    """Clauses under a letter; a part without one has no heading."""

    letter: NotRequired[str]
    title: NotRequired[str]
    clauses: list[RenderedClause]


class RenderedSection(TypedDict):
    """A section: `number` 0 is the opening."""

    number: int
    title: str
    parts: list[RenderedPart]


def rendered(written: Iterable[Section] | None = None) -> list[RenderedSection]:
    """The sections that say something."""
    found = [_section(section) for section in written or sections()]
    return [section for section in found if section["parts"]]


def texts(published: Iterable[RenderedSection]) -> Iterator[tuple[str, str]]:
    """Id and text of every clause, in order."""
    for section in published:
        for part in section["parts"]:
            yield from ((clause["id"], clause["text"]) for clause in part["clauses"])


def _section(section: Section) -> RenderedSection:
    parts = [_part(part) for part in section.parts]
    return {"number": section.number, "title": section.title, "parts": [part for part in parts if part["clauses"]]}


def _part(part: Part) -> RenderedPart:
    said: RenderedPart = {"clauses": [_clause(each) for each in part.clauses if each.state is not State.NOT_YET]}
    return {"letter": part.letter, "title": part.title, **said} if part.letter else said


def _clause(clause: Clause) -> RenderedClause:
    return {
        "id": clause.id,
        "text": clause.wording.format_map(figures()),
        "state": clause.state.value,
        "follows": clause.follows,
        "proof": f"/privacy/proof#{clause.id}" if clause.proof else None,
    }
