"""The queue of open contests, each with what its review needs, and not whose it is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, Self

from adaptive.placement.levels import Level
from assessment import keys, published
from assessment.shown import ShownAnswer, ShownOption, shown_answer, shown_item, shown_key
from inarax import accesses, problems
from inarax.accesses import Access
from inarax.again import settled
from inarax.declared import Purpose
from inarax.roles import Role
from inarax.stores import attempts, contests, responses, standings
from inarax.stores.attempts import Attempt
from inarax.stores.base import Read, read
from inarax.stores.contests import Contest, ContestKind, Handle, Status
from inarax.stores.paging import Page
from inarax.stores.responses import Response
from inarax.stores.standings import Standing

READ = ("contests", "responses", "attempts")
"""The stores of which the queue shows what is held about a learner."""


class Answered(NamedTuple):
    """A question as it was asked, with how it was graded.

    Of a contested grade also what was answered, the key, and why the course holds the key to be right.
    """

    stem: str
    options: Sequence[ShownOption]
    unit: str | None
    correct: bool
    answer: ShownAnswer | None = None
    key: ShownAnswer | None = None
    explanation: str | None = None

    @classmethod
    def to(cls, item: Mapping[str, Any], *, correct: bool) -> Self:
        """An answer to a published item, graded so."""
        asked = shown_item(item)
        return cls(asked.stem, asked.options, asked.unit, correct)


class Waiting(NamedTuple):
    """One open contest, under the name by which it is decided: answers of the learner's, and levels to choose from."""

    name: str
    contest: Contest
    answers: Sequence[Answered] = ()
    levels: Sequence[Level] = ()


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
    """All contests in one read, and what they rest on in one; those decided since the index was written are left out.

    So are those that their learner asked for before they restricted their record (art. 18 GDPR): they wait.
    """
    if not handles:
        return
    found = read(*(contests.of(handle.learner_id, handle.contest_id) for handle in handles))
    standing = read(*(standings.of(handle.learner_id) for handle in handles))
    still = [each for each, of in zip(found, standing, strict=True) if each and of and _may_be_seen(each, of)]
    bases = _bases(still)
    for contest in still:
        match bases.get(contest):
            case Response() as response:
                yield _of_grade(contest, response)
            case Attempt() as attempt:
                yield _of_placement(contest, attempt)
            case None if contest.matter.kind is ContestKind.SIGNAL:
                yield Waiting(_name(contest), contest)


def _may_be_seen(contest: Contest, standing: Standing) -> bool:
    restricted = standing.restriction
    return contest.status is Status.OPEN and (restricted is None or restricted.since <= contest.contested_at)


def _bases(open_ones: Sequence[Contest]) -> Mapping[Contest, Response | Attempt | None]:
    """What grades and levels rest on: the response, or the attempt."""
    resting = [contest for contest in open_ones if contest.matter.kind is not ContestKind.SIGNAL]
    found: Iterable[Any] = read(*map(_basis, resting)) if resting else ()
    return dict(zip(resting, found, strict=True))


def _basis(contest: Contest) -> Read[Response] | Read[Attempt]:
    if contest.matter.kind is ContestKind.GRADE:
        return responses.of(contest.learner_id, *contest.matter.parts)
    return attempts.of(contest.learner_id, contest.matter.name)


def _of_grade(contest: Contest, response: Response) -> Waiting:
    course = published.course_of(response.course, response.version)
    key = keys.keys(response.course, response.version)[response.item]
    answered = Answered.to(course.items[response.item], correct=response.correct)._replace(
        answer=shown_answer(response.answer), key=shown_key(key), explanation=key.explanation
    )
    return Waiting(_name(contest), contest, [answered])


def _of_placement(contest: Contest, attempt: Attempt) -> Waiting:
    course = published.course_of(attempt.course, attempt.version)
    counting = course.placement.counting(attempt.answers)
    answers = [Answered.to(course.items[item], correct=correct) for item, correct in counting]
    return Waiting(_name(contest), contest, answers, course.placement.levels)


def _name(contest: Contest) -> str:
    return str(Handle(contest.learner_id, contest.contest_id))
