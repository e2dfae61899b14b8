"""Every cookie we set, declared: name, purpose, lifetime, and whether the service works without it."""

from datetime import timedelta
from typing import NamedTuple


class Cookie(NamedTuple):
    """A `__Host-` cookie: Secure, this host only, the whole path, not readable by scripts (RFC 6265bis)."""

    name: str
    purpose: str
    lifetime: timedelta
    essential: bool

    def set(self, value: str) -> str:
        """The Set-Cookie header that sets it."""
        return f"{self.name}={value}; Max-Age={int(self.lifetime.total_seconds())}; {_ATTRIBUTES}"

    def clear(self) -> str:
        """The Set-Cookie header that removes it."""
        return f"{self.name}=; Max-Age=0; {_ATTRIBUTES}"


_ATTRIBUTES = "Path=/; Secure; HttpOnly; SameSite=Lax"

SESSION = Cookie("__Host-session", "keeps you signed in", timedelta(days=30), essential=True)
SIGN_IN = Cookie("__Host-sign-in", "ties a sign-in to the browser that began it", timedelta(minutes=10), essential=True)
AGE = Cookie(
    "__Host-age", "carries the answer to the age question to your first sign-in", timedelta(minutes=30), essential=True
)

ALL = (SESSION, SIGN_IN, AGE)
