"""Which notices a person still has to take note of."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from inarax.stores.acknowledgements import Acknowledgement
from inarax.stores.notices import Notice


def pending(notices: Iterable[Notice], done: Mapping[str, Acknowledgement], since: datetime | None) -> Sequence[Notice]:
    """Those not acknowledged, in the order given; what is older than the account was never news to it."""
    return [
        notice
        for notice in notices
        if (since is None or since.date() <= notice.date) and not _acknowledged(done.get(notice.notice_id))
    ]


def _acknowledged(one: Acknowledgement | None) -> bool:
    return one is not None and one.acknowledged_at is not None
