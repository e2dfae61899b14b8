"""What an ID token's claims must say before we believe who signed in (OpenID Connect Core 1.0, 3.1.3.7)."""

import hmac
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from inarax import problems

OLDEST = timedelta(minutes=10)
"""How long ago a token may have been issued: we redeem codes at once, so an older one is a replay."""

FRESH = timedelta(minutes=10)
"""How long ago the person may have shown their credentials, where the provider says: each sign-in asks for them."""

SKEW = timedelta(seconds=60)
"""How far the provider's clock may be ahead of ours."""


class Identity(NamedTuple):
    """Who signed in, as the provider says. Issuer and subject together are the identity; the rest describes it.

    `email` alone never identifies anybody: addresses change hands. A `picture` is ignored: it would be hot-linked.
    """

    issuer: str
    subject: str
    name: str
    email: str | None
    email_verified: bool
    username: str
    """The provider's own name for the person, by which our user pool deletes."""


class Expected(NamedTuple):
    """What this sign-in expects of its token."""

    issuer: str
    client_id: str
    nonce: str


def identity(claims: Mapping[str, Any], expected: Expected, at: datetime) -> Identity:
    """The identity that verified claims tell of at `at`; SignInRefused where they were not meant for this sign-in."""
    if not (_addressed(claims, expected) and _timely(claims, at)):
        raise problems.SignInRefused
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= 255 or not subject.isprintable():
        raise problems.SignInRefused
    email = _exact(claims.get("email"), 320)
    return Identity(
        issuer=expected.issuer,
        subject=subject,
        name=_text(claims.get("name"), 100),
        email=email,
        email_verified=email is not None and claims.get("email_verified") in _TRUE,
        username=_exact(claims.get("cognito:username"), 255) or subject,
    )


_TRUE: tuple[object, ...] = (True, "true")  # some providers spell it


def _addressed(claims: Mapping[str, Any], expected: Expected) -> bool:
    """Issued by the provider, for this client and nobody else, in answer to this sign-in."""
    nonce = claims.get("nonce")
    return (
        claims.get("iss") == expected.issuer
        and claims.get("aud") in (expected.client_id, [expected.client_id])
        and claims.get("azp", expected.client_id) == expected.client_id
        and isinstance(nonce, str)
        and hmac.compare_digest(nonce.encode(errors="surrogatepass"), expected.nonce.encode())
    )


def _timely(claims: Mapping[str, Any], at: datetime) -> bool:
    """Issued just now to somebody who has just signed in, and not expired."""
    expires, issued = _moment(claims.get("exp")), _moment(claims.get("iat"))
    starts = _moment(claims.get("nbf", claims.get("iat")))
    authenticated = _moment(claims.get("auth_time", claims.get("iat")))
    if expires is None or issued is None or starts is None or authenticated is None:
        return False
    fresh = at - FRESH <= authenticated <= at + SKEW
    return fresh and at < expires and at - OLDEST <= issued <= at + SKEW and starts <= at + SKEW


def _moment(seconds: object) -> datetime | None:
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _exact(claim: object, longest: int) -> str | None:
    """A claim that means somebody, whole or not at all: mended, an address would be another person's."""
    return claim if isinstance(claim, str) and 0 < len(claim) <= longest and claim.isprintable() else None


def _text(claim: object, longest: int) -> str:
    """A claim's text without control characters, cut to what an account holds."""
    if not isinstance(claim, str):
        return ""
    return "".join(character for character in claim if character.isprintable()).strip()[:longest]
