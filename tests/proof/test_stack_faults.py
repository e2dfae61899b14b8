"""Once per step of the erasure's machine, on the deployed stack: the step is throttled, tried again by the machine, and
the erasure ends, with one closing entry. In process every step is failed in every way (test_erasure.py)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from local import aws
from local.client import Client
from local.running import Running

from inarax.stores import audit
from tests.kit import erasures, newcomers
from tests.kit.erasures import PATIENCE, Erasure

FIRST = ("RightsFreezing", "RightsErasing", "RightsReadingBack", "RightsTelling")
CLOSING = ("RightsUnlinking", "RightsCompleting")


@contextmanager
def throttled(stack: Running, step: str) -> Iterator[None]:
    """No invocation of the step's function is let through."""
    function = {"FunctionName": aws.resources(stack.stack)[step]}
    stack.client("lambda").put_function_concurrency(**function, ReservedConcurrentExecutions=0)
    try:
        yield
    finally:
        stack.client("lambda").delete_function_concurrency(**function)


def refused(stack: Running, erasure: Erasure) -> bool:
    """Whether an execution of the erasure was told that its step is throttled."""
    machine, stranger = stack.client("stepfunctions"), Client(stack.origin)
    for _ in range(4 * PATIENCE):  # the last step comes after those of every store
        for execution in erasures.executions(stack):
            if execution["name"].startswith(erasure.request_id):
                told = machine.get_execution_history(executionArn=execution["executionArn"])["events"]
                if any(event["type"].endswith("Failed") for event in told):
                    return True
        stranger.get("/privacy/policy")  # takes its time
    return False


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


@pytest.mark.parametrize("step", [*FIRST, *CLOSING])
def test_a_step_that_is_throttled_is_tried_again_and_the_erasure_ends(stack: Running, step: str) -> None:
    client = newcomers.signed_in(stack)
    learner_id = client.get("/me/profile").json["learner_id"]
    erasure = erasures.asked(client)
    if step in CLOSING:
        settled(stack, erasure, learner_id)
    with throttled(stack, step):
        erasures.tick(stack)
        assert refused(stack, erasure)
    if step in FIRST:
        settled(stack, erasure, learner_id)
    assert erasures.until(stack, erasure, "complete")["receipt"]
    assert closed(stack, learner_id) == 1
