"""What giving and withdrawing a consent add to its history, decided from the history alone."""

from collections.abc import Sequence
from datetime import datetime

from inarax.declared import Purpose
from inarax.stores.consents import KEPT, Act, Event, Means
from inarax.wordings import Wording

type History = Sequence[Event]
"""Of one learner, the oldest first."""


def latest(history: History, purpose: Purpose) -> Event | None:
    """What was done last about a purpose."""
    return next((event for event in reversed(history) if event.purpose is purpose), None)


def in_force(history: History, purpose: Purpose) -> Event | None:
    """The consent that holds, if one does."""
    last = latest(history, purpose)
    return last if last and last.act is Act.GRANTED else None


def granting(learner_id: str, history: History, wording: Wording, means: Means, at: datetime) -> Event | None:
    """The entry that gives consent by this wording, or None where it is in force already."""
    held = in_force(history, wording.purpose)
    if held and held.version == wording.version:
        return None
    return Event(
        learner_id,
        _next(history),
        wording.purpose,
        Act.GRANTED,
        wording.version,
        wording.language,
        wording.text,
        means,
        at,
    )


def withdrawing(history: History, purpose: Purpose, means: Means, at: datetime) -> Event | None:
    """The entry that withdraws consent, or None where there is none to withdraw."""
    held = in_force(history, purpose)
    if held is None:
        return None
    return held._replace(number=_next(history), act=Act.WITHDRAWN, means=means, at=at, expires_at=at + KEPT.time)


def ended(history: History, event: Event) -> list[Event]:
    """The entries whose consent `event` ends: from then on they, too, are kept for a time only."""
    if event.act is Act.GRANTED:
        return []
    return [each for each in history if each.purpose is event.purpose and each.expires_at is None]


def _next(history: History) -> int:
    return history[-1].number + 1 if history else 1
