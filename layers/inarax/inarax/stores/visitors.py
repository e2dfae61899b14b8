"""Visitors: which random numbers were counted on which page today, as digests that say nothing on another day or page.

They keep one browser from being counted twice, and are gone two days later; what was counted is in `visits`.
"""

from datetime import datetime, timedelta

from inarax import problems
from inarax.declared import Category, Purpose, Retention, Start, held_for
from inarax.stores.base import Moment, Store, Text, Write, put, table

KEPT = Retention(timedelta(days=2), Start.COUNTED)


class _Visitors(Store):
    Meta = table("visitors")
    terms = held_for(Purpose.USAGE, retention=KEPT)

    digest = Text(Category.COOKIE, hash_key=True)
    expires_at = Moment(Category.NONE)


def first(digest: str, at: datetime) -> Write:
    """This browser's first visit of this page today; Conflict if it was counted already."""
    return put(_Visitors(digest, expires_at=at + KEPT.time), problems.Conflict(), _Visitors.digest.does_not_exist())
