"""What a batch of the attempts' stream tells: which attempts began or changed. Keys are all it holds."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from inarax.streams import Record, written


class Key(NamedTuple):
    """An attempt that began or changed, told from the record `first` on."""

    learner_id: str
    attempt_id: str
    first: str


def changed(records: Iterable[Record]) -> Sequence[Key]:
    """Each attempt once, in the order of the stream; one that was removed is none."""
    found: dict[tuple[str, str], Key] = {}
    for attempt in written(records):
        key = attempt.keys["learner_id"], attempt.keys["attempt_id"]
        found.setdefault(key, Key(*key, attempt.record))
    return tuple(found.values())
