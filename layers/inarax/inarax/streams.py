"""What a table's stream of keys tells a function (`StreamViewType: KEYS_ONLY`): nothing of what lies under the keys."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypedDict


class _Text(TypedDict):
    S: str


class _Change(TypedDict):
    Keys: Mapping[str, _Text]
    SequenceNumber: str
    ApproximateCreationDateTime: float


class Record(TypedDict):
    """One record."""

    eventName: str
    dynamodb: _Change


class Records(TypedDict):
    """The event: a batch of the stream."""

    Records: Sequence[Record]


class Written(NamedTuple):
    """An item was written at about `at` (epoch seconds): its keys, and the record that brings it again."""

    keys: Mapping[str, str]
    record: str
    at: float


def written(records: Iterable[Record]) -> Iterator[Written]:
    """Every item that was written, in the order of the stream, however often; none that was removed."""
    for record in records:
        if record["eventName"] != "REMOVE":
            change = record["dynamodb"]
            keys = {name: value["S"] for name, value in change["Keys"].items()}
            yield Written(keys, change["SequenceNumber"], change["ApproximateCreationDateTime"])
