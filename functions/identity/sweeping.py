"""What nobody is shown, and nobody came of."""

from datetime import datetime, timedelta
from typing import NamedTuple, Self

from inarax.stores.images import Kept

UNDER_WAY = timedelta(days=1)
"""An image that young may be of an upload that has not named it yet, a sign-up of somebody who is about to come."""

LOOKED_AT = timedelta(days=30)
"""A sign-up that old was looked at again and again, and has an account: each look is a call to KMS."""


class Swept(NamedTuple):
    """What a run looked at, and deleted."""

    looked: int = 0
    deleted: int = 0

    def plus(self, more: Self) -> Self:
        """Both together."""
        return self._replace(looked=self.looked + more.looked, deleted=self.deleted + more.deleted)


def is_orphan(kept: Kept, current: str | None, at: datetime) -> bool:
    """Whether nobody is shown an image; `current` is the one that its learner's account names, or None without one.

    Without an account there is an erasure, which deletes the image, or goes round it while a hold keeps it.
    """
    return current is not None and kept.image != current and at - kept.kept_at >= UNDER_WAY


def may_be_unclaimed(made_at: datetime, at: datetime) -> bool:
    """Whether a sign-up of that moment is to be looked at."""
    return UNDER_WAY <= at - made_at < LOOKED_AT
