"""A browser that signs in: it keeps cookies, follows redirects by hand, and can be made to misbehave."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from identity import callback, macs, sign_in
from tests.kit import oidc
from tests.kit.doors import Answer, call
from tests.kit.events import NOW, request

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@dataclass
class Browser:
    """One browser with its cookies."""

    idp: oidc.Provider
    at: datetime = NOW
    cookies: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)

    def prove_age(self) -> "Browser":
        """As if the age question had been answered well."""
        self.cookies["__Host-age"] = macs.age_proof(self.at)
        return self

    def begin(self, return_to: str = "/learn") -> str:
        """Start a sign-in; the address of the provider's page."""
        return self.try_to_begin(return_to).header("Location")

    def try_to_begin(self, return_to: str = "/learn") -> Answer:
        """Start a sign-in, whatever comes of it."""
        return self._go(sign_in.handler, "/sign-in", {"return_to": return_to})

    def come_back(self, query: dict[str, str]) -> Answer:
        """Follow the provider's redirect to the callback."""
        return self._go(callback.handler, "/sign-in/callback", query)

    def sign_in(self, subject: str = "ada", **claims: Any) -> Answer:
        """The whole sign-in."""
        return self.come_back(self.idp.authorize(self.begin(), subject, **claims))

    def _go(self, handler: Any, path: str, query: dict[str, str]) -> Answer:
        sent = {**self.headers, "User-Agent": FIREFOX, "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        answer = call(handler, request("GET", path, query=query, headers=sent, at=self.at))
        for line in answer.headers.get("Set-Cookie", []):
            name, _, value = line.partition(";")[0].partition("=")
            if value:
                self.cookies[name] = value
            else:
                self.cookies.pop(name, None)
        return answer
