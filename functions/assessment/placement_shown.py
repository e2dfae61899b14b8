"""Placement attempts as their learner sees them: the question asked now or the outcome, and never what was right."""

from datetime import datetime

from pydantic import BaseModel

from assessment import piloting, placement_steps, published
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
    """One placement attempt; `asked` counts the answers so far.

    Of `at_most` questions, as many as `on_trial` at most are on trial themselves: an answer to one does not count, and
    which they are is not told while the placement is open.
    """

    attempt: str
    course: str
    status: str
    asked: int
    at_most: int
    on_trial: int
    item: ShownItem | None
    outcome: PlacementOutcome | None
    because: str | None


class OpenPlacement(BaseModel):
    """A placement attempt to go on with; `asked` counts the answers so far."""

    attempt: str
    started_at: datetime
    asked: int


class Placements(BaseModel):
    """The placements to go on with, the furthest on first, and what a new one would be.

    It can begin `again_from` then (null: at once). It asks `counting` questions at most, and up to `on_trial` more that
    are on trial themselves, an answer to which does not count.
    """

    course: str
    open: list[OpenPlacement]
    again_from: datetime | None
    counting: int
    on_trial: int


def going_on(attempt: Attempt) -> OpenPlacement:
    """An attempt that is open, as one to go on with."""
    return OpenPlacement(attempt=attempt.attempt_id, started_at=attempt.started_at, asked=len(attempt.answers))


def shown(attempt: Attempt, belief: Belief | None = None) -> PlacementAttempt:
    """The attempt as it stands; its level as a person decided, where the belief says so."""
    course = published.course_of(attempt.course, attempt.version, attempt.snapshot)
    placement, is_open = course.placement, attempt.closed_at is None
    counting = placement.held.rules.max_items
    trials = piloting.at_most(placement.pilots, attempt.attempt_id, attempt.avoided, counting)
    return PlacementAttempt(
        attempt=attempt.attempt_id,
        course=attempt.course,
        status="open" if is_open else "closed",
        asked=len(attempt.answers),
        at_most=counting + trials,
        on_trial=trials,
        item=shown_item(course.items[attempt.asked[-1]]) if is_open else None,
        outcome=None if is_open else _outcome(placement, attempt, belief),
        because=None if is_open else _because(placement, attempt),
    )


def _because(placement: placement_steps.Placement, attempt: Attempt) -> str:
    ended = f"The placement ended here because {attempt.because}."
    match len(attempt.answers) - len(placement.counting(attempt.answers)):
        case 0:
            return ended
        case 1:
            return f"{ended} One question more was on trial itself: the answer to it did not count."
        case tried:
            return f"{ended} {tried} questions more were on trial themselves: the answers to them did not count."


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
