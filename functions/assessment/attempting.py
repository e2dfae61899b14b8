"""How an attempt goes on: what may be answered in it, and what an answer does to it and to the belief."""

from copy import replace
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from adaptive.placement.snapshot import Snapshot
from adaptive.placement.steps import Ask, Stop
from assessment import counting, placement_steps, retaking
from assessment.counting import Items
from assessment.placement_steps import Placement
from inarax import problems
from inarax.courses import Outline
from inarax.stores.attempts import Attempt, Kind
from inarax.stores.beliefs import Belief
from inarax.stores.evidence import Recorded


@dataclass(frozen=True)
class Course:
    """The course version of an attempt, under the snapshot that its placement began with."""

    outline: Outline
    items: Items
    snapshot: Snapshot = field(default_factory=Snapshot)

    @cached_property
    def placement(self) -> Placement:
        """Its placement; NotFound if it has none."""
        if found := placement_steps.placement_of(self.outline.raw, self.items, self.snapshot):
            return found
        raise problems.NotFound("This course has no placement.")


class Advanced(NamedTuple):
    """What an answer changes; one to an item on trial is no evidence."""

    attempt: Attempt
    belief: Belief
    evidence: Recorded | None


def answerable(attempt: Attempt, item: str) -> None:
    """Refuse an item that is not asked; of a placement, only the last one asked is."""
    if attempt.closed_at:
        raise problems.AttemptClosed
    if item not in (attempt.asked if attempt.kind is Kind.QUIZ else attempt.asked[-1:]):
        raise problems.NotAsked


def advanced(attempt: Attempt, belief: Belief, course: Course, item: str, correct: bool, at: datetime) -> Advanced:
    """Attempt and belief after an answer to an item that is asked, and the evidence it gives.

    An item on trial that is asked next is seen from then on, so that another placement that is open does not ask it.
    """
    attempt = _after(replace(attempt, answers=(*attempt.answers, (item, correct))), belief, course, at)
    if counting.on_trial(course.items[attempt.asked[-1]]):
        belief = counting.tried(belief, attempt.asked[-1], at)
    if counting.on_trial(course.items[item]):  # it is never the last one, so the attempt goes on
        return Advanced(attempt, counting.tried(belief, item, at), None)
    evidence = counting.evidence_of(course.items, item, correct, at)
    belief, recorded = counting.counted(belief, attempt.attempt_id, evidence, course.items)
    if attempt.closed_at:
        belief = _concluded(belief, attempt, course, at)
    return Advanced(attempt, belief, recorded)


def _after(attempt: Attempt, belief: Belief, course: Course, at: datetime) -> Attempt:
    if attempt.kind is Kind.QUIZ:
        return replace(attempt, closed_at=at) if len(attempt.answers) == len(attempt.asked) else attempt
    placement = course.placement
    avoided = (*attempt.avoided, *retaking.tried(belief.seen, [item.id for item in placement.pilots]))
    match placement_steps.step(placement, attempt.attempt_id, attempt.answers, avoided):
        case Ask(item, reason):
            return replace(attempt, asked=(*attempt.asked, item.id), because=reason)
        case Stop(reason):
            return replace(attempt, closed_at=at, because=reason)


def _concluded(belief: Belief, attempt: Attempt, course: Course, at: datetime) -> Belief:
    if attempt.quiz is None:
        outcome = placement_steps.outcome(course.placement, attempt.answers)
        return counting.placed(belief, attempt, outcome, course.items, at)
    ended = counting.quiz_outcome(attempt, passed(attempt, course), at)
    return replace(belief, quizzes={**belief.quizzes, attempt.quiz: ended})


def passed(attempt: Attempt, course: Course) -> bool:
    """Whether a quiz attempt with all its answers reaches the pass mark of its lesson."""
    quiz = course.outline.lesson(attempt.quiz or "").quiz
    if quiz is None:
        raise problems.NotFound
    return attempt.correct / len(attempt.asked) >= quiz.passes
