"""Who is reminded of reviews by mail: whether they may be, and whether there is a reason.

A mail at most a week, whatever is due: who does not come back after one is not called again the next day.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from inarax.declared import Purpose
from inarax.stores.mails import Mail
from inarax.stores.standings import Standing, State, refused
from personalization.upcoming import Review

WEEK = timedelta(days=7)


def mail_id(at: datetime) -> str:
    """Names the reminder of this week, so that asking twice asks for one mail."""
    year, week, _ = at.isocalendar()
    return f"reviews-{year}-w{week:02}"


def lately(mails: Iterable[Mail | None], at: datetime) -> bool:
    """Whether any of these was asked for within a week: Sunday's and Monday's have names of two weeks."""
    return any(mail is not None and at - mail.requested_at < WEEK for mail in mails)


def willing(standing: Standing | None) -> bool:
    """Whether somebody may be reminded: with their consent, and not past an objection or a restriction."""
    if standing is None or standing.state is not State.ACTIVE:
        return False
    return Purpose.REMINDERS in standing.consents and not refused(standing, Purpose.SIGNALS)


def due(reviews: Iterable[Review], at: datetime) -> bool:
    """Whether there is anything to be reminded of."""
    return any(review.due <= at for review in reviews)
