"""How profile images are swept: listed by learner, held against the accounts, and the orphans deleted.

A run may break off anywhere and be repeated: it looks at what is there. What it leaves waits for the shard's next turn.
"""

from collections.abc import Sequence
from datetime import datetime
from itertools import batched

from identity import sweeping
from identity.sweeping import Swept
from inarax.schedules import TimeLeft
from inarax.stores import accounts, images, rosters
from inarax.stores.base import read
from inarax.stores.images import Kept

_AT_ONCE = 100
"""Accounts that one read takes (BatchGetItem)."""


def run(at: datetime, time_left: TimeLeft) -> Swept:
    """Sweep the shard whose turn it is."""
    swept = Swept()
    for some in batched(images.of_shard(rosters.turn(at)), _AT_ONCE, strict=False):
        if not time_left():
            break
        orphans = _orphans(some, at)
        for orphan in orphans:
            images.discard(orphan.learner_id, orphan.image)
        swept = swept.plus(Swept(len(some), len(orphans)))
    return swept


def _orphans(some: Sequence[Kept], at: datetime) -> list[Kept]:
    learners = sorted({each.learner_id for each in some})
    current = dict(zip(learners, read(*map(accounts.image_of, learners)), strict=True))
    return [each for each in some if sweeping.is_orphan(each, current[each.learner_id], at)]
