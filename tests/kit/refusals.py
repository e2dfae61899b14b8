"""Who must be refused at an operation, by its description alone: each refusal with the problem that tells it."""

from collections.abc import Callable, Iterator
from copy import replace
from dataclasses import dataclass
from datetime import timedelta

from datamap.template import ORIGIN

from inarax.roles import Role
from inarax.stores.sessions import BEARER
from inarax.stores.standings import State
from inarax.tokens import Token, new_id
from tests.kit.contract import Operation, resolved
from tests.kit.events import NOW
from tests.kit.gateway import Event
from tests.kit.learners import Person, signed_in
from tests.kit.world import World, freeze, revoke

_SAFE = frozenset({"GET"})
_PERSONAL = frozenset({"attempt", "contest", "erasure", "export", "session"})
"""Parameters and fields that name something of one learner's."""
_PLAINLY = {("POST", "/me/contests"): "not-graded"}
"""Where another's thing is refused otherwise than as not found."""


@dataclass(frozen=True)
class Refusal:
    """A request that is good but for who sends it, and the code of the problem that it must be answered with.

    `quick` ones stand for their kind in `make test`; `make proof` plays all.
    """

    name: str
    problem: str
    event: Callable[[World, Operation], Event]
    """Arranges the world where it must, and makes the request."""
    quick: bool = False

    def __str__(self) -> str:
        return self.name


def refusals(operation: Operation) -> Iterator[Refusal]:
    """Every refusal that the operation must know. Those that change the world come last."""
    if operation.method not in _SAFE and operation.may_answer("foreign-origin"):
        yield from _FOREIGN_PAGES
        yield from () if operation.public else (_NO_ORIGIN,)
    if operation.public:
        return
    yield from _NOBODY
    if operation.roles:
        yield _LEARNER
        yield from _other_roles(operation)
    elif _PERSONAL & {*(each["name"] for each in operation.parameters), *_fields(operation)}:
        code = _PLAINLY.get((operation.method, operation.path), "not-found")
        yield Refusal("another's", code, lambda world, op: world.request(op, world.eve), quick=True)
    yield from _CHANGING
    if operation.may_answer("account-closed"):
        yield Refusal("frozen", "account-closed", _frozen, quick=True)


def _fields(operation: Operation) -> set[str]:
    return set(resolved(operation.body).get("properties", ())) if operation.body else set()


def _by(change: Callable[[Event], object]) -> Callable[[World, Operation], Event]:
    """Sent by who is entitled to it, and changed."""

    def event(world: World, operation: Operation) -> Event:
        made = world.request(operation, world.entitled(operation))
        change(made)
        return made

    return event


def _from(origin: str) -> Callable[[World, Operation], Event]:
    return _by(lambda event: event["headers"].update(Origin=origin))


def _late(by: timedelta) -> Callable[[World, Operation], Event]:
    return _by(lambda event: event["requestContext"].update(requestTimeEpoch=int((NOW + by).timestamp() * 1000)))


def _with(headers: Callable[[Person, World], dict[str, str]]) -> Callable[[World, Operation], Event]:
    """With other credentials than the entitled person's cookie."""

    def event(world: World, operation: Operation) -> Event:
        made = world.request(operation, None)
        made["headers"].update(headers(world.entitled(operation), world))
        return made

    return event


def _cookie(text: object) -> dict[str, str]:
    return {"Cookie": f"__Host-session={text}"}


def _bearer(text: object) -> dict[str, str]:
    return {"Authorization": f"Bearer {text}"}


def _another_secret(person: Person) -> Token:
    return replace(person.token, secret=Token.mint(new_id()).secret)


def _another_session(person: Person) -> Token:
    return replace(person.token, session_id=new_id())


def _in_role(role: Role) -> Callable[[World, Operation], Event]:
    return lambda world, operation: world.request(operation, signed_in(role))


def _frozen(world: World, operation: Operation) -> Event:
    freeze(world.entitled(operation))
    return world.request(operation, world.entitled(operation))


def _being_erased(world: World, operation: Operation) -> Event:
    freeze(world.entitled(operation), State.ERASING)
    return world.request(operation, world.entitled(operation))


def _signed_out(world: World, operation: Operation) -> Event:
    revoke(world.entitled(operation))
    return world.request(operation, world.entitled(operation))


_FOREIGN_PAGES = (
    Refusal("a foreign page", "foreign-origin", _from("https://evil.example"), quick=True),
    Refusal("a page without an origin", "foreign-origin", _from("null")),
    Refusal("a page on another port", "foreign-origin", _from("http://localhost:8001")),
    Refusal("a page over another scheme", "foreign-origin", _from(ORIGIN.replace("http:", "https:"))),
    Refusal("a page of a host that begins like ours", "foreign-origin", _from(f"{ORIGIN}.evil.example")),
)
_NO_ORIGIN = Refusal("no Origin", "foreign-origin", _by(lambda event: event["headers"].pop("Origin", None)))
_NOBODY = (
    Refusal("no session", "not-signed-in", lambda world, operation: world.request(operation, None), quick=True),
    Refusal("an idle session", "not-signed-in", _late(timedelta(days=7)), quick=True),
    Refusal("an old session", "not-signed-in", _late(timedelta(days=31))),
    Refusal("nonsense for a session", "not-signed-in", _with(lambda _person, _world: _cookie("nonsense"))),
    Refusal("another secret", "not-signed-in", _with(lambda person, _: _cookie(_another_secret(person)))),
    Refusal("another session", "not-signed-in", _with(lambda person, _: _cookie(_another_session(person)))),
    Refusal("a cookie as a bearer", "not-signed-in", _with(lambda person, _: _bearer(person.token))),
    Refusal("a refresh token as a bearer", "not-signed-in", _with(lambda _, world: _bearer(world.known["refresh"]))),
    Refusal("a bearer as a cookie", "not-signed-in", _with(lambda _, world: _cookie(world.known["bearer"]))),
)
_LEARNER = Refusal("a learner", "not-allowed", lambda world, operation: world.request(operation, world.ada), quick=True)


def _other_roles(operation: Operation) -> Iterator[Refusal]:
    for role in Role:
        if role is not Role.LEARNER and role not in operation.roles:
            yield Refusal(f"as {role}", "not-allowed", _in_role(role))


def _with_old_bearer(world: World, operation: Operation) -> Event:
    made = _with(lambda _, world: _bearer(world.known["bearer"]))(world, operation)
    made["requestContext"]["requestTimeEpoch"] = int((NOW + BEARER).timestamp() * 1000)
    return made


_CHANGING = (
    Refusal("an old bearer", "not-signed-in", _with_old_bearer),
    Refusal("being erased", "not-signed-in", _being_erased, quick=True),
    Refusal("signed out", "not-signed-in", _signed_out),
)
