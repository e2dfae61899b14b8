"""A browser at the doors in process: addresses as the API has them, cookies kept, sign-in at the test's provider."""

import base64
import json
import re
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlsplit

from datamap import functions
from datamap.template import ORIGIN, resources

from identity import macs
from inarax.tokens import Token
from tests.kit import oidc
from tests.kit.doors import Answer
from tests.kit.events import NOW, request
from tests.kit.gateway import send
from tests.kit.learners import Person

_BINARY = frozenset(resources("AWS::Serverless::Api")["Api"]["BinaryMediaTypes"])
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@dataclass(frozen=True)
class Reply:
    """What a door answered, as a client of the network would have it."""

    status: int
    headers: dict[str, str]
    body: bytes
    problem: str | None

    @property
    def json(self) -> Any:
        """The body, parsed."""
        return json.loads(self.body)


@dataclass
class DoorBrowser:
    """Somebody's browser."""

    idp: oidc.Provider
    at: datetime = NOW
    agent: str = FIREFOX
    cookies: dict[str, str] = field(default_factory=dict)

    def send(self, method: str, path: str, body: object, headers: dict[str, str]) -> Reply:
        """One request; what no door answers is not found."""
        address = urlsplit(path)
        found = _route(method, address.path)
        if found is None:
            return Reply(404, {}, b"", None)
        resource, parameters = found
        query = {name: values[-1] for name, values in parse_qs(address.query).items()}
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = {"Origin": ORIGIN, "User-Agent": self.agent, "Cookie": cookies, **headers}
        binary = isinstance(body, bytes)
        content = base64.b64encode(body).decode() if isinstance(body, bytes) else body
        event = request(method, resource, parameters, body=content, query=query or None, headers=sent, at=self.at)
        event["isBase64Encoded"] = binary
        return self._kept(send(event))

    def sign_in(self, subject: str, **claims: Any) -> None:
        """Through the age question, the provider's page and back."""
        self.cookies["__Host-age"] = macs.age_proof(self.at)
        location = self.send("GET", "/sign-in?return_to=/learn", None, {}).headers["Location"]
        back = self.idp.authorize(location, subject, **claims)
        self.send("GET", f"/sign-in/callback?code={back['code']}&state={back['state']}", None, {})

    @property
    def person(self) -> Person:
        """Who is signed in."""
        token = Token.parse(self.cookies["__Host-session"])
        assert token
        return Person(token.learner_id, token)

    def _kept(self, answer: Answer) -> Reply:
        for line in answer.headers.get("Set-Cookie", []):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies.pop(name, None)
            if value:
                self.cookies[name] = value
        image = answer.headers.get("Content-Type") == ["image/webp"]
        body = base64.b64decode(answer.text) if image else answer.text.encode()
        headers = {name: values[0] for name, values in answer.headers.items()}
        return Reply(answer.status, headers, body, answer.problem)


def _route(method: str, path: str) -> tuple[str, dict[str, str] | None] | None:
    for pattern, resource in _routes()[method]:
        if match := pattern.fullmatch(path):
            return resource, match.groupdict() or None
    return None


@cache
def _routes() -> dict[str, list[tuple[re.Pattern[str], str]]]:
    """By method, every address of the API and the resource that it is of; plain ones before those with parameters."""
    found: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for route in sorted({route for door in functions.DOORS for route in functions.routes(door)}, key=_plainly):
        if "+" not in route.path and route.path != "/":
            pattern = re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", route.path))
            found.setdefault(route.method, []).append((pattern, route.path))
    return found


def _plainly(route: functions.Route) -> tuple[int, str]:
    return route.path.count("{"), route.path
