"""Calendars: who subscribed to the days of their reviews by an address of its own, of whose secret a digest is kept."""

import hashlib
import secrets
from datetime import datetime
from typing import NamedTuple

from pynamodb.attributes import UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection

from inarax import problems
from inarax.declared import Category, Purpose, held_for
from inarax.stores.base import Moment, Read, Store, Text, Write, delete, put, table

_SECRET = 32


class Calendar(NamedTuple):
    """A learner's subscription: the digest of the secret in its address, and since when it opens."""

    learner_id: str
    digest: str
    created_at: datetime


class _Digests(GlobalSecondaryIndex["_Calendars"]):  # type: ignore[no-untyped-call]  # PynamoDB leaves its hook untyped
    class Meta:
        index_name = "digests"
        projection = KeysOnlyProjection()

    digest = UnicodeAttribute(hash_key=True)


class _Calendars(Store):
    Meta = table("calendars")
    terms = held_for(Purpose.PERSONALIZATION)

    learner_id = Text(Category.KEY, hash_key=True)
    digest = Text(Category.KEY)
    created_at = Moment(Category.PREFERENCE)

    digests = _Digests()


def _value(item: _Calendars) -> Calendar:
    return Calendar(item.learner_id, item.digest, item.created_at)


def new_secret() -> str:
    """What names a calendar and opens it: 256 random bits, as they stand in an address. It says nothing of anybody."""
    return secrets.token_urlsafe(_SECRET)


def digest(secret: str) -> str:
    """What is kept of a secret: enough, since it has full entropy."""
    return hashlib.sha256(secret.encode()).hexdigest()


def of(learner_id: str) -> Read[Calendar]:
    """The learner's calendar, if they subscribed."""
    return Read(_Calendars, (learner_id,), _value)


def learner_of(found: str) -> str | None:
    """Whose calendar has this digest, by the index: one that was replaced or revoked a moment ago may linger there."""
    return next((str(item.learner_id) for item in _Calendars.digests.query(found, limit=1)), None)


def save(calendar: Calendar) -> Write:
    """Subscribe; an address that was given before opens nothing any more."""
    item = _Calendars(calendar.learner_id, digest=calendar.digest, created_at=calendar.created_at)
    return put(item, problems.Conflict())


def revoke(learner_id: str) -> Write:
    """End the subscription; without one, it changes nothing."""
    return delete(_Calendars(learner_id), problems.Conflict())
