"""Rosters: everybody of whom something holds, listed without a scan, from an index that is split into shards.

An item is in the shard that its learner id begins with; ids are random, so that the shards are alike in size.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from pynamodb.indexes import GlobalSecondaryIndex

SHARDS = "0123456789abcdef"
PAGE = 100


class Page(NamedTuple):
    """Some learners of a shard in the order of their ids, and the one to go on after, if more follow."""

    learners: Sequence[str]
    after: str | None


def shard(learner_id: str) -> str:
    """The shard of a learner."""
    return learner_id[0]


def turn(at: datetime) -> str:
    """The shard whose turn an hour is, where all are gone over in turns: each has one every sixteen hours."""
    return SHARDS[int(at.timestamp()) // 3600 % len(SHARDS)]


def page(index: GlobalSecondaryIndex[Any], shard: str, after: str | None) -> Page:
    """A page of a shard of an index whose keys are `shard` and `learner_id`."""
    key = {"shard": {"S": shard}, "learner_id": {"S": after}} if after else None
    found = index.query(shard, limit=PAGE, last_evaluated_key=key)
    learners = [str(item.learner_id) for item in found]
    return Page(learners, learners[-1] if found.last_evaluated_key else None)
