"""Over every operation of the document: no cookie is set that is not declared, and none needlessly without consent."""

from collections.abc import Iterator

import pytest

from inarax import cookies
from inarax.tokens import new_id
from tests.kit.contract import Operation
from tests.kit.doors import Answer
from tests.kit.gateway import Event, send
from tests.kit.identity import deployed, idp
from tests.kit.learners import Person
from tests.kit.ledger import seal_key_id
from tests.kit.world import ALL, World, world

__all__ = ["deployed", "idp", "seal_key_id", "world"]

DECLARED = {cookie.name: cookie for cookie in cookies.ALL}
SECONDS = 1_795_435_200
SAID = {
    "nothing": None,
    "no": f"dark.refused.browser.1.{SECONDS}",
    "yes": f"dark.granted.browser.1.{SECONDS}",
    "an account's yes": f"dark.granted.account.1.{SECONDS}",
    "nonsense": "nonsense",
}
"""What the preferences cookie says."""


def _set(answer: Answer) -> Iterator[tuple[cookies.Cookie, str]]:
    for line in answer.headers.get("Set-Cookie", []):
        name, _, value = line.partition(";")[0].partition("=")
        assert name in DECLARED, line
        assert line in (DECLARED[name].set(value), DECLARED[name].clear())
        yield DECLARED[name], value


def _tracked(answer: Answer) -> list[str]:
    """The cookies that were set although the service does not need them."""
    return [cookie.name for cookie, value in _set(answer) if value and not cookie.essential]


def _event(world: World, operation: Operation, person: Person | None, said: str | None, *, gpc: bool) -> Event:
    event = world.request(operation, person)
    kept = [part for part in event["headers"].pop("Cookie", "").split("; ") if part]
    kept = [part for part in kept if not part.startswith(("__Host-preferences", "__Host-visit"))]
    if person and operation.public:
        kept.append(f"__Host-session={person.token}")
    if said is not None:
        kept.append(f"__Host-preferences={said}")
    if kept:
        event["headers"]["Cookie"] = "; ".join(kept)
    if gpc:
        event["headers"]["Sec-GPC"] = "1"
    return event


@pytest.mark.parametrize("operation", ALL, ids=str)
@pytest.mark.parametrize("said", ["nothing", "no", "an account's yes", "nonsense"])
def test_strangers_who_allowed_nothing_get_no_cookie_but_what_is_needed(
    world: World, operation: Operation, said: str
) -> None:
    assert _tracked(send(_event(world, operation, None, SAID[said], gpc=False))) == []


@pytest.mark.parametrize("operation", ALL, ids=str)
@pytest.mark.parametrize("said", SAID)
def test_people_whose_account_allows_nothing_get_no_cookie_but_what_is_needed(
    world: World, operation: Operation, said: str
) -> None:
    person = world.entitled(operation) if operation.roles else world.eve  # none of them has consented
    assert _tracked(send(_event(world, operation, person, SAID[said], gpc=False))) == []


@pytest.mark.parametrize("operation", ALL, ids=str)
@pytest.mark.parametrize("said", SAID)
def test_no_consent_outdoes_a_browser_that_refuses(world: World, operation: Operation, said: str) -> None:
    for person in (None, world.entitled(operation)):  # Ada has consented
        assert _tracked(send(_event(world, operation, person, SAID[said], gpc=True))) == []


@pytest.mark.parametrize("operation", ALL, ids=str)
def test_with_consent_the_one_door_that_counts_visits_sets_the_one_cookie_that_is_not_needed(
    world: World, operation: Operation
) -> None:
    expected = ["__Host-visit"] if str(operation) == "POST /privacy/visits" else []
    person = None if operation.public else world.entitled(operation)
    assert _tracked(send(_event(world, operation, person, SAID["yes"], gpc=False))) == expected
    assert _tracked(send(_event(world, operation, world.ada, None, gpc=False))) == expected


@pytest.mark.parametrize("said", ["nothing", "no"])
def test_a_cookie_of_earlier_is_never_renewed_without_consent(world: World, said: str) -> None:
    for operation in ALL:
        event = _event(world, operation, None, SAID[said], gpc=False)
        cookie = event["headers"].get("Cookie")
        event["headers"]["Cookie"] = "; ".join(filter(None, [cookie, f"__Host-visit={new_id()}"]))
        assert _tracked(send(event)) == []
