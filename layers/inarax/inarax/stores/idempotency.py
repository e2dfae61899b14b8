"""Idempotency: what a repeated POST made the first time: the id of the resource, never a body.

The claim is part of the transaction that makes the resource, so neither ever exists without the other.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from inarax import problems
from inarax.declared import Category, Purpose, Retention, Start, held_for
from inarax.stores.base import Moment, Read, Store, Text, Write, put, read, table

KEPT = Retention(timedelta(days=1), Start.REQUESTED)


class Once(NamedTuple):
    """One request that may be repeated: whose, which (door and Idempotency-Key), and a fingerprint of what it asks."""

    learner_id: str
    request: str
    fingerprint: str


class _Idempotency(Store):
    Meta = table("idempotency")
    terms = held_for(Purpose.SECURITY, retention=KEPT)

    learner_id = Text(Category.KEY, hash_key=True)
    request = Text(Category.TECHNICAL, range_key=True)
    fingerprint = Text(Category.TECHNICAL)
    resource = Text(Category.KEY)
    expires_at = Moment(Category.TECHNICAL)


def earlier(request: Once, at: datetime) -> str | None:
    """The id of what this request made before, if it is a repetition."""
    (found,) = read(Read(_Idempotency, (request.learner_id, request.request), _kept))
    if found is None or found.expires_at <= at:
        return None
    if found.fingerprint != request.fingerprint:
        raise problems.KeyReused
    return found.resource


class _Kept(NamedTuple):
    fingerprint: str
    resource: str
    expires_at: datetime


def _kept(item: _Idempotency) -> _Kept:
    return _Kept(item.fingerprint, item.resource, item.expires_at)


def claim(request: Once, resource: str, at: datetime) -> Write:
    """Record what the request makes; refused where a repetition made it at the same moment."""
    item = _Idempotency(
        request.learner_id,
        request.request,
        fingerprint=request.fingerprint,
        resource=resource,
        expires_at=at + KEPT.time,
    )
    return put(item, problems.Conflict(), _Idempotency.request.does_not_exist() | (_Idempotency.expires_at <= at))
