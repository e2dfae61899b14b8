"""How an answer is counted: once, in one read and one transaction, whatever else happens at the same moment."""

from datetime import datetime
from typing import NamedTuple

from assessment import attempting, keys, published
from assessment.attempting import Course
from assessment.given import plain
from assessment.grading import Answer, Grade, Key, Mismatch, grade
from inarax import problems
from inarax.again import settled
from inarax.problem import Fault
from inarax.stores import attempts, beliefs, evidence, responses, standings
from inarax.stores.attempts import Attempt, Kind
from inarax.stores.base import read, transact
from inarax.stores.beliefs import Belief
from inarax.stores.responses import By, Graded, Response

REFUSALS = (
    problems.NotFound,
    problems.NotAsked,
    problems.AttemptClosed,
    problems.AlreadyCounted,
    problems.AccountClosed,
    problems.Conflict,
)


class Answered(NamedTuple):
    """An answer as it arrives: whose, to what, and under which address. `quiz` is None in a placement."""

    learner_id: str
    course: str
    quiz: str | None
    attempt_id: str
    item: str
    answer: Answer


class Counted(NamedTuple):
    """A counted answer: its attempt as it stands now, the response as it is kept, and what the key says of it."""

    attempt: Attempt
    response: Response
    course: Course
    key: Key
    grade: Grade


def count(answered: Answered, at: datetime) -> Counted:
    """Count an answer, or find that it was counted before; another answer to the same item is AlreadyCounted."""
    return settled(lambda: _count(answered, at))


def _count(answered: Answered, at: datetime) -> Counted:
    attempt, belief, response = read(
        attempts.of(answered.learner_id, answered.attempt_id),
        beliefs.of(answered.learner_id, answered.course),
        responses.of(answered.learner_id, answered.attempt_id, answered.item),
    )
    attempt = own(attempt, answered.course, answered.quiz)
    if (response is not None) != (answered.item in dict(attempt.answers)):
        raise problems.Conflict  # read while the same answer was counted: a batch is no snapshot
    if response and response.answer != plain(answered.answer):
        raise problems.AlreadyCounted
    if not response:
        attempting.answerable(attempt, answered.item)
    course = published.course_of(attempt.course, attempt.version, attempt.snapshot)
    key = keys.keys(attempt.course, attempt.version)[answered.item]
    graded = _graded(key, answered.answer)
    if not response:
        attempt, response = _written(answered, attempt, belief, course, graded, at)
    return Counted(attempt, response, course, key, graded)


def own(attempt: Attempt | None, course: str, quiz: str | None) -> Attempt:
    """The attempt, if it is one at this address: another learner's was not found to begin with."""
    kind = Kind.QUIZ if quiz else Kind.PLACEMENT
    if attempt is None or (attempt.kind, attempt.course, attempt.quiz) != (kind, course, quiz):
        raise problems.NotFound
    return attempt


def _graded(key: Key, answer: Answer) -> Grade:
    try:
        return grade(key, answer)
    except Mismatch as mismatch:
        raise problems.Invalid(faults=[Fault("body/answer", str(mismatch))]) from None


def _written(
    answered: Answered, attempt: Attempt, belief: Belief | None, course: Course, graded: Grade, at: datetime
) -> tuple[Attempt, Response]:
    after = attempting.advanced(
        attempt,
        belief or Belief(answered.learner_id, answered.course),
        course,
        answered.item,
        graded.correct,
        at,
    )
    response = Response(
        learner_id=answered.learner_id,
        attempt_id=answered.attempt_id,
        item=answered.item,
        course=attempt.course,
        version=attempt.version,
        parameters=course.items[answered.item]["parameters"],
        answer=plain(answered.answer),
        grades=(Graded(graded.correct, By.KEY, at),),
        answered_at=at,
    )
    transact(
        standings.learning(answered.learner_id),
        attempts.save(after.attempt),
        responses.save(response),
        *([evidence.record(after.evidence)] if after.evidence else ()),
        beliefs.save(after.belief),
    )
    return after.attempt, response
