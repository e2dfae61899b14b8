"""Quotas: how often a learner may do what is worth abusing, per day. Holds on every deployment, firewall or not."""

from datetime import datetime, timedelta

from inarax import problems
from inarax.declared import Category, Purpose, Retention, Start, held_for
from inarax.stores.base import Moment, Number, Store, Text, Write, table, update

KEPT = Retention(timedelta(days=2), Start.COUNTED)


class _Quotas(Store):
    Meta = table("quotas")
    terms = held_for(Purpose.SECURITY, retention=KEPT)

    learner_id = Text(Category.KEY, hash_key=True)
    counter = Text(Category.TECHNICAL, range_key=True)
    spent = Number(Category.TECHNICAL)
    expires_at = Moment(Category.TECHNICAL)


def spend(learner_id: str, what: str, *, daily: int, at: datetime) -> Write:
    """Count one use of `what` today (UTC); the transaction is refused once `daily` uses are counted."""
    item = _Quotas(learner_id, f"{what}#{at:%Y-%m-%d}")
    return update(
        item,
        [_Quotas.spent.add(1), _Quotas.expires_at.set(at + KEPT.time)],
        problems.TooMany(f"At most {daily} a day."),
        _Quotas.spent.does_not_exist() | (_Quotas.spent < daily),
    )
