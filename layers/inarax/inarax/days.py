"""Which day it is for somebody who does not say where they are."""

from datetime import date, datetime, timedelta

_WESTMOST = timedelta(hours=12)
"""A day begins and ends last at UTC-12."""


def last_on_earth(at: datetime) -> date:
    """The earliest date that any place has at a moment: one that has begun everywhere, and is not over."""
    return (at - _WESTMOST).date()
