"""A client of the stack as a browser would be one: cookies, redirects, the hosted sign-in page, `Origin`.

Written by hand since Python's HTTP libraries do not send `Secure` cookies over loopback's plain HTTP, as browsers do.
"""

import json
import re
import uuid
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urlencode, urljoin

import urllib3

_FOLLOWED = 8
_PATIENCE = 90  # seconds; the front gives up before, after 60, and says so


@dataclass(frozen=True, slots=True)
class Answer:
    """What the stack answered."""

    status: int
    url: str
    headers: urllib3.HTTPHeaderDict
    body: bytes

    @property
    def json(self) -> Any:
        """The body, parsed. (JSON has no static type.)"""
        return json.loads(self.body)

    @property
    def problem(self) -> str | None:
        """The code of the problem it was answered with, if it was."""
        if not self.headers.get("Content-Type", "").startswith("application/problem+json"):
            return None
        return str(self.json["type"]).rsplit("/", 1)[-1]


@dataclass(slots=True)
class Client:
    """One person's browser (or app: with a `bearer`, it sends no cookies)."""

    origin: str
    cookies: dict[str, str] = field(default_factory=dict)
    bearer: str | None = None
    agent: str = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
    visited: list[str] = field(default_factory=list)
    _http: urllib3.PoolManager = field(default_factory=lambda: urllib3.PoolManager(timeout=_PATIENCE, retries=False))

    def get(self, path: str, **headers: str) -> Answer:
        """GET."""
        return self.send("GET", path, None, headers)

    def post(self, path: str, body: object, **headers: str) -> Answer:
        """POST JSON, safe to repeat."""
        return self.send("POST", path, body, {"Idempotency-Key": str(uuid.uuid4()), **headers})

    def put(self, path: str, body: object = None, **headers: str) -> Answer:
        """PUT JSON."""
        return self.send("PUT", path, body, headers)

    def delete(self, path: str, **headers: str) -> Answer:
        """DELETE."""
        return self.send("DELETE", path, None, headers)

    def send(self, method: str, path: str, body: object, headers: dict[str, str]) -> Answer:
        """One request; bytes go as they are, anything else as JSON, header names with `_` for `-`."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if isinstance(body, bytes):
            raw: bytes | None = body
        else:
            raw = None if body is None else json.dumps(body).encode()
            sent.setdefault("Content-Type", "application/json")
        if self.bearer:
            sent["Authorization"] = f"Bearer {self.bearer}"
        return self._send(method, urljoin(self.origin, path), raw, sent)

    def follow(self, url: str) -> Answer:
        """GET, and go where redirects lead within this origin."""
        for _ in range(_FOLLOWED):
            answer = self._send("GET", urljoin(self.origin, url), None, {})
            if "Location" not in answer.headers:
                return answer
            url = urljoin(answer.url, answer.headers["Location"])
        raise RuntimeError("redirected in circles")

    def sign_in(self, email: str, password: str, return_to: str = "/") -> Answer:
        """Through the hosted page and back, wherever that leads."""
        answer = self.fill_in_sign_in(f"/sign-in?{urlencode({'return_to': return_to})}", email, password)
        return self.follow(answer.headers["Location"]) if "Location" in answer.headers else answer

    def fill_in_sign_in(self, begin: str, email: str, password: str) -> Answer:
        """Go to the hosted page by way of `begin`, fill in its form, and stop at its answer."""
        page = self.follow(begin)
        hidden = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', page.body.decode())
        filled = {name: unescape(value) for name, value in hidden} | {"username": email, "password": password}
        return self._send(
            "POST",
            urljoin(page.url, "/login"),
            urlencode(filled).encode(),
            {"Content-Type": "application/x-www-form-urlencoded"},
        )

    def _send(self, method: str, url: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        sent = {"Origin": self.origin, "User-Agent": self.agent, **headers}
        if self.cookies and not self.bearer:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.visited.append(url)
        answer = self._http.request(method, url, body=body, headers=sent, redirect=False)
        for cookie in answer.headers.getlist("Set-Cookie"):
            name, value = cookie.split(";", 1)[0].split("=", 1)
            self.cookies.pop(name, None)
            if value:
                self.cookies[name] = value
        return Answer(answer.status, url, answer.headers, answer.data)
