"""Round trips to AWS as the client sees them: operation, stores, bytes and DynamoDB's capacity units.

moto bills nothing, so units are counted from the items, by the rules of the DynamoDB Developer Guide ("Read and write
capacity", "Item sizes and formats"): a strongly consistent read costs one unit per 4 kB of an item, a transactional
write two per kB, a batched one one per kB, all rounded up for each item.
"""

import json
from base64 import b64decode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

type Item = Mapping[str, Mapping[str, Any]]
"""An item as DynamoDB's JSON has it: attribute name to {type: value}."""


@dataclass(frozen=True, slots=True)
class Trip:
    """One round trip; `stores` are table names. Units are of capacity, bytes those of the bodies both ways."""

    operation: str
    stores: frozenset[str]
    read_units: int = 0
    write_units: int = 0
    size: int = 0


class Wire:
    """Everything sent through a botocore session, by clients that are made after `watch`."""

    def __init__(self) -> None:
        self._trips: list[Trip] = []

    def watch(self, session: Any) -> None:
        """Count at every attempt, so that a retry counts too."""
        session.register("response-received", self._received)
        session.register("request-created", self._created)

    def take(self) -> list[Trip]:
        """The trips since the last call."""
        taken, self._trips = self._trips, []
        return taken

    def _created(self, request: Any, **_: Any) -> None:
        self._sent = request.data or b""

    def _received(self, event_name: str, response_dict: Mapping[str, Any], **_: Any) -> None:
        service, operation = event_name.split(".")[1:]
        received = response_dict["body"] if service == "dynamodb" else b""  # S3 streams what it answers
        self._trips.append(trip(operation, _bytes(self._sent), received))


def trip(operation: str, sent: bytes, received: bytes) -> Trip:
    """A round trip from its bodies."""
    size = len(sent) + len(received)
    match operation:
        case "BatchGetItem":
            wanted, found = json.loads(sent)["RequestItems"], json.loads(received)["Responses"]
            return Trip(operation, frozenset(wanted), read_units(wanted, found), 0, size)
        case "TransactWriteItems":
            parts = [part for item in json.loads(sent)["TransactItems"] for part in item.values()]
            units = sum(write_units(part.get("Item", part.get("Key"))) for part in parts)
            return Trip(operation, frozenset(part["TableName"] for part in parts), 0, units, size)
        case "BatchWriteItem":
            puts = json.loads(sent)["RequestItems"]
            units = sum(batched_units(put["PutRequest"]["Item"]) for each in puts.values() for put in each)
            return Trip(operation, frozenset(puts), 0, units, size)
    return Trip(operation, frozenset(), size=size)


def read_units(wanted: Mapping[str, Any], found: Mapping[str, Sequence[Item]]) -> int:
    """What a strongly consistent BatchGetItem consumes: an item that is not there costs a unit too."""
    there = sum(ceil(item_size(item) / 4096) for items in found.values() for item in items)
    asked = sum(len(each["Keys"]) for each in wanted.values())
    return there + asked - sum(map(len, found.values()))


def write_units(item: Item) -> int:
    """What one part of a transaction consumes."""
    return 2 * ceil(item_size(item) / 1024)


def batched_units(item: Item) -> int:
    """What one put of a batch consumes."""
    return ceil(item_size(item) / 1024)


def item_size(item: Item) -> int:
    """Bytes of an item with text, numbers, booleans, bytes and sets of text, which are all that the stores keep."""
    return sum(len(name.encode()) + _value_size(value) for name, value in item.items())


def _value_size(value: Mapping[str, Any]) -> int:
    ((kind, content),) = value.items()
    match kind:
        case "N":
            return ceil(len(content.replace(".", "").replace("-", "")) / 2) + 1
        case "BOOL":
            return 1
        case "SS":
            return _texts_size(content)
        case "B":
            return len(content if isinstance(content, bytes) else b64decode(content))
    return _texts_size([content])


def _texts_size(texts: Iterable[str]) -> int:
    return sum(len(text.encode()) for text in texts)


def _bytes(body: bytes | str) -> bytes:
    return body.encode() if isinstance(body, str) else body
