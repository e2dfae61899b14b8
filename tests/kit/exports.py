"""Exports on the deployed stack: carried through without waiting for clocks."""

from typing import Any

from local.client import Client
from local.running import Running

from tests.kit.due import PATIENCE, executions, tick


def ready(stack: Running, client: Client) -> dict[str, Any]:
    """The export, once it can be downloaded."""
    tick(stack)
    for _ in range(PATIENCE):
        (shown,) = client.get("/me/exports").json["exports"]
        if shown["archive"]:
            return dict(shown)
    raise AssertionError(f"still {shown['state']}: {executions(stack, 'RightsExport')}")


def settle(stack: Running, export: str) -> None:
    """As if it were due, since nothing can still be writing."""
    stack.client("dynamodb").update_item(
        TableName=f"{stack.stack.name}-rights-requests",
        Key={"request_id": {"S": export}},
        UpdateExpression="SET next_at = :now",
        ExpressionAttributeValues={":now": {"N": "1"}},
    )


def is_gone(client: Client) -> bool:
    """Whether it comes to be deleted."""
    return any(client.get("/me/exports").json["exports"] == [] for _ in range(PATIENCE))
