"""A placement attempt as its learner sees it: the question asked now or the outcome, and never what was right."""

from pydantic import BaseModel

from assessment import placement_steps, published
from assessment.shown import ShownItem, shown_item
from inarax.stores.attempts import Attempt


class PlacementOutcome(BaseModel):
    """The level with the probability that it is the right one; ability `theta` and its deviation `sd`."""

    level: str
    title: str
    confidence: float
    theta: float
    sd: float


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


def shown(attempt: Attempt) -> PlacementAttempt:
    """The attempt as it stands."""
    course = published.course_of(attempt.course, attempt.version)
    is_open = attempt.closed_at is None
    return PlacementAttempt(
        attempt=attempt.attempt_id,
        course=attempt.course,
        status="open" if is_open else "closed",
        asked=len(attempt.answers),
        at_most=course.bank.rules.max_items,
        item=shown_item(course.items[attempt.asked[-1]]) if is_open else None,
        outcome=None if is_open else _outcome(course.bank, attempt),
        because=None if is_open else f"The placement ended here because {attempt.because}.",
    )


def _outcome(bank: placement_steps.Bank, attempt: Attempt) -> PlacementOutcome:
    placed = placement_steps.outcome(bank, attempt.answers)
    return PlacementOutcome(
        level=placed.level.id,
        title=placed.level.title,
        confidence=round(placed.confidence, 4),
        theta=round(placed.theta, 4),
        sd=round(placed.sd, 4),
    )
