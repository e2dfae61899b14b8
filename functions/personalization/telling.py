"""What a batch of the evidence stream tells: whose evidence grew, in which course. Keys are all it holds."""

from collections.abc import Iterable, Sequence
from copy import replace
from typing import NamedTuple, TypedDict


class _Text(TypedDict):
    S: str


class _Keys(TypedDict):
    learner_id: _Text
    moment: _Text
    """`<course>#<...>`"""


class _Change(TypedDict):
    Keys: _Keys
    SequenceNumber: str
    ApproximateCreationDateTime: float


class Record(TypedDict):
    """One record of a DynamoDB stream of keys."""

    eventName: str
    dynamodb: _Change


class News(NamedTuple):
    """New evidence of a learner in a course: the latest at `at` (epoch seconds), from the record `first` on."""

    learner_id: str
    course: str
    first: str
    at: float


def news(records: Iterable[Record]) -> Sequence[News]:
    """One piece of news per learner and course, in the order of the stream; removed evidence is none."""
    found: dict[tuple[str, str], News] = {}
    for record in records:
        if record["eventName"] == "REMOVE":
            continue
        change = record["dynamodb"]
        learner, at = change["Keys"]["learner_id"]["S"], change["ApproximateCreationDateTime"]
        course, _, _ = change["Keys"]["moment"]["S"].partition("#")
        earlier = found.setdefault((learner, course), News(learner, course, change["SequenceNumber"], at))
        found[learner, course] = replace(earlier, at=max(earlier.at, at))
    return tuple(found.values())
