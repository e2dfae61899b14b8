"""Which profile images nobody is shown."""

from datetime import datetime, timedelta

from inarax.stores.images import Kept

UNDER_WAY = timedelta(days=1)
"""An image that young may be of an upload that has not named it yet."""


def is_orphan(kept: Kept, current: str | None, at: datetime) -> bool:
    """Whether nobody is shown an image; `current` is the one that its learner's account names, or None without one.

    Without an account there is an erasure, which deletes the image, or goes round it while a hold keeps it.
    """
    return current is not None and kept.image != current and at - kept.kept_at >= UNDER_WAY
