"""What doors ask of AWS, call by call: who, which operation, whose items, and the units that DynamoDB bills for it.

moto bills nothing, so units are counted from the items as they are at the call, by the rules of the DynamoDB Developer
Guide ("Read and write capacity"): a strongly consistent read costs one unit per 4 kB, of a Query all items together,
any other half of that; a write one per kB of the larger of the item before and after, within a transaction two; and one
more for each index that the item stands in. All are rounded up.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import ceil
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from datamap.template import resources, substituted

from benchmarks.wire import Item, item_size

type Items = Callable[[str, str | None], Sequence[Item]]
"""The items of a table under a partition key, or all of them."""


class Call(NamedTuple):
    """One call: who made it, to which table or bucket, how many items or objects it writes or deletes, and DynamoDB's
    units; `touched` are the items that it reads or writes, each by its table and the value of its partition key."""

    door: str
    service: str
    operation: str
    store: str = ""
    """Empty where it is none, or several."""
    written: int = 0
    read_units: float = 0
    write_units: float = 0
    touched: frozenset[tuple[str, str]] = frozenset()


class _Table(NamedTuple):
    keys: tuple[str, ...]
    indexes: Mapping[str, tuple[str, ...]]


def _keys(declared: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(key["AttributeName"] for key in declared["KeySchema"])


_TABLES = {
    substituted(each["TableName"]): _Table(
        _keys(each), {index["IndexName"]: _keys(index) for index in each.get("GlobalSecondaryIndexes", ())}
    )
    for each in resources("AWS::DynamoDB::Table").values()
}


class Meter:
    """Every attempt of every call of the clients that are made from a session after `watch`, so that a retry counts."""

    def __init__(self, at_work: Callable[[], str], items: Items) -> None:
        self._at_work, self._items = at_work, items
        self._calls: list[Call] = []

    def watch(self, session: Any) -> None:
        """Begin."""
        session.register("request-created", self._created)

    def take(self) -> list[Call]:
        """The calls since the last time."""
        taken, self._calls = self._calls, []
        return taken

    def _created(self, request: Any, event_name: str, **_: Any) -> None:
        service, operation = event_name.split(".")[1:]
        door = self._at_work()
        match service:
            case "dynamodb":
                asked = json.loads(request.data)
                read_units, write_units, touched = Billed(self._items).of(operation, asked)
                tables = {table for table, _ in touched} or {asked.get("TableName", "")}
                written = len(touched) if write_units else 0
                store = tables.pop() if len(tables) == 1 else ""
                call = Call(door, service, operation, store, written, read_units, write_units, frozenset(touched))
            case "s3":
                written = bytes(request.data or b"").count(b"<Key>")
                call = Call(door, service, operation, urlsplit(request.url).path.split("/")[1], written)
            case _:
                call = Call(door, service, operation)
        self._calls.append(call)


type _Touched = list[tuple[str, str]]


class Billed(NamedTuple):
    """DynamoDB's units of a call, from the items as they are before it."""

    items: Items

    def of(self, operation: str, asked: Mapping[str, Any]) -> tuple[float, float, _Touched]:
        """Units read, units written, and the items touched."""
        match operation:
            case "Query" | "Scan":
                found = [item for item in self.items(asked["TableName"], _under(asked)) if _meets(item, asked)]
                units = max(1, ceil(sum(map(item_size, found)) / 4096))
                return units / _ease(asked), 0, [_named(asked["TableName"], item) for item in found]
            case "GetItem":
                return self._read(asked["TableName"], [asked["Key"]], asked)
            case "BatchGetItem":
                read = [self._read(table, some["Keys"], some) for table, some in asked["RequestItems"].items()]
                return sum(units for units, _, _ in read), 0, [each for *_, touched in read for each in touched]
            case "BatchWriteItem" | "TransactWriteItems":
                written = [*_writes(operation, asked)]
                times = 2 if operation == "TransactWriteItems" else 1
                units = sum(self._write(table, item, times) for table, item in written)
                return 0, units, [_named(table, item) for table, item in written]
        raise NotImplementedError(operation)

    def _read(self, table: str, keys: Sequence[Item], asked: Mapping[str, Any]) -> tuple[float, float, _Touched]:
        units = sum(max(1, ceil(item_size(self._item(table, key)) / 4096)) for key in keys)
        return units / _ease(asked), 0, [_named(table, key) for key in keys]

    def _write(self, table: str, item: Item, times: int) -> int:
        before = self._item(table, item)
        size = max(item_size(before), item_size(item))
        standing = {**before, **item}
        entries = sum(all(key in standing for key in keys) for keys in _TABLES[table].indexes.values())
        return times * max(1, ceil(size / 1024)) + entries

    def _item(self, table: str, key: Item) -> Item:
        names = _TABLES[table].keys
        wanted = [key[name] for name in names]
        under = self.items(table, str(key[names[0]]["S"]))
        return next((item for item in under if [item[name] for name in names] == wanted), {})


def _writes(operation: str, asked: Mapping[str, Any]) -> Iterator[tuple[str, Item]]:
    """Each item that a call writes or deletes, or its key, with its table."""
    if operation == "TransactWriteItems":
        parts = (part for each in asked["TransactItems"] for part in each.values())
        yield from ((part["TableName"], part.get("Item", part.get("Key"))) for part in parts)
        return
    for table, requests in asked["RequestItems"].items():
        parts = (part for each in requests for part in each.values())
        yield from ((table, part.get("Item", part.get("Key"))) for part in parts)


def _ease(asked: Mapping[str, Any]) -> int:
    """By how much a read is cheaper than a strongly consistent one."""
    return 1 if asked.get("ConsistentRead") else 2


def _named(table: str, item: Item) -> tuple[str, str]:
    return table, str(item[_TABLES[table].keys[0]]["S"])


def _meets(item: Item, asked: Mapping[str, Any]) -> bool:
    """Whether an item has the values that the key condition names."""
    return all(item.get(name) == value for name, value in _equal(asked).items())


def _under(asked: Mapping[str, Any]) -> str | None:
    """The partition key whose items are asked for; None where that is another index's, or nobody's."""
    value = None if "IndexName" in asked else _equal(asked).get(_TABLES[asked["TableName"]].keys[0])
    return str(value["S"]) if value else None


def _equal(asked: Mapping[str, Any]) -> dict[str, Any]:
    """The attributes to which the key condition gives a value; a range is not looked at, and a scan has none."""
    names, values = asked.get("ExpressionAttributeNames", {}), asked.get("ExpressionAttributeValues", {})
    equal = re.findall(r"(#\w+) = (:\w+)", asked.get("KeyConditionExpression", ""))
    return {names[name]: values[value] for name, value in equal}
