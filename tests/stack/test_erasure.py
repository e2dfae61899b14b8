"""An erasure on the deployed stack: schedule, state machine, steps under their own roles, pool, mail, receipt.

Afterwards nothing of who was erased is in any byte of any resource; `make proof` does the same with more people, and
reads what the stack saved when it stopped (tests/proof/test_residue.py).
"""

import json
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from datamap.template import resources
from local import aws
from local.client import Client
from local.running import Running

from inarax import ledger
from rights.erasure import receipting
from tests.kit import due, erasures, newcomers
from tests.kit.erasures import Erasure
from tests.kit.residue.deployed import Deployed
from tests.kit.residue.newcomers import arrived
from tests.kit.residue.reading import parts
from tests.kit.residue.scanning import by_design, scan

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


def _priya(stack: Running) -> Client:
    """A privacy admin."""
    client = Client(stack.origin)
    client.sign_in("priya@example.com", "Protect-4-Life")
    return client


def _held_once(priya: Client, learner_id: str, reason: str) -> None:
    """A hold was placed on them for a reason in words about them, and lifted again."""
    hold = priya.post("/rights/holds", _HELD | {"learner": learner_id, "reason": reason})
    assert hold.status == HTTPStatus.CREATED
    lifted = priya.delete(f"/rights/holds/{hold.json['hold']}", If_Match=hold.headers["ETag"])
    assert lifted.status == HTTPStatus.NO_CONTENT


def _looked_up(priya: Client, address: str) -> list[str]:
    """Whose account has the address."""
    found = priya.post("/rights/lookups", {"address": address})
    assert found.status == HTTPStatus.OK
    return [each["learner_id"] for each in found.json["learners"]]


def _left(stack: Running, learner_id: str) -> Iterator[str]:
    """Tables in which the learner's id stands."""
    names = aws.resources(stack.stack)
    for logical in resources("AWS::DynamoDB::Table"):
        for page in stack.client("dynamodb").get_paginator("scan").paginate(TableName=names[logical]):
            if learner_id in str(page["Items"]):
                yield logical


def test_who_asks_to_be_erased_is_and_can_prove_it_and_nothing_is_left(stack: Running) -> None:
    person, client = arrived(stack, "nora")
    priya = _priya(stack)
    assert _looked_up(priya, person.email.upper()) == [person.learner_id]
    _held_once(priya, person.learner_id, person.canary("reason of a hold"))
    erasure = erasures.asked(client)
    erasures.until(stack, erasure, "mailing")
    assert client.get("/me/profile").problem == "not-signed-in"
    assert _answers(stack, person.email) == [False]
    assert erasures.written_to(stack, person.email)
    erasures.settle(stack, erasure)
    signed = erasures.until(stack, erasure, "complete")["receipt"]
    key = Client(stack.origin).get("/rights/receipts/key").json
    assert ledger.verifies(receipting.digest(signed["statement"]), ledger.decoded(signed["signature"]), key)
    assert _answers(stack, person.email) == []
    assert _looked_up(priya, person.email) == []
    assert person.learner_id not in json.dumps(due.executions(stack, "RightsErasure"), default=str)
    found = scan(parts(Deployed(stack)), [*person.needles()])
    assert [each for each in found if not by_design(each)] == []


def test_what_a_privacy_admin_holds_is_kept_and_goes_by_itself_once_it_is_lifted(stack: Running) -> None:
    client, priya = newcomers.signed_in(stack), _priya(stack)
    client.put("/me/courses/networks")
    profile = client.get("/me/profile").json
    opened = client.post("/me/erasures", {}).json
    request_id = opened["request"]["id"]
    (queued,) = [each for each in priya.get("/rights/requests").json["requests"] if each["id"] == request_id]
    assert "learner_id" not in queued
    assert priya.get(f"/rights/requests/{request_id}").json["learner_id"] == profile["learner_id"]
    hold = priya.post("/rights/holds", _HELD | {"learner": profile["learner_id"]})
    assert hold.status == HTTPStatus.CREATED
    client.post("/me/erasures", {"waive_cooling_off": True})
    code = client.post("/me/erasures", {}).json["receipt_code"]
    erasure = Erasure(code, request_id)
    erasures.until(stack, erasure, "mailing")
    assert erasures.written_to(stack, profile["email"])
    erasures.settle(stack, erasure)
    kept = erasures.until(stack, erasure, "kept")["request"]["kept"]
    assert [(each["stores"], each["reason"]) for each in kept] == [(_HELD["stores"], _HELD["reason"])]
    assert set(_left(stack, profile["learner_id"])) <= _STAYS | {"Enrollments", "Holds", "Keys", *_REQUEST}
    hold_id = hold.json["hold"]
    assert priya.delete(f"/rights/holds/{hold_id}", If_Match=hold.headers["ETag"]).status == HTTPStatus.NO_CONTENT
    assert erasures.until(stack, erasure, "complete")["receipt"]
    assert set(_left(stack, profile["learner_id"])) <= _STAYS


def test_the_button_brings_up_a_request_whose_executions_failed(stack: Running) -> None:
    client, priya = newcomers.signed_in(stack), _priya(stack)
    code = client.post("/me/erasures", {"waive_cooling_off": True}).json["receipt_code"]
    request_id = client.get("/me/erasures").json["erasures"][0]["id"]
    _failed(stack, request_id)
    seen = priya.get(f"/rights/requests/{request_id}")
    assert seen.json["executions"] == 9
    assert priya.put(f"/rights/requests/{request_id}/restart", If_Match=seen.headers["ETag"]).status == HTTPStatus.OK
    erasures.until(stack, Erasure(code, request_id), "mailing")


def _failed(stack: Running, request_id: str) -> None:
    """As if nine executions had failed, and the next were due in a day."""
    stack.client("dynamodb").update_item(
        TableName=f"{stack.stack.name}-rights-requests",
        Key={"request_id": {"S": request_id}},
        UpdateExpression="SET attempts = :nine, next_at = next_at + :day",
        ExpressionAttributeValues={":nine": {"N": "9"}, ":day": {"N": "86400"}},
    )


def _answers(stack: Running, email: str) -> list[Any]:
    """Whether the pool's users of that address may sign in."""
    users = stack.client("cognito-idp").list_users(UserPoolId=stack.outputs["UserPoolId"])["Users"]
    return [user["Enabled"] for user in users if {"Name": "email", "Value": email} in user["Attributes"]]
