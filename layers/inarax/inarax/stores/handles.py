"""Handles: what is kept under a learner, as named to privacy admins: by random ids that mean nothing elsewhere."""

import base64
from typing import NamedTuple, Self
from uuid import UUID

from inarax import problems
from inarax.stores import paging

_HALF = 16  # bytes of an id


class Handle(NamedTuple):
    """Whose it is, and its own id; spelled as one name."""

    learner_id: str
    own_id: str

    def __str__(self) -> str:
        raw = UUID(self.learner_id).bytes + UUID(self.own_id).bytes
        return base64.urlsafe_b64encode(raw).decode().rstrip("=")

    @classmethod
    def parse(cls, text: str) -> Self:
        """The handle that `text` spells; NotFound if it spells none."""
        try:
            raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
            return cls(str(UUID(bytes=raw[:_HALF])), str(UUID(bytes=raw[_HALF:])))
        except ValueError:  # not base64, or not two ids
            raise problems.NotFound from None


def position(cursor: str) -> tuple[str, Handle]:
    """Where a page by day ended: the day, and which it was; UnknownCursor where `cursor` spells no such place."""
    day, spelled = paging.parts(cursor, 2)
    try:
        return day, Handle.parse(spelled)
    except problems.NotFound:
        raise problems.UnknownCursor from None
