"""Whose signature a token carries: the provider's published keys, and the few algorithms that we take from it.

No algorithm is taken from the token alone: `none` and the symmetric ones are not on the list, so that a public key can
never be used as a shared secret (RFC 8725, 3.1 and 3.2), and a key verifies only the algorithms of its own type.
"""

import json
import warnings
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from inarax import problems

if TYPE_CHECKING:
    from joserfc.jwk import Key

_KEY_TYPES = {"RS256": "RSA", "ES256": "EC", "EdDSA": "OKP", "Ed25519": "OKP"}
"""Algorithms we take, and the type of their keys. `EdDSA` is the older name of `Ed25519` (RFC 9864)."""

_LONGEST = 16_384


class UnknownKey(problems.SignInRefused):  # its code is its parent's: the person only learns that it was refused
    """The token names a key that is not in the set: the provider may have rotated its keys."""


def keys_of(document: Mapping[str, Any]) -> "tuple[Key, ...]":
    """The signing keys of a JWK set (RFC 7517); what is not a public key of a type we take is passed over."""
    from joserfc.errors import JoseError  # noqa: PLC0415  a seventh of a second that only verifying doors pay
    from joserfc.jwk import import_key  # noqa: PLC0415

    found = []
    for jwk in document["keys"]:
        if jwk.get("kty") in _KEY_TYPES.values() and jwk.get("use", "sig") == "sig":
            try:
                found.append(import_key(jwk))
            except (JoseError, ValueError):
                continue
    return tuple(found)


def claims(token: str, keys: "Sequence[Key]") -> Mapping[str, Any]:
    """The claims of a compact JWS that one of `keys` signed."""
    from joserfc import jws  # noqa: PLC0415
    from joserfc.errors import JoseError  # noqa: PLC0415

    if len(token) > _LONGEST:
        raise problems.SignInRefused
    try:
        header = jws.extract_compact(token.encode("ascii")).headers()
        key = _key(header, keys)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about the older name, which most providers still use
            payload = jws.deserialize_compact(token, key, algorithms=list(_KEY_TYPES)).payload
        loaded = json.loads(payload)
    except (JoseError, ValueError):
        raise problems.SignInRefused from None
    if not isinstance(loaded, dict):
        raise problems.SignInRefused
    return loaded


def _key(header: Mapping[str, Any], keys: "Sequence[Key]") -> "Key":
    """The key the header names; without a `kid`, the only one of the algorithm's type."""
    algorithm = header.get("alg")
    if not isinstance(algorithm, str) or algorithm not in _KEY_TYPES:
        raise problems.SignInRefused
    named = [key for key in keys if "kid" not in header or key.kid == header["kid"]]
    if not named:
        raise UnknownKey
    fitting = [key for key in named if key.key_type == _KEY_TYPES[algorithm] and key.get("alg") in (None, algorithm)]
    if len(fitting) != 1:
        raise problems.SignInRefused
    return fitting[0]
