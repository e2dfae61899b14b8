"""Which profile images nobody is shown."""

from datetime import datetime, timedelta

from inarax.stores.images import Kept

UNDER_WAY = timedelta(days=1)
"""An image that young may be of an upload that has not named it yet."""


def is_orphan(kept: Kept, current: str | None, at: datetime) -> bool:
    """Whether nobody is shown an image; `current` is the one that its learner's account names, if there is either."""
    return kept.image != current and at - kept.kept_at >= UNDER_WAY
