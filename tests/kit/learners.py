"""People under test, signed in: session and data key are in the stores, and their request carries the cookie."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from datamap.template import ORIGIN

from inarax.roles import Role
from inarax.stores import keys, sessions, standings
from inarax.stores.base import transact
from inarax.tokens import Token, new_id
from tests.kit.events import NOW, request


@dataclass(frozen=True)
class Person:
    """Somebody with a live web session."""

    learner_id: str
    token: Token

    def request(self, method: str, resource: str, path: dict[str, str] | None = None, **more: Any) -> dict[str, Any]:
        """An event of this person's browser."""
        headers = {"Cookie": f"__Host-session={self.token}", "Origin": ORIGIN, **more.pop("headers", {})}
        return request(method, resource, path, headers=headers, **more)


def signed_in(
    *roles: Role, at: datetime = NOW, organization: str | None = None, state: standings.State = standings.State.ACTIVE
) -> Person:
    """A new person with these roles, signed in at `at`."""
    token = Token.mint(new_id())
    standing = standings.Standing(token.learner_id, state, frozenset({Role.LEARNER, *roles}), organization)
    session = sessions.Session(
        token.learner_id, token.session_id, sessions.Kind.WEB, token.digest, None, None, "Firefox on Linux", at, at
    )
    transact(standings.create(standing), keys.create(token.learner_id, at), sessions.start(session))
    return Person(token.learner_id, token)
