"""Visits: how many browsers visited a kind of page on a day: sums, of nobody."""

from datetime import datetime, timedelta

from inarax import problems
from inarax.declared import Category, Purpose, Retention, Start, held_for
from inarax.stores.base import Moment, Number, Read, Store, Text, Write, table, update

KEPT = Retention(timedelta(days=760), Start.COUNTED)
"""Twenty-five months: a year can be compared with the one before."""


class _Visits(Store):
    Meta = table("visits")
    terms = held_for(Purpose.USAGE, retention=KEPT)

    page = Text(Category.NONE, hash_key=True)
    day = Text(Category.NONE, range_key=True)
    browsers = Number(Category.NONE)
    expires_at = Moment(Category.NONE)


def _day(at: datetime) -> str:
    return f"{at:%Y-%m-%d}"


def count(page: str, at: datetime) -> Write:
    """One more browser, today (UTC)."""
    return update(
        _Visits(page, _day(at)),
        [_Visits.browsers.add(1), _Visits.expires_at.set(at + KEPT.time)],
        problems.Conflict(),
    )


def on(page: str, at: datetime) -> Read[int]:
    """How many browsers visited the page on that day (UTC)."""
    return Read(_Visits, (page, _day(at)), lambda item: int(item.browsers))
