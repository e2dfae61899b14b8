"""How the contest of a grade is decided: it, its response, the audit entry and all that rests on the grade, at once."""

from collections.abc import Iterator
from copy import replace
from datetime import datetime
from typing import NamedTuple

from assessment import published
from assessment.regrading import regraded
from inarax import contested, problems
from inarax.accesses import Access
from inarax.again import settled
from inarax.declared import Purpose
from inarax.roles import Role
from inarax.stores import attempts, beliefs, contests, evidence, responses
from inarax.stores.base import Write, read, transact
from inarax.stores.contests import Contest, ContestKind, Handle
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
    return settled(lambda: _decided(handle, reviewer, decision))


def _decided(handle: Handle, reviewer: str, decision: Decision) -> Contest:
    contest = contested.still_open(handle, ContestKind.GRADE, reviewer)
    (response,) = read(responses.of(handle.learner_id, *contest.matter.parts))
    if response is None:
        raise problems.NotFound
    changed = response.correct is not decision.correct
    closed = contests.closed(contest, changed, decision.explanation, decision.at)
    review = Graded(decision.correct, By.REVIEW, decision.at, decision.explanation)
    transact(
        *contested.decided(closed, Access(reviewer, Role.OPERATOR, Purpose.ASSESSMENT, READ, decision.at)),
        responses.save(replace(response, grades=(*response.grades, review))),
        *(_consequences(response, decision.correct) if changed else ()),
    )
    return closed


def _consequences(response: Response, correct: bool) -> Iterator[Write]:
    """The belief is read before the evidence: while it is unchanged, no evidence has been added."""
    attempt, belief = read(
        attempts.of(response.learner_id, response.attempt_id), beliefs.of(response.learner_id, response.course)
    )
    if attempt is None or belief is None:
        raise problems.NotFound
    course = published.course_of(attempt.course, attempt.version, attempt.snapshot)
    skill = course.items[response.item]["skill"] if attempt.quiz else None
    recorded = evidence.of(response.learner_id, response.course, skill)
    after = regraded(attempt, belief, recorded, course, response.item, correct)
    yield attempts.save(after.attempt)
    if after.evidence:
        yield evidence.correct(after.evidence)
    yield beliefs.save(after.belief)
