"""Opaque session tokens: where the session lies, and a secret that only its holder knows.

The token names its item (learner and session, 16 random bytes each) so that finding a session is one key read; it is
good only with the 32-byte secret, of which we store a SHA-256: enough, since the secret has full entropy.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
import uuid
from dataclasses import dataclass
from typing import Self

_ID = 16
_SECRET = 32


@dataclass(frozen=True, slots=True, repr=False)
class Token:
    """A session's credential, as a cookie, a bearer or a refresh token."""

    learner_id: str
    session_id: str
    secret: bytes

    @classmethod
    def mint(cls, learner_id: str, session_id: str | None = None) -> Self:
        """A new secret for a session; without `session_id`, a new session."""
        return cls(learner_id, session_id or new_id(), secrets.token_bytes(_SECRET))

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """The token that `text` spells, or None: anybody can send anything."""
        try:
            raw = base64.b64decode(text.encode("ascii") + b"==", altchars=b"-_", validate=True)
        except (binascii.Error, UnicodeEncodeError):
            return None
        if len(raw) != 2 * _ID + _SECRET:
            return None
        return cls(str(uuid.UUID(bytes=raw[:_ID])), str(uuid.UUID(bytes=raw[_ID : 2 * _ID])), raw[2 * _ID :])

    def __str__(self) -> str:
        raw = uuid.UUID(self.learner_id).bytes + uuid.UUID(self.session_id).bytes + self.secret
        return base64.urlsafe_b64encode(raw).decode("ascii").rstrip("=")

    @property
    def digest(self) -> str:
        """What the store keeps of the secret."""
        return hashlib.sha256(self.secret).hexdigest()

    def matches(self, digest: str) -> bool:
        """Whether this is the token whose digest the store keeps, compared in constant time."""
        return hmac.compare_digest(self.digest, digest)


def new_id() -> str:
    """A random id, meaningless outside our tables."""
    return str(uuid.uuid4())
