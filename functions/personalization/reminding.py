"""Who is reminded of reviews by mail: whether they may be, and whether there is a reason.

A mail at most a week, whatever is due: who does not come back after one is not called again the next day.
"""

from collections.abc import Iterable
from datetime import datetime

from inarax.declared import Purpose
from inarax.stores.standings import Standing, State, refused
from personalization.upcoming import Review


def mail_id(at: datetime) -> str:
    """Names the reminder of this week, so that asking twice asks for one mail."""
    year, week, _ = at.isocalendar()
    return f"reviews-{year}-w{week:02}"


def willing(standing: Standing | None) -> bool:
    """Whether somebody may be reminded: with their consent, and not past an objection or a restriction."""
    if standing is None or standing.state is not State.ACTIVE:
        return False
    return Purpose.REMINDERS in standing.consents and not refused(standing, Purpose.SIGNALS)


def due(reviews: Iterable[Review], at: datetime) -> bool:
    """Whether there is anything to be reminded of."""
    return any(review.due <= at for review in reviews)
