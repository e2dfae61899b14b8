"""Erasures on the deployed stack: asked for as a learner does, and carried through without waiting for clocks."""

import json
import urllib.request
from typing import Any, NamedTuple

from local.client import Client
from local.running import Running

from tests.kit.due import PATIENCE, executions, tick


class Erasure(NamedTuple):
    """One that was asked for: the receipt's code, and the request's id."""

    code: str
    request_id: str


def asked(client: Client) -> Erasure:
    """Ask for it without cooling off."""
    opened = client.post("/me/erasures", {"waive_cooling_off": True}).json
    return Erasure(opened["receipt_code"], opened["request"]["id"])


def until(stack: Running, erasure: Erasure, *states: str) -> dict[str, Any]:
    """The receipt, once the erasure stands in one of the states."""
    tick(stack)
    stranger = Client(stack.origin)
    for _ in range(PATIENCE):
        shown: dict[str, Any] = stranger.get(f"/rights/receipts/{erasure.code}").json
        if shown["request"]["state"] in states:
            return shown
    raise AssertionError(f"still {shown['request']['state']}: {executions(stack, 'RightsErasure')}")


def written_to(stack: Running, email: str) -> bool:
    """Whether the outbox's stream has had the last letter sent."""
    stranger = Client(stack.origin)
    for _ in range(PATIENCE):
        stranger.get("/privacy/policy")
        if any(email in mail["To"] for mail in letters(stack, "Your data at inaraX has been erased")):
            return True
    return False


def letters(stack: Running, subject: str) -> list[dict[str, Any]]:
    """The mails of that subject that SES took."""
    with urllib.request.urlopen(f"{stack.endpoint}/_ministack/ses/messages", timeout=10) as answer:
        told = json.load(answer)["messages"]
    return [mail for mails in told.values() for mail in mails if mail["Subject"] == subject]


def settle(stack: Running, erasure: Erasure) -> None:
    """As if it had come to where it stands a quarter of an hour ago, and were due now."""
    table, key = f"{stack.stack.name}-rights-requests", {"request_id": {"S": erasure.request_id}}
    item = stack.client("dynamodb").get_item(TableName=table, Key=key)["Item"]
    history = [[state, at - 900] for state, at in json.loads(item["history"]["S"])]
    stack.client("dynamodb").update_item(
        TableName=table,
        Key=key,
        UpdateExpression="SET history = :history, next_at = :now",
        ExpressionAttributeValues={":history": {"S": json.dumps(history)}, ":now": {"N": "1"}},
    )
