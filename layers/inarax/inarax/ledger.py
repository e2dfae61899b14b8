"""The ledger of the audit trail: Merkle trees (RFC 6962) over salted entries, and the signed seals that chain them.

Pure, and all that a verifier needs: with an entry, its proof, the public seals and the public key it works offline.

A leaf commits to an entry and tells nothing of it: its 32-byte salt is random, so without the salt nobody can try out
what the entry may have said. An entry that lost body and salt therefore still stands in its tree, as its leaf.
"""

import hashlib
import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

BYTES = 32
"""Bytes of a salt, a leaf, a root and every other node."""
FIRST = bytes(BYTES)
"""What stands for the previous seal in the first one."""

_LEAF, _NODE = b"\x00", b"\x01"  # RFC 6962, 2.1: so that a leaf can never pass for a node
_KIND = "inarax-seal-1"
_P256 = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004")
"""How every uncompressed P-256 key begins as SubjectPublicKeyInfo (RFC 5480); the two coordinates follow."""


# Trees ---------------------------------------------------------------------------------------------------------------


def canonical(value: Mapping[str, object]) -> bytes:
    """The one spelling in which a value is hashed: JSON in UTF-8 with sorted keys and no blanks."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def moment(at: datetime) -> str:
    """The one spelling of a moment in what is signed: ISO 8601 in UTC, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def leaf(salt: bytes, body: Mapping[str, str]) -> bytes:
    """The leaf of an entry."""
    if len(salt) != BYTES:
        raise ValueError(f"a salt has {BYTES} bytes")
    return hash_leaf(salt + canonical(body))


def hash_leaf(data: bytes) -> bytes:
    """The leaf of any data (RFC 6962, 2.1)."""
    return hashlib.sha256(_LEAF + data).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The root of a tree (RFC 6962, 2.1); of no leaves, the hash of nothing."""
    match leaves:
        case []:
            return hashlib.sha256().digest()
        case [only]:
            return only
    half = _half(len(leaves))
    return _node(root(leaves[:half]), root(leaves[half:]))


def proof(leaves: Sequence[bytes], position: int) -> list[bytes]:
    """The nodes that lead from the leaf at `position` to the root (RFC 6962, 2.1.1)."""
    if not 0 <= position < len(leaves):
        raise IndexError("no such leaf")
    if len(leaves) == 1:
        return []
    half = _half(len(leaves))
    if position < half:
        return [*proof(leaves[:half], position), root(leaves[half:])]
    return [*proof(leaves[half:], position - half), root(leaves[:half])]


def includes(claimed: bytes, tree: bytes, size: int, position: int, path: Sequence[bytes]) -> bool:
    """Whether the tree with root `tree` and `size` leaves has the leaf `claimed` at `position` (RFC 9162, 2.1.3.2)."""
    if not 0 <= position < size:
        return False
    at, last, reached = position, size - 1, claimed
    for node in path:
        if last == 0:
            return False
        if at % 2 or at == last:
            reached = _node(node, reached)
            while at % 2 == 0 and at:
                at, last = at // 2, last // 2
        else:
            reached = _node(reached, node)
        at, last = at // 2, last // 2
    return last == 0 and hmac.compare_digest(reached, tree)


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(_NODE + left + right).digest()


def _half(size: int) -> int:
    """The largest power of two that is smaller than `size`."""
    half: int = 1 << (size - 1).bit_length() - 1
    return half


# Seals ---------------------------------------------------------------------------------------------------------------


class Statement(NamedTuple):
    """What a seal says: the root of the tree of `size` entries, in which minute, after which seal."""

    number: int
    minute: datetime
    size: int
    root: bytes
    previous: bytes
    """The digest of the seal before, or FIRST."""

    @property
    def message(self) -> bytes:
        """What is signed."""
        return canonical(
            {
                "kind": _KIND,
                "minute": moment(self.minute),
                "number": self.number,
                "previous": self.previous.hex(),
                "root": self.root.hex(),
                "size": self.size,
            }
        )

    @property
    def digest(self) -> bytes:
        """Names this statement to the next."""
        return hashlib.sha256(self.message).digest()


class Seal(NamedTuple):
    """A signed statement: ECDSA on P-256 with SHA-256, in DER; `key` says with which key."""

    statement: Statement
    signature: bytes
    key: str


def next_statement(leaves: Sequence[bytes], latest: Seal | None, minute: datetime) -> Statement:
    """What the seal after `latest` says of these leaves."""
    return Statement(
        number=latest.statement.number + 1 if latest else 1,
        minute=minute.replace(second=0, microsecond=0),
        size=len(leaves),
        root=root(leaves),
        previous=latest.statement.digest if latest else FIRST,
    )


def is_signed(seal: Seal, key: Mapping[str, str]) -> bool:
    """Whether the seal was signed with this public key, a JWK."""
    return verifies(seal.statement.message, seal.signature, key)


def verifies(message: bytes, signature: bytes, key: Mapping[str, str]) -> bool:
    """Whether a message was signed (ECDSA, P-256, SHA-256; DER) with this public key, a JWK."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415  only who verifies pays for it
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415

    x, y = (int.from_bytes(decoded(key[name])) for name in ("x", "y"))
    public = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    try:
        public.verify(signature, message, ec.ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True


def is_chain(seals: Iterable[Seal], key: Mapping[str, str]) -> bool:
    """Whether these seals, from the first on, are signed and follow each other without a gap."""
    number, previous = 0, FIRST
    for seal in seals:
        follows = (seal.statement.number, seal.statement.previous) == (number + 1, previous)
        if not follows or not is_signed(seal, key):
            return False
        number, previous = seal.statement.number, seal.statement.digest
    return True


def jwk(public_key: bytes, key: str) -> dict[str, str]:
    """A public P-256 key, DER as SubjectPublicKeyInfo, as a JWK (RFC 7517) of that name."""
    if not public_key.startswith(_P256) or len(public_key) != len(_P256) + 2 * BYTES:
        raise ValueError("no public key on P-256")
    x, y = public_key[-2 * BYTES : -BYTES], public_key[-BYTES:]
    return {"kty": "EC", "crv": "P-256", "x": encoded(x), "y": encoded(y), "use": "sig", "kid": key}


def encoded(data: bytes) -> str:
    """Base64url without padding (RFC 7515)."""
    return urlsafe_b64encode(data).decode().rstrip("=")


def decoded(text: str) -> bytes:
    """What `encoded` wrote; ValueError if it is no base64."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
