"""What can be contested in this room: the grade of an answer, and the level of the placement that counts."""

from typing import NamedTuple

from inarax import problems
from inarax.stores import attempts, beliefs, contests, responses
from inarax.stores.attempts import Attempt
from inarax.stores.base import read
from inarax.stores.beliefs import Belief
from inarax.stores.contests import Matter


class Contestable(NamedTuple):
    """What is contested, and in which course."""

    matter: Matter
    course: str


def contestable(learner_id: str, attempt_id: str, item: str | None) -> Contestable:
    """The grade of `item` in an attempt, or the level of a placement; NotGraded where there is none."""
    if item is None:
        return _level(learner_id, attempt_id)
    (response,) = read(responses.of(learner_id, attempt_id, item))
    if response is None:
        raise problems.NotGraded
    return Contestable(contests.grade_of(attempt_id, item), response.course)


def _level(learner_id: str, attempt_id: str) -> Contestable:
    attempt, contested = read(attempts.of(learner_id, attempt_id), contests.of(learner_id, attempt_id))
    if contested:
        raise problems.AlreadyContested
    if attempt is None:
        raise problems.NotGraded
    (belief,) = read(beliefs.of(learner_id, attempt.course))
    return Contestable(contests.level_of(attempt_id, level(attempt, belief)), attempt.course)


def level(attempt: Attempt, belief: Belief | None) -> str:
    """The level that counts and comes of this attempt; NotGraded where another placement, or none, gave it."""
    placed = belief.placement if belief else None
    if placed is None or placed.attempt != attempt.attempt_id:
        raise problems.NotGraded
    return placed.level
