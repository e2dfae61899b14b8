"""Once per step of each machine, on the deployed stack: the step is throttled, tried again by the machine, and the
request ends, an erasure with one closing entry. In process every step fails in every way (test_erasure, test_export).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from local import aws
from local.client import Client
from local.running import Running

from inarax.stores import audit
from tests.kit import due, erasures, exports, newcomers
from tests.kit.due import PATIENCE
from tests.kit.erasures import Erasure
from tests.kit.machine import steps_of

CLOSING, WITHDRAWING = {"RightsUnlinking", "RightsCompleting"}, {"RightsWithdrawing"}
"""Steps that only the second execution takes."""


@contextmanager
def throttled(stack: Running, step: str) -> Iterator[None]:
    """No invocation of the step's function is let through."""
    function = {"FunctionName": aws.resources(stack.stack)[step]}
    stack.client("lambda").put_function_concurrency(**function, ReservedConcurrentExecutions=0)
    try:
        yield
    finally:
        stack.client("lambda").delete_function_concurrency(**function)


def settled(stack: Running, erasure: Erasure, learner_id: str) -> None:
    """It has asked for its mails, they are sent, and a quarter of an hour is over."""
    erasures.until(stack, erasure, "mailing")
    stranger = Client(stack.origin)
    for _ in range(PATIENCE):
        stranger.get("/privacy/policy")
        if not any(mail["state"]["S"] in {"queued", "sending"} for mail in _items(stack, "mails", learner_id)):
            break
    erasures.settle(stack, erasure)


def _items(stack: Running, table: str, learner_id: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = stack.client("dynamodb").query(
        TableName=f"{stack.stack.name}-{table}",
        ConsistentRead=True,
        KeyConditionExpression="learner_id = :learner",
        ExpressionAttributeValues={":learner": {"S": learner_id}},
    )["Items"]
    return found


def closed(stack: Running, learner_id: str) -> int:
    """How many closing entries the audit trail has of the learner."""
    return sum('"erased"' in item["body"]["S"] for item in _items(stack, "audit", audit.nobody(learner_id)))


def withdrawn(stack: Running, client: Client, export: str) -> None:
    """It was ready, its learner wants it no more, and it is due to be deleted."""
    exports.ready(stack, client)
    assert client.delete(f"/me/exports/{export}").status == 204
    exports.settle(stack, export)


def erasure_ends(stack: Running, step: str) -> None:
    client = newcomers.signed_in(stack)
    learner_id = client.get("/me/profile").json["learner_id"]
    erasure = erasures.asked(client)
    if step in CLOSING:
        settled(stack, erasure, learner_id)
    with throttled(stack, step):
        due.tick(stack)
        assert due.failed(stack, "RightsErasure", erasure.request_id)
    if step not in CLOSING:
        settled(stack, erasure, learner_id)
    assert erasures.until(stack, erasure, "complete")["receipt"]
    assert closed(stack, learner_id) == 1


def export_ends(stack: Running, step: str) -> None:
    client = newcomers.signed_in(stack)
    export = client.post("/me/exports", None).json["id"]
    if step in WITHDRAWING:
        withdrawn(stack, client, export)
    with throttled(stack, step):
        due.tick(stack)
        assert due.failed(stack, "RightsExport", export)
    if step not in WITHDRAWING:
        withdrawn(stack, client, export)
        due.tick(stack)
    assert exports.is_gone(client)


ENDS = {"RightsErasure": erasure_ends, "RightsExport": export_ends}


@pytest.mark.parametrize(("machine", "step"), [(machine, step) for machine in ENDS for step in steps_of(machine)])
def test_a_step_that_is_throttled_is_tried_again_and_the_request_ends(stack: Running, machine: str, step: str) -> None:
    ENDS[machine](stack, step)
