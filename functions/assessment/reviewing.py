"""How a contest is decided: it, its response, the audit entry and all that rests on the grade: one transaction."""

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
from inarax.stores.contests import Contest, Handle, Status
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
    attempt_id, _, item = handle.contest_id.partition(".")
    contest, response = read(
        contests.of(handle.learner_id, handle.contest_id), responses.of(handle.learner_id, attempt_id, item)
    )
    if contest is None or response is None:
        raise problems.NotFound
    if contest.status is not Status.OPEN:
        raise problems.AlreadyDecided
    changed = response.correct is not decision.correct
    closed = replace(
        contest,
        status=Status.CHANGED if changed else Status.UPHELD,
        decided_at=decision.at,
        explanation=decision.explanation,
    )
    review = Graded(decision.correct, By.REVIEW, decision.at, decision.explanation)
    transact(
        standings.asking(handle.learner_id, contest.contested_at),
        contests.decide(closed),
        responses.save(replace(response, grades=(*response.grades, review))),
        _audited(closed, reviewer, decision.at),
        accesses.by_person(Access(reviewer, Role.OPERATOR, Purpose.ASSESSMENT, READ, decision.at), handle.learner_id),
        *(_consequences(response, decision.correct) if changed else ()),
    )
    return closed


def _audited(contest: Contest, reviewer: str, at: datetime) -> Write:
    about = f"{contest.contest_id} {contest.status}"
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
