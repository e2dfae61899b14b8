"""What a batch of the evidence stream tells: whose evidence grew, in which course. Keys are all it holds."""

from collections.abc import Iterable, Sequence
from copy import replace
from typing import NamedTuple

from inarax.streams import Record, written


class News(NamedTuple):
    """New evidence of a learner in a course: the latest at `at` (epoch seconds), from the record `first` on."""

    learner_id: str
    course: str
    first: str
    at: float


def news(records: Iterable[Record]) -> Sequence[News]:
    """One piece of news per learner and course, in the order of the stream; removed evidence is none."""
    found: dict[tuple[str, str], News] = {}
    for evidence in written(records):
        learner, (course, *_) = evidence.keys["learner_id"], evidence.keys["moment"].split("#")
        earlier = found.setdefault((learner, course), News(learner, course, evidence.record, evidence.at))
        found[learner, course] = replace(earlier, at=max(earlier.at, evidence.at))
    return tuple(found.values())
