"""What AWS does now and then and emulators never do, laid over the clients of a door under test.

Transactions collide, batches come back half done, indexes lag behind their tables, pages are short or empty, and calls
come too fast. A weather stands between a door and each of its calls; calls of a test itself are left alone.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from typing import Any

import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError

from tests.kit import permissions

type Params = Mapping[str, Any]
type Call = Callable[[Params], Any]
"""The call itself, with the parameters that it is to have."""
type Weather = Callable[[str, Params, Call], Any]
"""Is told the operation, its parameters, and how to call it."""


@contextmanager
def under(weather: Weather) -> Iterator[None]:
    """Let a weather hold for every door that works within the block; one within another is nearer to the door."""
    beyond = BaseClient._make_api_call

    def called(client: BaseClient, operation: str, params: Params) -> Any:
        if not permissions.at_work():
            return beyond(client, operation, params)
        return weather(operation, params, lambda sent: beyond(client, operation, sent))

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(BaseClient, "_make_api_call", called)
        yield


def refusal(operation: str, code: str, **more: Any) -> ClientError:
    """What a client raises where AWS refuses a call for good."""
    return ClientError({"Error": {"Code": code, "Message": code}, **more}, operation)


def clear() -> Weather:
    """Nothing happens."""
    return lambda _operation, params, call: call(params)


def conflicts() -> Weather:
    """Every other transaction collides with another one."""
    turns = count()

    def weather(operation: str, params: Params, call: Call) -> Any:
        if operation != "TransactWriteItems" or next(turns) % 2:
            return call(params)
        reasons = [{"Code": "TransactionConflict"} for _ in params["TransactItems"]]
        raise refusal(operation, "TransactionCanceledException", CancellationReasons=reasons)

    return weather


def unprocessed() -> Weather:
    """Of a batch the second half is left undone; a single one is left undone every other time."""
    turns = count()

    def weather(operation: str, params: Params, call: Call) -> Any:
        match operation:
            case "BatchWriteItem":
                done, left = _halves(params["RequestItems"], next(turns) % 2 == 0)
                return {**_called(call, params, done), "UnprocessedItems": left}
            case "BatchGetItem":
                asked = {table: each["Keys"] for table, each in params["RequestItems"].items()}
                done, left = ({table: _of(params, table, keys) for table, keys in half.items()}
                              for half in _halves(asked, next(turns) % 2 == 0))  # fmt: skip
                return {"Responses": {}, **_called(call, params, done), "UnprocessedKeys": left}
        return call(params)

    return weather


def lagging() -> Weather:
    """An index answers every other time what it answered before, and counts a moment longer what was deleted."""
    turns, before = count(), dict[str, Any]()

    def weather(operation: str, params: Params, call: Call) -> Any:
        answer = call(params)
        if operation != "Query" or params.get("ConsistentRead"):
            return answer
        name = f"{params['TableName']} {params.get('IndexName')} {params.get('Select')}"
        if params.get("Select") == "COUNT":
            asked = f"{name} {params['ExpressionAttributeValues']}"
            old = before.setdefault(asked, {**answer, "Count": 1})
            before[asked] = answer
            return old
        old, before[name] = before.get(name, answer), answer
        return old if next(turns) % 2 else answer

    return weather


def ragged() -> Weather:
    """Pages hold two items, and every other one that follows another is empty."""
    turns = count()

    def weather(operation: str, params: Params, call: Call) -> Any:
        if operation in {"ListObjectsV2", "ListObjectVersions"}:
            return call({**params, "MaxKeys": 2})
        if operation != "Query":
            return call(params)
        if "ExclusiveStartKey" in params and next(turns) % 2 == 0:
            return {"Items": [], "Count": 0, "ScannedCount": 0, "LastEvaluatedKey": params["ExclusiveStartKey"]}
        return call({**params, "Limit": min(2, params.get("Limit", 2))})

    return weather


WEATHERS: tuple[Callable[[], Weather], ...] = (clear, conflicts, unprocessed, lagging, ragged)


def _called(call: Call, params: Params, requests: Mapping[str, Any]) -> Mapping[str, Any]:
    answer: Mapping[str, Any] = call({**params, "RequestItems": requests}) if requests else {}
    return answer


def _halves(requests: Mapping[str, Any], lazy: bool) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is done of a batch, and what is left: the latter half of it, or of a single one now and then all."""
    every = [(table, each) for table, some in requests.items() for each in some]
    middle = len(every) // 2 if len(every) > 1 else int(not lazy)
    return _by_table(every[:middle]), _by_table(every[middle:])


def _by_table(requests: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for table, each in requests:
        found.setdefault(table, []).append(each)
    return found


def _of(params: Params, table: str, keys: Any) -> dict[str, Any]:
    return {**params["RequestItems"][table], "Keys": keys}
