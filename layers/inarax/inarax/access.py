"""Who is calling, and may they: session and standing in one strongly consistent read, never cached."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from inarax import problems, settings
from inarax.cookies import SESSION
from inarax.declared import Purpose
from inarax.roles import Role
from inarax.stores import sessions, standings
from inarax.stores.base import read, transact
from inarax.tokens import Token

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Caller:
    """A signed-in person, as far as a door needs to know them."""

    learner_id: str
    session_id: str
    signed_in_at: datetime
    roles: frozenset[Role]
    organization: str | None
    objects: frozenset[Purpose]
    state: standings.State


type Access = Callable[[Mapping[str, Any], datetime], Caller | None]
"""Decides from the raw API Gateway event and the time of the request; raises the problem that refuses it."""


def anyone(_event: Mapping[str, Any], _at: datetime) -> None:
    """A public door."""


def signed_in(event: Mapping[str, Any], at: datetime) -> Caller:
    """A door for people with a live session, held as a cookie (web) or a bearer (mobile)."""
    token, by_cookie = _credential(event)
    if token is None:
        raise problems.NotSignedIn
    session, standing = read(sessions.named_by(token), standings.of(token.learner_id))
    if session is None or standing is None or not session.admits(token, at):
        raise problems.NotSignedIn
    if by_cookie:
        refuse_foreign_origin(event)
    if at - session.seen_at > sessions.TOUCH:
        transact(sessions.seen(session, at))
    return Caller(
        learner_id=session.learner_id,
        session_id=session.session_id,
        signed_in_at=session.signed_in_at,
        roles=standing.roles,
        organization=standing.organization,
        objects=standing.objects,
        state=standing.state,
    )


def in_role(*roles: Role) -> Access:
    """A door for people who hold one of `roles`."""

    def access(event: Mapping[str, Any], at: datetime) -> Caller:
        caller = signed_in(event, at)
        if not caller.roles.intersection(roles):
            raise problems.NotAllowed
        return caller

    return access


def refuse_foreign_origin(event: Mapping[str, Any]) -> None:
    """An unsafe method must come from a page of ours: browsers send Origin with every one (OWASP, CSRF prevention)."""
    if event["httpMethod"] in _SAFE:
        return
    deployed = settings.current()
    if header(event, "origin") not in (deployed.public_origin, *deployed.allowed_origins):
        raise problems.ForeignOrigin


def header(event: Mapping[str, Any], name: str) -> str | None:
    """A request header by its lower-case name."""
    for key, value in (event.get("headers") or {}).items():
        if key.lower() == name:
            return str(value)
    return None


def cookie(event: Mapping[str, Any], name: str) -> str | None:
    """A cookie of the request. Split by hand: the standard library's parser gives up at one unusual neighbour."""
    for part in (header(event, "cookie") or "").split(";"):
        key, _, value = part.strip().partition("=")
        if key == name:
            return value
    return None


def _credential(event: Mapping[str, Any]) -> tuple[Token | None, bool]:
    authorization = header(event, "authorization") or ""
    scheme, _, bearer = authorization.partition(" ")
    if scheme.lower() == "bearer":
        return Token.parse(bearer.strip()), False
    return Token.parse(cookie(event, SESSION.name) or ""), True
