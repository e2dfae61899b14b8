"""People who consent, and browsers that keep the cookies they are given."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from datamap.template import ORIGIN

from inarax.cookies import PREFERENCES, SESSION
from inarax.stores import consents, standings
from inarax.stores.base import read
from privacy import consents as consenting
from privacy import preferences, visits
from tests.kit.doors import Answer, call
from tests.kit.events import NOW, request
from tests.kit.learners import Person

GPC = {"Sec-GPC": "1"}


@dataclass
class Browser:
    """One browser with its cookies; `person` is who signed in with it."""

    person: Person | None = None
    at: datetime = NOW
    headers: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    """Every Set-Cookie line it got."""

    def send(self, handler: Any, method: str, resource: str, body: Any = None, **path: str) -> Answer:
        """One request to a door, with the cookies it has; it keeps those that come back."""
        sent = dict(self.cookies)
        if self.person:
            sent[SESSION.name] = str(self.person.token)
        headers = {"Origin": ORIGIN, **self.headers}
        if sent:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in sent.items())
        answer = call(handler, request(method, resource, path or None, body=body, headers=headers, at=self.at))
        for line in answer.headers.get("Set-Cookie", []):
            self.lines.append(line)
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies.pop(name, None)
            if value:
                self.cookies[name] = value
        return answer

    def preferences(self) -> Any:
        """What holds in this browser."""
        return self.send(preferences.handler, "GET", "/privacy/preferences").json

    def choose(self, allowed: bool | None = None, scheme: str = "system", version: int = 1) -> Answer:
        """Choose, without an account; None leaves open whether visits may be counted."""
        choice = None if allowed is None else {"allowed": allowed, "version": version}
        body = {"scheme": scheme, "visits": choice}
        return self.send(preferences.handler, "PUT", "/privacy/preferences", body)

    def visit(self, page: str = "/") -> Answer:
        """Visit a page."""
        return self.send(visits.handler, "POST", "/privacy/visits", {"page": page})

    def grant(self, purpose: str = "usage", version: int = 1) -> Answer:
        """Give consent in the account."""
        body = {"version": version}
        return self.send(consenting.handler, "PUT", "/me/consents/{purpose}", body, purpose=purpose)

    def withdraw(self, purpose: str = "usage") -> Answer:
        """Withdraw consent in the account."""
        return self.send(consenting.handler, "DELETE", "/me/consents/{purpose}", purpose=purpose)

    def states(self) -> dict[str, str]:
        """Purpose to the state of its consent."""
        shown = self.send(consenting.handler, "GET", "/me/consents").json["consents"]
        return {each["purpose"]: each["state"] for each in shown}

    @property
    def choice(self) -> str:
        """The value of the preferences cookie; empty without one."""
        return self.cookies.get(PREFERENCES.name, "")


def held(person: Person) -> set[str]:
    """What the standing says is consented to."""
    (standing,) = read(standings.of(person.learner_id))
    assert standing
    return {str(purpose) for purpose in standing.consents}


def history(person: Person) -> list[tuple[str, str, str]]:
    """Purpose, act and means of every entry."""
    return [(str(each.purpose), str(each.act), str(each.means)) for each in consents.of(person.learner_id)]
