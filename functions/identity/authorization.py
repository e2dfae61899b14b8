"""The authorization request of a web sign-in (OpenID Connect Core 3.1.2.1; PKCE, RFC 7636), and where it may end."""

import base64
import hashlib
import re
from typing import NamedTuple
from urllib.parse import urlencode

from identity.configuration import SCOPES, Client

_LOCAL = re.compile(r"/(?![/\\])[A-Za-z0-9\-._~!$&'()*+,;=:@%/?#]{0,511}")


class Secrets(NamedTuple):
    """The random values of one sign-in, each 32 bytes in base64url: each proves another thing, and none is reused."""

    state: str
    """That the answer belongs to a sign-in that we began."""
    browser: str
    """That it comes back to the browser that began it."""
    nonce: str
    """That the ID token was made for it."""
    verifier: str
    """That the code was given for it (PKCE)."""


def is_local(path: str) -> bool:
    """Whether a path leads to a page of ours: one slash, and nothing a browser could read as another host."""
    return _LOCAL.fullmatch(path) is not None


def digest(secret: str) -> str:
    """What is stored of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def challenge(verifier: str) -> str:
    """The S256 code challenge (RFC 7636, 4.2)."""
    hashed = hashlib.sha256(verifier.encode("ascii")).digest()
    return base64.urlsafe_b64encode(hashed).decode("ascii").rstrip("=")


def url(endpoint: str, client: Client, secrets: Secrets) -> str:
    """Where to send the browser."""
    query = urlencode(
        {
            "response_type": "code",
            "client_id": client.client_id,
            "redirect_uri": client.redirect_uri,
            "scope": SCOPES,
            "state": secrets.state,
            "nonce": secrets.nonce,
            "code_challenge": challenge(secrets.verifier),
            "code_challenge_method": "S256",
            "prompt": "login",  # a session that the provider remembers, on a shared machine, opens no account
        }
    )
    return f"{endpoint}{'&' if '?' in endpoint else '?'}{query}"
