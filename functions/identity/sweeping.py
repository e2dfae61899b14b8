"""Which profile images nobody is shown, and whose turn it is to be looked at."""

from datetime import datetime, timedelta

from inarax.stores.images import Kept

UNDER_WAY = timedelta(days=1)
"""An image that young may be of an upload that has not named it yet."""

_SHARDS = "0123456789abcdef"


def shard(at: datetime) -> str:
    """How the ids of the learners begin whose images are swept in this hour: ids are random, so shards are alike."""
    return _SHARDS[int(at.timestamp()) // 3600 % len(_SHARDS)]


def is_orphan(kept: Kept, current: str | None, at: datetime) -> bool:
    """Whether nobody is shown an image; `current` is the one that its learner's account names, if there is either."""
    return kept.image != current and at - kept.kept_at >= UNDER_WAY
