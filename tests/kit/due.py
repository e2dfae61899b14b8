"""Rights requests on the deployed stack, carried on without waiting for the schedule."""

from typing import Any

from local import aws
from local.client import Client
from local.running import Running

PATIENCE = 900
"""Looks, at about 20 ms each and more while the steps start cold, before a request counts as stuck."""


def tick(stack: Running) -> None:
    """What the schedule does every minute."""
    due = aws.resources(stack.stack)["RightsDue"]
    stack.client("lambda").invoke(FunctionName=due, Payload=b'{"id": "", "time": ""}')


def executions(stack: Running, machine: str) -> list[Any]:
    """Every execution of a machine, by its logical id."""
    client, arn = stack.client("stepfunctions"), aws.resources(stack.stack)[machine]
    listed = client.list_executions(stateMachineArn=arn)["executions"]
    return [client.describe_execution(executionArn=each["executionArn"]) for each in listed]


def failed(stack: Running, machine: str, request_id: str) -> bool:
    """Whether an execution for the request comes to be told that a step of it failed."""
    client, stranger = stack.client("stepfunctions"), Client(stack.origin)
    for _ in range(4 * PATIENCE):  # the last step comes after those of every store
        for execution in executions(stack, machine):
            if execution["name"].startswith(request_id):
                told = client.get_execution_history(executionArn=execution["executionArn"])["events"]
                if any(event["type"].endswith("Failed") for event in told):
                    return True
        stranger.get("/privacy/policy")  # takes its time
    return False
