"""Every cookie we set, declared: name, purpose, what it holds, for how long. The cookie policy is written from it."""

from datetime import timedelta
from typing import NamedTuple

from inarax.declared import Basis, Purpose


class Cookie(NamedTuple):
    """A `__Host-` cookie: Secure, this host only, the whole path, not readable by scripts (RFC 6265bis).

    `does` ends the sentence "this cookie ...", `holds` the sentence "it holds ...".
    """

    name: str
    purpose: Purpose
    does: str
    holds: str
    lifetime: timedelta

    @property
    def essential(self) -> bool:
        """Whether the service needs it: one that rests on consent is never set without (art. 5(3) ePrivacy)."""
        return self.purpose.basis is not Basis.CONSENT

    def set(self, value: str) -> str:
        """The Set-Cookie header that sets it."""
        return f"{self.name}={value}; Max-Age={int(self.lifetime.total_seconds())}; {_ATTRIBUTES}"

    def clear(self) -> str:
        """The Set-Cookie header that removes it."""
        return f"{self.name}=; Max-Age=0; {_ATTRIBUTES}"


_ATTRIBUTES = "Path=/; Secure; HttpOnly; SameSite=Lax"

SESSION = Cookie(
    "__Host-session",
    Purpose.IDENTITY,
    does="keeps you signed in",
    holds="a secret that opens your session, and random numbers that say where the session is kept",
    lifetime=timedelta(days=30),
)
SIGN_IN = Cookie(
    "__Host-sign-in",
    Purpose.IDENTITY,
    does="ties a sign-in to the browser that began it",
    holds="a random number",
    lifetime=timedelta(minutes=10),
)
AGE = Cookie(
    "__Host-age",
    Purpose.IDENTITY,
    does="carries the answer to the age question to your first sign-in",
    holds="the time until which the answer holds, and a proof that we wrote it; no date of birth",
    lifetime=timedelta(minutes=30),
)
PREFERENCES = Cookie(
    "__Host-preferences",
    Purpose.PRIVACY,
    does="remembers your choices: the colours of the pages, and whether your visits may be counted",
    holds="these choices, with the time of the second and the version of the text that you chose by",
    lifetime=timedelta(days=180),
)
VISIT = Cookie(
    "__Host-visit",
    Purpose.USAGE,
    does="lets us count how many browsers visit a page in a day, to understand how the platform is used",
    holds="a random number, tied neither to your account nor to anything you do",
    lifetime=timedelta(days=30),
)

ALL = (SESSION, SIGN_IN, AGE, PREFERENCES, VISIT)
