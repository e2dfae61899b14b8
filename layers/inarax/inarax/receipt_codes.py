"""Receipt codes: they name a request and prove that one may see it. Of the secret in one, a digest alone is kept.

Who did not ask is mailed a code of which nothing is kept: its secret is a keyed hash that KMS makes, and proves.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
import uuid
from typing import NamedTuple, Self

PATTERN = "^[A-Za-z0-9_-]{64}$"
_ID, _SECRET = 16, 32


class Code(NamedTuple):
    """A receipt's code, which its holder keeps: it outlives the account."""

    request_id: str
    secret: bytes

    @classmethod
    def mint(cls, request_id: str) -> Self:
        """A new code for a request."""
        return cls(request_id, secrets.token_bytes(_SECRET))

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """The code that `text` spells, or None: anybody can send anything."""
        try:
            raw = base64.b64decode(text, altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            return None
        if len(raw) != _ID + _SECRET:
            return None
        return cls(str(uuid.UUID(bytes=raw[:_ID])), raw[_ID:])

    def __str__(self) -> str:
        return base64.urlsafe_b64encode(uuid.UUID(self.request_id).bytes + self.secret).decode("ascii")

    @property
    def digest(self) -> str:
        """What is kept of the secret."""
        return hashlib.sha256(self.secret).hexdigest()

    def matches(self, digest: str | None) -> bool:
        """Whether this is the code whose digest is kept, compared in constant time; none matches where none is kept."""
        return digest is not None and hmac.compare_digest(self.digest, digest)


def message(request_id: str) -> bytes:
    """What the secret of a mailed code is the keyed hash of."""
    return f"receipt\0{request_id}".encode()
