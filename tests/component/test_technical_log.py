"""Every operation of the document: a request of somebody signed in leaves one entry, with nothing that they wrote."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from datamap.template import ORIGIN

from inarax import access, cookies, problems
from inarax.tokens import Token, new_id
from tests.kit import aws
from tests.kit.contract import Operation
from tests.kit.events import NOW, request
from tests.kit.gateway import Event, send
from tests.kit.identity import deployed, idp
from tests.kit.ledger import seal_key_id
from tests.kit.refusals import refusals
from tests.kit.world import ALL, World, world

__all__ = ["deployed", "idp", "seal_key_id", "world"]

AGENT = "Mozilla/5.0 (Linux; Android 16; Canary 4711) Chrome/142.0.0.0 Mobile Safari/537.36"
ADDRESS = "2001:db8:1:2::77"

SIGNED_IN = pytest.mark.parametrize("operation", [each for each in ALL if not each.public], ids=str)
PUBLIC = pytest.mark.parametrize("operation", [each for each in ALL if each.public], ids=str)


def entries(table: str) -> list[dict[str, Any]]:
    """What a table of the technical log holds, as plain values."""
    return [{name: next(iter(value.values())) for name, value in item.items()} for item in aws.items(table)]


def both() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    return entries("requests"), entries("addresses")


def left(event: Event) -> tuple[list[dict[str, Any]], list[dict[str, Any]], int]:
    """What a request adds to the two tables, and the status it is answered with."""
    before = both()
    event["requestContext"]["requestId"] = new_id()
    event["requestContext"]["identity"] = {"sourceIp": ADDRESS, "userAgent": AGENT}
    event["headers"]["User-Agent"] = AGENT
    event["queryStringParameters"] = {**(event["queryStringParameters"] or {}), "canary": "4711"}
    event["multiValueQueryStringParameters"] = {k: [v] for k, v in event["queryStringParameters"].items()}
    status = send(event).status
    requests, addresses = ([e for e in now if e not in then] for then, now in zip(before, both(), strict=True))
    return requests, addresses, status


def expected(
    event: Event, operation: Operation, status: int, browser: str = "Chrome"
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], int]:
    """Exactly what may be left: nothing that the sender wrote is among it but the address, which the gateway tells."""
    context = event["requestContext"]
    token = Token.parse(access.cookie(event, cookies.SESSION.name) or "") or Token.parse(
        event["headers"].get("Authorization", "").removeprefix("Bearer ")
    )
    assert token
    at = datetime.fromtimestamp(context["requestTimeEpoch"] / 1000, NOW.tzinfo)
    key = {"learner_id": token.learner_id, "request": f"{at.isoformat(timespec='milliseconds')}#{context['requestId']}"}
    kept = {
        "browser": browser,
        "device": "Android",
        "template": operation.path,
        "method": operation.method,
        "status": str(status),
        "network": "2001:db8:1::/48",
        "expires_at": _epoch(at + timedelta(days=90)),
    }
    return [key | kept], [key | {"address": ADDRESS, "expires_at": _epoch(at + timedelta(days=14))}], status


def _epoch(at: datetime) -> str:
    return str(int(at.timestamp()))


@SIGNED_IN
def test_an_answered_request_leaves_one_entry_in_both_stores(world: World, operation: Operation) -> None:
    event = world.request(operation, world.entitled(operation))
    found = left(event)
    assert found[2] < 400
    assert found == expected(event, operation, found[2])


@SIGNED_IN
def test_a_refused_request_leaves_one_entry_if_its_sender_is_known(world: World, operation: Operation) -> None:
    for refusal in refusals(operation):
        if refusal.quick:
            event = refusal.event(world, operation)
            found = left(event)
            assert found[2] >= 400
            if refusal.problem == "not-signed-in":
                assert found[:2] == ([], []), refusal
            else:
                assert found == expected(event, operation, found[2]), refusal


@PUBLIC
def test_a_request_of_nobody_leaves_none(world: World, operation: Operation) -> None:
    assert left(world.request(operation, None))[:2] == ([], [])


def test_a_preflight_leaves_none(world: World) -> None:
    event = world.ada.request("OPTIONS", "/{proxy+}", {"proxy": "me/profile"})
    assert left(event)[:2] == ([], [])


def test_an_app_is_kept_as_an_app(world: World) -> None:
    operation = next(each for each in ALL if str(each) == "GET /me/profile")
    event = world.request(operation, None)
    event["headers"]["Authorization"] = f"Bearer {world.known['bearer']}"
    found = left(event)
    assert found == expected(event, operation, 200, "App")


def test_a_request_that_is_delivered_again_leaves_the_same_entry(world: World) -> None:
    event = world.ada.request("GET", "/me/profile")
    event["requestContext"]["requestId"] = new_id()
    send(event)
    once = both()
    send(event)
    assert both() == once


@pytest.mark.parametrize("identity", [{}, {"sourceIp": None}, {"sourceIp": "unknown"}, {"sourceIp": "canary-4711"}])
def test_an_address_that_is_none_is_kept_as_none(world: World, identity: dict[str, Any]) -> None:
    event = world.ada.request("GET", "/me/profile")
    event["requestContext"] |= {"requestId": new_id(), "identity": identity}
    before = both()
    send(event)
    new = [e for then, now in zip(before, both(), strict=True) for e in now if e not in then]
    assert [entry.keys() & {"network", "address"} for entry in new] == [set(), set()]


def test_a_stranger_who_names_a_learner_without_their_secret_leaves_none_under_them(world: World) -> None:
    ada = world.ada
    forged = Token(ada.learner_id, ada.token.session_id, b"x" * 32)
    headers = {"Cookie": f"{cookies.SESSION.name}={forged}", "Origin": ORIGIN}
    before = both()
    assert send(request("GET", "/me/profile", headers=headers)).problem == problems.NotSignedIn.code
    assert both() == before
