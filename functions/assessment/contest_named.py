"""What a contest is about, by the course's own words instead of ids."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from inarax import courses
from inarax.stores import courses as editions
from inarax.stores import responses
from inarax.stores.base import Read, read
from inarax.stores.contests import Contest, ContestKind
from inarax.stores.courses import Edition
from inarax.stores.responses import Response


class Named(NamedTuple):
    """Titles as they stand now, and a question as it was asked; None where there is none, or none any more."""

    course: str | None = None
    subject: str | None = None
    """The question whose grade is contested, or the title of the skill whose signal is."""


def named(contests: Sequence[Contest]) -> list[Named]:
    """What each contest is about, in one read."""
    wanted: dict[Any, Read[Any]] = {each.course: editions.current(each.course) for each in contests if each.course}
    wanted |= {each: responses.of(each.learner_id, *each.matter.parts) for each in contests if _of_grade(each)}
    found = dict(zip(wanted, read(*wanted.values()), strict=True)) if wanted else {}
    return [_named(each, found.get(each.course), found.get(each)) for each in contests]


def _named(contest: Contest, edition: Edition | None, response: Response | None) -> Named:
    title = edition.title if edition else None
    if response:
        return Named(title, courses.items(response.course, response.version)[response.item]["stem"])
    if edition and contest.matter.kind is ContestKind.SIGNAL:
        _, skill, _ = contest.matter.parts
        return Named(title, courses.outline(edition.course, edition.version).titles.get(skill))
    return Named(title)


def _of_grade(contest: Contest) -> bool:
    return contest.matter.kind is ContestKind.GRADE
