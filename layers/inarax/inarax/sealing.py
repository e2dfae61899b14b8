"""Sealing: what a learner wrote or is called by is stored encrypted under keys of their own, which erasure deletes.

AES-256-GCM, with the place of a value (store, attribute, key of the item) as associated data, so that a sealed value
opens where it was sealed and nowhere else. Nothing here does I/O: what unwraps a key is passed in.
"""

import json
import os
import struct
import time
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple


class Place(NamedTuple):
    """Where a sealed value stands: an attribute of a learner's item; `rest` is its range key, if it has one."""

    store: str
    attribute: str
    learner_id: str
    rest: str = ""


KEY = 32
KEPT = 60.0
"""Seconds that an unwrapped key may stay in memory."""

_FORMAT = 1
_HEADER = struct.Struct(">BH")  # format, and the version of the data key
_NONCE = 12  # bytes; random, which is safe for 2 ** 32 values under one key (NIST SP 800-38D, 8.3)
_MOST = 128  # learners in memory; a page of the review queue has twenty


class BrokenSeal(Exception):
    """A sealed value was changed, moved to another place, or sealed under another key."""


def seal(key: bytes, version: int, plain: bytes, place: Place) -> bytes:
    """Encrypt a value for its place under the version of the learner's data key that `key` is."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415  20 ms, where something is sealed

    header, nonce = _HEADER.pack(_FORMAT, version), os.urandom(_NONCE)
    return header + nonce + AESGCM(key).encrypt(nonce, plain, header + _bound(place))


def unseal(key: bytes, sealed: bytes, place: Place) -> bytes:
    """Decrypt a value that was sealed for this place under `key`; BrokenSeal otherwise."""
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

    version_of(sealed)
    start = _HEADER.size + _NONCE
    header, nonce = sealed[: _HEADER.size], sealed[_HEADER.size : start]
    try:
        return AESGCM(key).decrypt(nonce, sealed[start:], header + _bound(place))
    except InvalidTag:
        raise BrokenSeal from None


def version_of(sealed: bytes) -> int:
    """Which of the learner's data keys a value is sealed under, counted from 1; BrokenSeal if it is no sealed value."""
    if len(sealed) < _HEADER.size + _NONCE:
        raise BrokenSeal
    form, version = _HEADER.unpack_from(sealed)
    if form != _FORMAT:
        raise BrokenSeal
    return int(version)


def _bound(place: Place) -> bytes:
    return json.dumps(place).encode()  # unlike joined text, no two places can spell the same


class Wrapped(NamedTuple):
    """A learner's data keys as they are stored: the newest wrapped, all older ones sealed under it.

    So one unwrapping opens all of them, however often they were rotated.
    """

    learner_id: str
    newest: bytes
    older: bytes | None
    version: int
    """Of the newest."""
    made_at: datetime


class Ring:
    """A learner's data keys in use: unwrapped when first needed, and no longer than KEPT after that."""

    def __init__(self, wrapped: Wrapped, unwrap: Callable[[bytes], bytes]) -> None:
        self.wrapped = wrapped
        self._unwrap = unwrap
        self._keys: tuple[bytes, ...] = ()
        self._since = 0.0

    def seal(self, plain: bytes, place: Place) -> bytes:
        """Seal a value under the newest key."""
        return seal(self._unwrapped()[-1], self.wrapped.version, plain, place)

    def unseal(self, sealed: bytes, place: Place) -> bytes:
        """Open a value, whichever of the keys it was sealed under."""
        version, keys = version_of(sealed), self._unwrapped()
        if not 0 < version <= len(keys):
            raise BrokenSeal
        return unseal(keys[version - 1], sealed, place)

    def use(self, newest: bytes) -> None:
        """Begin to use the keys, of which the newest was unwrapped, or made, just now."""
        self._keys, self._since = (*self._before(newest), newest), _clock()

    def followed_by(self, key: bytes, newest: bytes, at: datetime) -> Wrapped:
        """The same keys and a new one, `newest` being its wrapped form."""
        before, learner_id = self.wrapped, self.wrapped.learner_id
        version = before.version + 1
        older = seal(key, version, b"".join(self._unwrapped()), _place_of_older(learner_id))
        return Wrapped(learner_id, newest, older, version, at)

    def expire(self, now: float) -> None:
        """Let go of keys that were unwrapped too long ago; or, the clock says, in the future."""
        if not 0 <= now - self._since < KEPT:
            self._keys = ()

    def _unwrapped(self) -> tuple[bytes, ...]:
        self.expire(_clock())
        if not self._keys:
            self.use(self._unwrap(self.wrapped.newest))
        return self._keys

    def _before(self, newest: bytes) -> tuple[bytes, ...]:
        if self.wrapped.older is None:
            return ()
        older = unseal(newest, self.wrapped.older, _place_of_older(self.wrapped.learner_id))
        return tuple(older[start : start + KEY] for start in range(0, len(older), KEY))


def _place_of_older(learner_id: str) -> Place:
    return Place("keys", "older", learner_id)


_clock = time.time
"""Wall time, since a frozen environment's monotonic clock may stand still; a step back only costs an unwrapping."""

_rings: dict[str, Ring] = {}
"""Learner to ring, the one used last being last."""


def hold(wrapped: Wrapped, unwrap: Callable[[bytes], bytes]) -> Ring:
    """The ring of keys that were read just now: the one in memory, if they are the same."""
    now = _clock()
    for each in _rings.values():
        each.expire(now)
    ring = _rings.pop(wrapped.learner_id, None)
    if ring is None or ring.wrapped != wrapped:
        ring = Ring(wrapped, unwrap)
    _rings[wrapped.learner_id] = ring
    if len(_rings) > _MOST:
        del _rings[next(iter(_rings))]
    return ring


def held(learner_id: str) -> Ring | None:
    """The ring of a learner whose keys this request has read, for what it writes."""
    return _rings.get(learner_id)


def forget(learner_id: str) -> None:
    """The learner's keys are gone, or have changed."""
    _rings.pop(learner_id, None)
