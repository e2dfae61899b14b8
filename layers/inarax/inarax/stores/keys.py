"""Keys: each learner's data keys, wrapped by KMS. To delete them is to make every copy of what they seal unreadable.

KMS is told nothing of whose key it wraps: its calls are on record in CloudTrail, which no erasure reaches. That a value
is opened for its own learner alone is held by the place it is sealed to (`inarax.sealing`).
"""

import os
from datetime import datetime, timedelta

from inarax import aws, problems, sealing
from inarax.declared import Category, Purpose, Source, held_for
from inarax.sealing import Ring, Wrapped
from inarax.stores.base import Bytes, Moment, Number, Read, Store, Text, Write, put, table

ROTATED = timedelta(days=365)
"""How old a learner's newest key grows before the next sign-in makes another; KMS rotates its own yearly by itself."""

_CONTEXT = {"purpose": "learner data"}


class _Keys(Store):
    Meta = table("keys")
    terms = held_for(
        Purpose.IDENTITY,
        Purpose.ASSESSMENT,
        Purpose.PERSONALIZATION,
        Purpose.SIGNALS,
        Purpose.NOTICES,
        Purpose.NEWS,
        Purpose.REMINDERS,
        Purpose.RIGHTS,
        source=Source.OURSELVES,
    )

    learner_id = Text(Category.KEY, hash_key=True)
    newest = Bytes(Category.KEY)
    older = Bytes(Category.KEY, null=True)
    version = Number(Category.NONE)
    made_at = Moment(Category.KEY)


def _value(item: _Keys) -> Ring:
    return sealing.hold(
        Wrapped(item.learner_id, item.newest, item.older, int(item.version), item.made_at),
        _unwrapped,
    )


def _item(wrapped: Wrapped) -> _Keys:
    return _Keys(
        wrapped.learner_id,
        newest=wrapped.newest,
        older=wrapped.older,
        version=wrapped.version,
        made_at=wrapped.made_at,
    )


def of(learner_id: str) -> Read[Ring]:
    """The learner's keys; reads of stores with sealed attributes name it."""
    return Read(_Keys, (learner_id,), _value)


def create(learner_id: str, at: datetime) -> Write:
    """The first key of somebody new, with which the writes after this one in the same transaction can seal."""
    key, wrapped = _generated()
    first = Wrapped(learner_id, wrapped, None, 1, at)
    sealing.hold(first, _unwrapped).use(key)
    return put(_item(first), problems.Conflict(), _Keys.learner_id.does_not_exist())


def rotate(ring: Ring, at: datetime) -> Write:
    """One more key, unless another request made it: it seals from the next read on, and the older ones still open.

    Not from this one: were the transaction refused, what it sealed elsewhere would be lost.
    """
    key, wrapped = _generated()
    following = ring.followed_by(key, wrapped, at)
    return put(_item(following), problems.Conflict(), _Keys.version == ring.wrapped.version)


def aged(ring: Ring, at: datetime) -> bool:
    """Whether the newest key has served for long enough."""
    return at - ring.wrapped.made_at >= ROTATED


def _generated() -> tuple[bytes, bytes]:
    made = aws.client("kms").generate_data_key(KeyId=_key(), KeySpec="AES_256", EncryptionContext=_CONTEXT)
    return made["Plaintext"], made["CiphertextBlob"]


def _unwrapped(wrapped: bytes) -> bytes:
    opened = aws.client("kms").decrypt(KeyId=_key(), CiphertextBlob=wrapped, EncryptionContext=_CONTEXT)
    return bytes(opened["Plaintext"])


def _key() -> str:
    return os.environ["LEARNER_KEY"]
