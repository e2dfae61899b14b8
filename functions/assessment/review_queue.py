"""The queue of open contests, each with what its review needs: stem, answer, grade and key, and not whose it is."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from assessment import keys, published
from assessment.shown import ShownAnswer, shown_answer, shown_key
from inarax import accesses, problems
from inarax.accesses import Access
from inarax.again import settled
from inarax.declared import Purpose
from inarax.roles import Role
from inarax.stores import contests, responses, standings
from inarax.stores.base import read
from inarax.stores.contests import Contest, Handle, Status
from inarax.stores.paging import Page
from inarax.stores.responses import Response
from inarax.stores.standings import Standing

READ = ("contests", "responses")
"""The stores of which the queue shows what is held about a learner."""


class Waiting(NamedTuple):
    """One open contest, under the name by which it is decided."""

    name: str
    contest: Contest
    stem: str
    answer: ShownAnswer
    correct: bool
    key: ShownAnswer


def waiting(cursor: str | None, reviewer: str, at: datetime) -> Page[Waiting]:
    """A page of the queue, the oldest first; that it was shown is on record with each learner."""
    return settled(lambda: _page(cursor, Access(reviewer, Role.OPERATOR, Purpose.ASSESSMENT, READ, at)), problems.Busy)


def _page(cursor: str | None, access: Access) -> Page[Waiting]:
    page = contests.queue(cursor)
    shown = list(_looked_up(page.entries))
    try:
        accesses.record(access, (each.contest.learner_id for each in shown))
    except problems.AccountClosed:  # somebody's erasure has begun since: theirs is shown no more
        raise problems.Conflict from None
    return Page(shown, page.cursor)


def _looked_up(handles: Sequence[Handle]) -> Iterator[Waiting]:
    """All contests in one read, and all responses in one; those decided since the index was written are left out.

    So are those that their learner asked for before they restricted their record (art. 18 GDPR): they wait.
    """
    if not handles:
        return
    found = read(*(contests.of(handle.learner_id, handle.contest_id) for handle in handles))
    standing = read(*(standings.of(handle.learner_id) for handle in handles))
    still = [each for each, of in zip(found, standing, strict=True) if each and of and _may_be_seen(each, of)]
    if not still:
        return
    answered = read(*(responses.of(contest.learner_id, contest.attempt_id, contest.item) for contest in still))
    yield from (
        _waiting(contest, response) for contest, response in zip(still, answered, strict=True) if response is not None
    )


def _may_be_seen(contest: Contest, standing: Standing) -> bool:
    restricted = standing.restriction
    return contest.status is Status.OPEN and (restricted is None or restricted.since <= contest.contested_at)


def _waiting(contest: Contest, response: Response) -> Waiting:
    course = published.course_of(response.course, response.version)
    return Waiting(
        name=str(Handle(contest.learner_id, contest.contest_id)),
        contest=contest,
        stem=course.items[response.item]["stem"],
        answer=shown_answer(response.answer),
        correct=response.correct,
        key=shown_key(keys.keys(response.course, response.version)[response.item]),
    )
