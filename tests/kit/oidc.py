"""An OpenID provider of our own making: real keys and signatures, no network.

It stands in for `identity.wire.send`, the one place that speaks HTTP, and checks what a real token endpoint checks:
client authentication, redirect URI, PKCE, and that a code is used once.
"""

import base64
import hashlib
import hmac
import json
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc.jwk import ECKey, Key, OKPKey, RSAKey
from joserfc.jws import JWSRegistry

from identity.wire import Reply
from inarax import problems
from tests.kit.events import NOW

ISSUER = "https://provider.example"
WEB, MOBILE = "web-client", "mobile-client"
SECRET = "s3cret/with+signs"
APP_REDIRECT = "app.inarax.learn:/signed-in"


@cache
def rsa(kid: str = "rsa-1") -> RSAKey:
    """An RSA key; made once a run, since making one takes a tenth of a second."""
    return RSAKey.generate_key(2048, {"kid": kid, "use": "sig"})


@cache
def ec(kid: str = "ec-1") -> ECKey:
    """A P-256 key."""
    return ECKey.generate_key("P-256", {"kid": kid, "use": "sig"})


@cache
def okp(kid: str = "okp-1") -> OKPKey:
    """An Ed25519 key."""
    return OKPKey.generate_key("Ed25519", {"kid": kid, "use": "sig"})


@dataclass
class Code:
    """An authorization code that was given, and what it was given for."""

    client_id: str
    redirect_uri: str
    challenge: str
    claims: dict[str, Any]
    used: bool = False


@dataclass
class Provider:
    """The provider; a test changes a field to make it misbehave."""

    at: datetime = NOW
    keys: list[Key] = field(default_factory=lambda: [rsa(), ec(), okp()])
    metadata: dict[str, Any] = field(
        default_factory=lambda: {
            "issuer": ISSUER,
            "authorization_endpoint": f"{ISSUER}/authorize",
            "token_endpoint": f"{ISSUER}/token",
            "jwks_uri": f"{ISSUER}/jwks",
        }
    )
    sign: Callable[[dict[str, Any]], str] = field(default_factory=lambda: lambda claims: signed(claims, rsa()))
    answer: Callable[[Reply], Reply] = field(default_factory=lambda: lambda reply: reply)
    """What the token endpoint's answer is turned into before it is sent; may raise."""
    codes: dict[str, Code] = field(default_factory=dict)
    fetched: list[str] = field(default_factory=list)
    """Every URL that was asked for, in order."""

    def authorize(self, location: str, subject: str = "ada", **claims: Any) -> dict[str, str]:
        """Sign in on the page at `location`; the query with which the browser comes back."""
        asked = {name: value for name, (value,) in parse_qs(urlsplit(location).query).items()}
        code = self.grant(
            asked["client_id"], asked["redirect_uri"], asked["code_challenge"], asked["nonce"], subject, claims
        )
        return {"code": code, "state": asked["state"]}

    def grant(
        self, client_id: str, redirect_uri: str, challenge: str, nonce: str, subject: str, claims: Mapping[str, Any]
    ) -> str:
        """A code for a subject; claims of None are left out of the token."""
        now = int(self.at.timestamp())
        every = {
            "iss": ISSUER,
            "sub": subject,
            "aud": client_id,
            "iat": now,
            "exp": now + 3600,
            "nonce": nonce,
            "name": subject.title(),
            "email": f"{subject}@example.com",
            "email_verified": True,
            **claims,
        }
        code = f"code-{len(self.codes)}"
        told = {name: value for name, value in every.items() if value is not None}
        self.codes[code] = Code(client_id, redirect_uri, challenge, told)
        return code

    def send(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Reply:
        """Answer in place of `identity.wire.send`."""
        self.fetched.append(url)
        match (method, url.removeprefix(ISSUER)):
            case ("GET", "/.well-known/openid-configuration"):
                return _json(200, self.metadata)
            case ("GET", "/jwks"):
                return _json(200, {"keys": [key.as_dict(private=False) for key in self.keys]})
            case ("POST", "/token"):
                return self.answer(self._token(headers, body or b""))
        raise problems.ProviderUnavailable

    def _token(self, headers: Mapping[str, str], body: bytes) -> Reply:
        form = {name: value for name, (value,) in parse_qs(body.decode()).items()}
        code = self.codes.get(form["code"])
        if code is None or code.used:
            return _json(400, {"error": "invalid_grant"})
        if not _is_client(code.client_id, headers, form):
            return _json(401, {"error": "invalid_client"})
        if form["redirect_uri"] != code.redirect_uri or challenge(form["code_verifier"]) != code.challenge:
            return _json(400, {"error": "invalid_grant"})
        code.used = True
        return _json(200, {"access_token": "x", "token_type": "Bearer", "id_token": self.sign(code.claims)})


def challenge(verifier: str) -> str:
    """The S256 challenge of a verifier."""
    return _base64(hashlib.sha256(verifier.encode()).digest())


def signed(claims: Mapping[str, Any], key: Key, algorithm: str = "RS256", **header: Any) -> str:
    """A compact JWS; a header of None is left out."""
    return signed_text(json.dumps(claims), key, algorithm, **header)


def signed_text(text: str, key: Key, algorithm: str = "RS256", **header: Any) -> str:
    """A compact JWS of any text; made by hand, so that it can be one that a library refuses to make."""
    said = {"alg": algorithm, "kid": key.kid, **header}
    protected = _base64(json.dumps({name: value for name, value in said.items() if value is not None}).encode())
    content = f"{protected}.{_base64(text.encode())}"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about algorithms that nobody should use
        made = JWSRegistry(algorithms=[algorithm]).get_alg(algorithm)
        return f"{content}.{_base64(made.sign(content.encode(), key))}"


def hashed(claims: Mapping[str, Any], secret: bytes, **header: Any) -> str:
    """An HS256 token, by hand: libraries refuse to take a public key for a secret."""
    content = f"{_base64(json.dumps({'alg': 'HS256', **header}).encode())}.{_base64(json.dumps(claims).encode())}"
    return f"{content}.{_base64(hmac.digest(secret, content.encode(), 'sha256'))}"


def unsigned(claims: Mapping[str, Any], **header: Any) -> str:
    """A token that claims `alg: none`."""
    parts = [json.dumps({"alg": "none", **header}), json.dumps(claims)]
    return ".".join(_base64(part.encode()) for part in parts) + "."


def _is_client(client_id: str, headers: Mapping[str, str], form: Mapping[str, str]) -> bool:
    if client_id == MOBILE:
        return form.get("client_id") == MOBILE and "Authorization" not in headers
    pair = f"{WEB}:s3cret%2Fwith%2Bsigns"
    return headers.get("Authorization") == f"Basic {base64.b64encode(pair.encode()).decode()}"


def _json(status: int, document: Any) -> Reply:
    return Reply(status, json_bytes(document))


def json_bytes(document: Any) -> bytes:
    """A document as it travels."""
    return json.dumps(document).encode()


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
