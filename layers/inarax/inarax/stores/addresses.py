"""Addresses: the full IP address of each request, for the security window alone; after it only the network is left."""

from datetime import timedelta

from inarax.declared import Category, Purpose, Retention, Start, held_for
from inarax.stores.base import Moment, Store, Text, table
from inarax.stores.batch import Entry, entry
from inarax.stores.requests import Key

KEPT = Retention(timedelta(days=14), Start.REQUESTED)
"""The security window."""


class _Addresses(Store):
    Meta = table("addresses")
    terms = held_for(Purpose.SECURITY, retention=KEPT)

    learner_id = Text(Category.KEY, hash_key=True)
    request = Text(Category.TECHNICAL, range_key=True)
    """The key of the same request in `requests`."""
    address = Text(Category.TECHNICAL, null=True)
    expires_at = Moment(Category.TECHNICAL)


def entry_of(key: Key, address: str | None) -> Entry:
    """The entry that keeps where a request came from; None where that is not known."""
    return entry(_Addresses(key.learner_id, key.request, address=address, expires_at=key.at + KEPT.time))
