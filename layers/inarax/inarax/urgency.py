"""How near the day is by which a request must be answered."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

SOON = timedelta(days=7)
"""How long before that day a request is due soon."""


class Urgency(StrEnum):
    """Overdue: the day has passed. Soon: it is today, or within a week."""

    OVERDUE = "overdue"
    SOON = "soon"


class Days(NamedTuple):
    """The first and the last day on which a request of some urgency is due, where there is such a day."""

    first: date | None
    last: date | None


def days(urgency: Urgency, at: datetime) -> Days:
    """When requests of that urgency are due."""
    today = at.date()
    if urgency is Urgency.OVERDUE:
        return Days(None, today - timedelta(days=1))
    return Days(today, today + SOON)


def urgency(due: date, at: datetime) -> Urgency | None:
    """How urgent a request is that is due on that day; None while there is time."""
    for each in Urgency:
        first, last = days(each, at)
        if (first is None or first <= due) and (last is None or due <= last):
            return each
    return None
