"""Batches: writes without conditions, several in one round trip (BatchWriteItem), and each for itself."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from inarax import aws, problems
from inarax.stores.base import Store

_ROUNDS = 5  # botocore's own retries come before ours; past these the client is told to come back


class Entry(NamedTuple):
    """One item of a log: written whole, over what its key held before."""

    table: str
    item: dict[str, Any]


def entry(item: Store) -> Entry:
    """An item as an entry of a batch."""
    return Entry(item.Meta.table_name, item.serialize())


def record(*entries: Entry) -> None:
    """Write entries of several stores in one round trip, for what may be written twice and need not hold together."""
    requests: dict[str, Any] = {}
    for each in entries:
        requests.setdefault(each.table, []).append({"PutRequest": {"Item": each.item}})
    written(requests)


def written(requests: Mapping[str, Any]) -> None:
    """Send requests by table. What DynamoDB leaves undone is sent again, and in the end is `problems.Busy`."""
    pending = requests
    for _ in range(_ROUNDS):
        answer = aws.dynamodb().dispatch("BatchWriteItem", {"RequestItems": pending})
        pending = answer.get("UnprocessedItems") or {}
        if not pending:
            return
    raise problems.Busy
