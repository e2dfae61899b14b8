"""A placement attempt as its learner sees it: the question asked now or the outcome, and never what was right."""

from pydantic import BaseModel

from assessment import placement_steps, published
from assessment.counting import placement_of
from assessment.shown import ShownItem, shown_item
from inarax.stores.attempts import Attempt
from inarax.stores.beliefs import Belief


class PlacementOutcome(BaseModel):
    """The level with the probability that it is the right one; ability `theta` and its deviation `sd`.

    `reviewed` is whether a person decided on it, since the learner contested it.
    """

    level: str
    title: str
    confidence: float
    theta: float
    sd: float
    reviewed: bool


class PlacementAttempt(BaseModel):
    """One placement attempt; `asked` counts the answers so far."""

    attempt: str
    course: str
    status: str
    asked: int
    at_most: int
    item: ShownItem | None
    outcome: PlacementOutcome | None
    because: str | None


def shown(attempt: Attempt, belief: Belief | None = None) -> PlacementAttempt:
    """The attempt as it stands; its level as a person decided, where the belief says so."""
    course = published.course_of(attempt.course, attempt.version, attempt.snapshot)
    is_open = attempt.closed_at is None
    return PlacementAttempt(
        attempt=attempt.attempt_id,
        course=attempt.course,
        status="open" if is_open else "closed",
        asked=len(attempt.answers),
        at_most=course.placement.held.rules.max_items,
        item=shown_item(course.items[attempt.asked[-1]]) if is_open else None,
        outcome=None if is_open else _outcome(course.placement, attempt, belief),
        because=None if is_open else f"The placement ended here because {attempt.because}.",
    )


def _outcome(placement: placement_steps.Placement, attempt: Attempt, belief: Belief | None) -> PlacementOutcome:
    counts = belief.placement if belief else None
    if counts is None or not counts.reviewed or counts.attempt != attempt.attempt_id:
        computed = placement_steps.outcome(placement, attempt.answers)
        counts = placement_of(attempt, computed, attempt.closed_at or attempt.started_at)
    titles = {level.id: level.title for level in placement.levels}
    return PlacementOutcome(
        level=counts.level,
        title=titles[counts.level],
        confidence=round(counts.confidence, 4),
        theta=round(counts.theta, 4),
        sd=round(counts.sd, 4),
        reviewed=counts.reviewed,
    )
