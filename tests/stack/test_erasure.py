"""An erasure on the deployed stack: schedule, state machine, steps under their own roles, pool, mail, receipt."""

import json
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from datamap.template import resources
from local import aws
from local.client import Client
from local.running import Running

from inarax import ledger
from rights import receipting
from tests.kit import newcomers
from tests.stack.test_mail import sent

_STAYS = {"Audit", "Consents"}
"""What an erasure leaves under a learner's id, with its reason."""
_REQUEST = {"RightsClaims", "RightsProgress", "RightsRequests"}
_HELD = {
    "kind": "legal-claim",
    "article": "art. 17(3)(e) GDPR",
    "reason": "A court has asked for it.",
    "stores": ["enrollments"],
    "review_on": "2099-12-31",
}

PATIENCE = 900
"""Looks at the receipt, at about 20 ms each and more while the steps start cold, before an erasure counts as stuck."""


def _tick(stack: Running) -> None:
    """What the schedule does every minute."""
    due = aws.resources(stack.stack)["RightsDue"]
    stack.client("lambda").invoke(FunctionName=due, Payload=b'{"id": "", "time": ""}')


def _until(stack: Running, code: str, state: str) -> dict[str, Any]:
    """The receipt, once the erasure stands there."""
    _tick(stack)
    stranger = Client(stack.origin)
    for _ in range(PATIENCE):
        shown: dict[str, Any] = stranger.get(f"/rights/receipts/{code}").json
        if shown["request"]["state"] == state:
            return shown
    raise AssertionError(f"still {shown['request']['state']}: {_failures(stack)}")


def _failures(stack: Running) -> list[Any]:
    client, machine = stack.client("stepfunctions"), aws.resources(stack.stack)["RightsErasure"]
    executions = client.list_executions(stateMachineArn=machine)["executions"]
    return [client.describe_execution(executionArn=each["executionArn"]) for each in executions]


def _settle(stack: Running, request_id: str) -> None:
    """As if the mail had been asked for a quarter of an hour ago."""
    table, key = f"{stack.stack.name}-rights-requests", {"request_id": {"S": request_id}}
    item = stack.client("dynamodb").get_item(TableName=table, Key=key)["Item"]
    history = [[state, at - 900] for state, at in json.loads(item["history"]["S"])]
    stack.client("dynamodb").update_item(
        TableName=table,
        Key=key,
        UpdateExpression="SET history = :history, next_at = :now",
        ExpressionAttributeValues={":history": {"S": json.dumps(history)}, ":now": {"N": "1"}},
    )


def _written_to(stack: Running, client: Client, email: str) -> bool:
    """Whether the outbox's stream has had the last letter sent."""
    for _ in range(PATIENCE):
        client.get("/privacy/policy")
        if any(email in mail["To"] for mail in sent(stack, "Your data at inaraX has been erased")):
            return True
    return False


def _left(stack: Running, learner_id: str) -> Iterator[str]:
    """Tables in which the learner's id stands."""
    names = aws.resources(stack.stack)
    for logical in resources("AWS::DynamoDB::Table"):
        for page in stack.client("dynamodb").get_paginator("scan").paginate(TableName=names[logical]):
            if learner_id in str(page["Items"]):
                yield logical


def test_who_asks_to_be_erased_is_and_can_prove_it(stack: Running) -> None:
    client = newcomers.signed_in(stack)
    client.put("/me/courses/networks")
    profile = client.get("/me/profile").json
    opened = client.post("/me/erasures", {"waive_cooling_off": True}).json
    code, request_id = opened["receipt_code"], opened["request"]["id"]
    _until(stack, code, "mailing")
    assert client.get("/me/profile").problem == "not-signed-in"
    assert _answers(stack, profile["email"]) == [False]
    assert _written_to(stack, client, profile["email"])
    _settle(stack, request_id)
    signed = _until(stack, code, "complete")["receipt"]
    key = Client(stack.origin).get("/rights/receipts/key").json
    assert ledger.verifies(receipting.digest(signed["statement"]), ledger.decoded(signed["signature"]), key)
    assert set(_left(stack, profile["learner_id"])) <= _STAYS
    assert _answers(stack, profile["email"]) == []
    machine = aws.resources(stack.stack)["RightsErasure"]
    told = stack.client("stepfunctions").list_executions(stateMachineArn=machine)["executions"]
    assert profile["learner_id"] not in json.dumps(told, default=str)


def test_what_a_privacy_admin_holds_is_kept_and_goes_by_itself_once_it_is_lifted(stack: Running) -> None:
    client, priya = newcomers.signed_in(stack), Client(stack.origin)
    priya.sign_in("priya@example.com", "Protect-4-Life")
    client.put("/me/courses/networks")
    profile = client.get("/me/profile").json
    opened = client.post("/me/erasures", {}).json
    code, request_id = opened["receipt_code"], opened["request"]["id"]
    (queued,) = [each for each in priya.get("/rights/requests").json["requests"] if each["id"] == request_id]
    assert "learner_id" not in queued
    assert priya.get(f"/rights/requests/{request_id}").json["learner_id"] == profile["learner_id"]
    hold = priya.post("/rights/holds", _HELD | {"learner": profile["learner_id"]})
    assert hold.status == HTTPStatus.CREATED
    client.post("/me/erasures", {"waive_cooling_off": True})
    code = client.post("/me/erasures", {}).json["receipt_code"]
    _until(stack, code, "mailing")
    assert _written_to(stack, client, profile["email"])
    _settle(stack, request_id)
    kept = _until(stack, code, "kept")["request"]["kept"]
    assert [(each["stores"], each["reason"]) for each in kept] == [(_HELD["stores"], _HELD["reason"])]
    assert set(_left(stack, profile["learner_id"])) <= _STAYS | {"Enrollments", "Holds", "Keys", *_REQUEST}
    hold_id = hold.json["hold"]
    assert priya.delete(f"/rights/holds/{hold_id}", If_Match=hold.headers["ETag"]).status == HTTPStatus.NO_CONTENT
    assert _until(stack, code, "complete")["receipt"]
    assert set(_left(stack, profile["learner_id"])) <= _STAYS


def test_the_button_brings_up_a_request_whose_executions_failed(stack: Running) -> None:
    client, priya = newcomers.signed_in(stack), Client(stack.origin)
    priya.sign_in("priya@example.com", "Protect-4-Life")
    code = client.post("/me/erasures", {"waive_cooling_off": True}).json["receipt_code"]
    request_id = client.get("/me/erasures").json["erasures"][0]["id"]
    _failed(stack, request_id)
    seen = priya.get(f"/rights/requests/{request_id}")
    assert seen.json["executions"] == 9
    assert priya.put(f"/rights/requests/{request_id}/restart", If_Match=seen.headers["ETag"]).status == HTTPStatus.OK
    _until(stack, code, "mailing")


def _failed(stack: Running, request_id: str) -> None:
    """As if nine executions had failed, and the next were due in a day."""
    stack.client("dynamodb").update_item(
        TableName=f"{stack.stack.name}-rights-requests",
        Key={"request_id": {"S": request_id}},
        UpdateExpression="SET attempts = :nine, next_at = next_at + :day",
        ExpressionAttributeValues={":nine": {"N": "9"}, ":day": {"N": "86400"}},
    )


def _answers(stack: Running, email: str) -> list[bool]:
    """Whether the pool's users of that address may sign in."""
    users = stack.client("cognito-idp").list_users(UserPoolId=stack.outputs["UserPoolId"])["Users"]
    return [user["Enabled"] for user in users if {"Name": "email", "Value": email} in user["Attributes"]]
