"""Who is calling, and may they: session and standing in one strongly consistent read, never cached."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from inarax import problems, settings
from inarax.cookies import SESSION
from inarax.declared import Purpose
from inarax.problem import Problem
from inarax.roles import Role
from inarax.stores import sessions, standings
from inarax.stores.base import read, transact
from inarax.tokens import Token

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Caller(NamedTuple):
    """A signed-in person, as far as a door needs to know them."""

    learner_id: str
    session_id: str
    signed_in_at: datetime
    roles: frozenset[Role]
    organization: str | None
    objects: frozenset[Purpose]
    consents: frozenset[Purpose]
    state: standings.State
    restriction: standings.Restriction | None
    kind: sessions.Kind


class Refused(Exception):
    """Who is known was not let in: who, and the problem that tells it."""

    def __init__(self, caller: Caller, problem: Problem) -> None:
        super().__init__(problem.code)
        self.caller = caller
        self.problem = problem


type Access = Callable[[Mapping[str, Any], datetime], Caller | None]
"""Decides from the raw API Gateway event and the time of the request; raises the problem or `Refused` if it refuses."""


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
    if by_cookie != (session.kind is sessions.Kind.WEB):  # a cookie sent as a bearer would pass by the check of Origin
        raise problems.NotSignedIn
    caller = Caller(
        learner_id=session.learner_id,
        session_id=session.session_id,
        signed_in_at=session.signed_in_at,
        roles=standing.roles,
        organization=standing.organization,
        objects=standing.objects,
        consents=standing.consents,
        state=standing.state,
        restriction=standing.restriction,
        kind=session.kind,
    )
    if by_cookie:
        try:
            refuse_foreign_origin(event)
        except problems.ForeignOrigin as problem:
            raise Refused(caller, problem) from None
    if at - session.seen_at > sessions.TOUCH:
        _touch(session, at)
    return caller


def using(event: Mapping[str, Any], at: datetime) -> Caller:
    """A door that uses a learner's record: who restricted it (art. 18 GDPR) may look, and change only what they let."""
    caller = signed_in(event, at)
    kept = caller.restriction is not None and caller.restriction.extent is standings.Extent.KEPT
    if kept and event["httpMethod"] not in _SAFE:
        raise Refused(caller, problems.Restricted())
    return caller


def whoever(event: Mapping[str, Any], at: datetime) -> Caller | None:
    """A door of our pages for everybody, which knows who is signed in; a session that has ended makes a stranger."""
    refuse_foreign_origin(event)
    try:
        return signed_in(event, at)
    except problems.NotSignedIn:
        return None


@dataclass(frozen=True, slots=True)
class InRole:
    """The access of a door for people who hold one of `roles` and whose own account is not frozen."""

    roles: frozenset[Role]

    def __call__(self, event: Mapping[str, Any], at: datetime) -> Caller:
        """Admit the caller, or raise `Refused`."""
        caller = signed_in(event, at)
        if not caller.roles & self.roles:
            raise Refused(caller, problems.NotAllowed())
        if caller.state is not standings.State.ACTIVE:
            raise Refused(caller, problems.AccountClosed())
        return caller


def in_role(*roles: Role) -> InRole:
    """A door for people in one of these roles."""
    return InRole(frozenset(roles))


def refuse_foreign_origin(event: Mapping[str, Any], *friends: str) -> None:
    """An unsafe method must come from a page of ours: browsers send Origin with every one (OWASP, CSRF prevention).

    `friends` are other origins that may ask; never where a cookie says who is asking, since it is not theirs to use.
    """
    if event["httpMethod"] in _SAFE:
        return
    if header(event, "origin") not in (settings.current().public_origin, *friends):
        raise problems.ForeignOrigin


def refuse_unknown_page(event: Mapping[str, Any]) -> None:
    """For a door that apps and browsers use before anybody is signed in: apps have no Origin, pages must be known."""
    if header(event, "origin") is not None:
        refuse_foreign_origin(event, *settings.current().allowed_origins)


def header(event: Mapping[str, Any], name: str) -> str | None:
    """A request header by its lower-case name."""
    for key, value in (event.get("headers") or {}).items():
        if key.lower() == name:
            return str(value)
    return None


def refuses_tracking(event: Mapping[str, Any]) -> bool:
    """Whether the browser says by Global Privacy Control that it does: refusing for its person, whatever was chosen."""
    return header(event, "sec-gpc") == "1"


def cookie(event: Mapping[str, Any], name: str) -> str | None:
    """A cookie of the request. Split by hand: the standard library's parser gives up at one unusual neighbour."""
    for part in (header(event, "cookie") or "").split(";"):
        key, _, value = part.strip().partition("=")
        if key == name:
            return value
    return None


def _touch(session: sessions.Session, at: datetime) -> None:
    try:
        transact(sessions.seen(session, at))
    except problems.Busy:
        return  # another request of this session is noting the same; the next one comes again


def _credential(event: Mapping[str, Any]) -> tuple[Token | None, bool]:
    authorization = header(event, "authorization") or ""
    scheme, _, bearer = authorization.partition(" ")
    if scheme.lower() == "bearer":
        return Token.parse(bearer.strip()), False
    return Token.parse(cookie(event, SESSION.name) or ""), True
