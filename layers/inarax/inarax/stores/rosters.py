"""Rosters: everybody of whom something holds, listed without a scan, from an index that is split into shards.

An item is in the shard that its learner id begins with; ids are random, so that the shards are alike in size.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import takewhile
from typing import Any, NamedTuple

from pynamodb.attributes import UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex

SHARDS = "0123456789abcdef"
PAGE = 100
_learner_id = UnicodeAttribute(attr_name="learner_id")


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


def in_turn(paged: Callable[[str, str | None], Page], at: datetime) -> Iterator[str]:
    """Everybody of the shard whose turn it is, once, each time from another place on.

    Who breaks off for want of time thus leaves over others than the last time.
    """
    mine = turn(at)
    start = mine + hashlib.sha256(at.isoformat("T", "hours").encode()).hexdigest()
    yield from _from(paged, mine, start)
    yield from takewhile(lambda learner_id: learner_id <= start, _from(paged, mine, None))


def _from(paged: Callable[[str, str | None], Page], shard: str, after: str | None) -> Iterator[str]:
    page = paged(shard, after)
    yield from page.learners
    while page.after:
        page = paged(shard, page.after)
        yield from page.learners


def page(index: GlobalSecondaryIndex[Any], shard: str, after: str | None) -> Page:
    """A page of a shard of an index whose keys are `shard` and `learner_id`; nobody need be there of the id `after`."""
    found = index.query(shard, _learner_id > after if after else None, limit=PAGE)
    learners = [str(item.learner_id) for item in found]
    return Page(learners, learners[-1] if found.last_evaluated_key else None)
