"""Writing the technical log: what is tried again, and that a failure is counted and fails nothing."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError

from inarax import aws, http
from tests.kit import aws as kept
from tests.kit.doors import call
from tests.kit.learners import signed_in

type Answering = Callable[[Mapping[str, Any]], Any]

ADDRESS, AGENT = "203.0.113.77", "canary-4711"


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Callable[[Answering], list[Mapping[str, Any]]]:
    """Let batched writes be answered otherwise; answers those that were sent since. None sends it on."""

    def instead(answer: Answering) -> list[Mapping[str, Any]]:
        client, sent = aws.dynamodb().client, []
        send = client._make_api_call

        def other(operation: str, told: Mapping[str, Any]) -> Any:
            if operation != "BatchWriteItem":
                return send(operation, told)
            sent.append(told["RequestItems"])
            return answer(told) or send(operation, told)

        monkeypatch.setattr(client, "_make_api_call", other)
        return sent

    return instead


def _answered() -> int:
    app = http.Api()

    @app.get("/things")
    def read() -> dict[str, str]:
        return {}

    event = signed_in().request("GET", "/things", headers={"User-Agent": AGENT})
    event["requestContext"]["identity"]["sourceIp"] = ADDRESS
    return call(http.handler(app, "tests.door"), event).status


def _kept() -> tuple[int, int]:
    return len(kept.items("requests")), len(kept.items("addresses"))


def test_both_entries_are_one_round_trip(answering):
    sent = answering(lambda told: None)
    assert _answered() == HTTPStatus.OK
    assert [set(tables) for tables in sent] == [{"inarax-requests", "inarax-addresses"}]
    assert _kept() == (1, 1)


def test_what_is_left_undone_is_sent_again_and_nothing_else(answering):
    def address_undone(told: Mapping[str, Any]) -> Any:
        if len(sent) > 1:
            return None
        kept.client("dynamodb").put_item(
            TableName="inarax-requests", Item=told["RequestItems"]["inarax-requests"][0]["PutRequest"]["Item"]
        )
        return {"UnprocessedItems": {"inarax-addresses": told["RequestItems"]["inarax-addresses"]}}

    sent = answering(address_undone)
    assert _answered() == HTTPStatus.OK
    assert [set(tables) for tables in sent[1:]] == [{"inarax-addresses"}]
    assert _kept() == (1, 1)


def _raise(error: Exception) -> Answering:
    def answer(_told: Mapping[str, Any]) -> Any:
        raise error

    return answer


FAILURES = {
    "denied": (
        _raise(ClientError({"Error": {"Code": "AccessDeniedException"}}, "BatchWriteItem")),
        "VerboseClientError",
    ),
    "not in time": (_raise(ReadTimeoutError(endpoint_url=AGENT)), "ReadTimeoutError"),
    "never done": (lambda told: {"UnprocessedItems": told["RequestItems"]}, "Busy"),
    "a bug": (_raise(RuntimeError(f"{ADDRESS} {AGENT}")), "RuntimeError"),
}


@pytest.mark.parametrize(("answer", "error"), FAILURES.values(), ids=FAILURES.keys())
def test_a_failure_is_counted_by_type_and_fails_no_request(answer, error, answering, logged):
    answering(answer)
    assert _answered() == HTTPStatus.OK
    assert _kept() == (0, 0)
    lines = logged()
    assert f'"error":"{error}"' in lines
    assert '"Unrecorded":[1.0]' in lines
    assert '"message":"answered"' in lines
    assert [value for value in (ADDRESS, AGENT) if value in lines] == []
