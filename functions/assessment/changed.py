"""What a batch of the attempts' stream tells: which attempts began or changed. Keys are all it holds."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypedDict


class _Text(TypedDict):
    S: str


class _Keys(TypedDict):
    learner_id: _Text
    attempt_id: _Text


class _Change(TypedDict):
    Keys: _Keys
    SequenceNumber: str


class Record(TypedDict):
    """One record of a DynamoDB stream of keys."""

    eventName: str
    dynamodb: _Change


class Key(NamedTuple):
    """An attempt that began or changed, told from the record `first` on."""

    learner_id: str
    attempt_id: str
    first: str


def changed(records: Iterable[Record]) -> Sequence[Key]:
    """Each attempt once, in the order of the stream; one that was removed is none."""
    found: dict[tuple[str, str], Key] = {}
    for record in records:
        if record["eventName"] != "REMOVE":
            change = record["dynamodb"]
            key = change["Keys"]["learner_id"]["S"], change["Keys"]["attempt_id"]["S"]
            found.setdefault(key, Key(*key, change["SequenceNumber"]))
    return tuple(found.values())
