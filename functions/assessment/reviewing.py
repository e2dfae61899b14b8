"""How the contest of a grade is decided: it, its response, the audit entry and all that rests on the grade, at once."""

from collections.abc import Iterator
from copy import replace
from datetime import datetime
from typing import NamedTuple

from assessment import published
from assessment.regrading import regraded
from inarax import accesses, problems
from inarax.accesses import Access
from inarax.again import settled
from inarax.declared import Purpose
from inarax.roles import Role
from inarax.stores import attempts, audit, beliefs, contests, evidence, responses, standings
from inarax.stores.base import Write, read, transact
from inarax.stores.contests import Contest, ContestKind, Handle, Status
from inarax.stores.responses import By, Graded, Response

READ = ("contests", "responses", "attempts", "beliefs", "evidence")
"""The stores of which a review reads what is held about the learner."""


class Decision(NamedTuple):
    """What the reviewer found."""

    correct: bool
    explanation: str
    at: datetime


def decided(handle: Handle, reviewer: str, decision: Decision) -> Contest:
    """Decide a contest, once; nobody decides their own."""
    if handle.learner_id == reviewer:
        raise problems.NotAllowed("Somebody else must decide a contest of your own.")
    return settled(lambda: _decided(handle, reviewer, decision))


def _decided(handle: Handle, reviewer: str, decision: Decision) -> Contest:
    contest = still_open(handle, ContestKind.GRADE)
    (response,) = read(responses.of(handle.learner_id, *contest.matter.parts))
    if response is None:
        raise problems.NotFound
    changed = response.correct is not decision.correct
    closed = contests.closed(contest, changed, decision.explanation, decision.at)
    review = Graded(decision.correct, By.REVIEW, decision.at, decision.explanation)
    transact(
        standings.asking(handle.learner_id, contest.contested_at),
        contests.decide(closed),
        responses.save(replace(response, grades=(*response.grades, review))),
        audited(closed, reviewer),
        accesses.by_person(Access(reviewer, Role.OPERATOR, Purpose.ASSESSMENT, READ, decision.at), handle.learner_id),
        *(_consequences(response, decision.correct) if changed else ()),
    )
    return closed


def still_open(handle: Handle, kind: ContestKind) -> Contest:
    """The contest, if it is of that kind and nobody has decided it."""
    (contest,) = read(contests.of(handle.learner_id, handle.contest_id))
    if contest is None or contest.matter.kind is not kind:
        raise problems.NotFound
    if contest.status is not Status.OPEN:
        raise problems.AlreadyDecided
    return contest


def audited(contest: Contest, reviewer: str) -> Write:
    """That a person decided (art. 22(3) GDPR); part of the transaction."""
    about, at = f"{contest.contest_id} {contest.status}", contest.decided_at or contest.contested_at
    reviewed = audit.Action.CONTEST_REVIEWED
    event = audit.Event(contest.learner_id, reviewed, reviewer, Purpose.ASSESSMENT, about, at, Role.OPERATOR)
    return audit.record(event)


def _consequences(response: Response, correct: bool) -> Iterator[Write]:
    """The belief is read before the evidence: while it is unchanged, no evidence has been added."""
    attempt, belief = read(
        attempts.of(response.learner_id, response.attempt_id), beliefs.of(response.learner_id, response.course)
    )
    if attempt is None or belief is None:
        raise problems.NotFound
    course = published.course_of(attempt.course, attempt.version)
    skill = course.items[response.item]["skill"] if attempt.quiz else None
    recorded = evidence.of(response.learner_id, response.course, skill)
    after = regraded(attempt, belief, recorded, course, response.item, correct)
    yield attempts.save(after.attempt)
    yield evidence.correct(after.evidence)
    yield beliefs.save(after.belief)
