"""Handles: what is kept under a learner, as named to privacy admins: by random ids that mean nothing elsewhere."""

import base64
from uuid import UUID

from inarax import problems

_HALF = 16  # bytes of an id


def spelled(learner_id: str, own_id: str) -> str:
    """Both ids in one name."""
    raw = UUID(learner_id).bytes + UUID(own_id).bytes
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def parsed(text: str) -> tuple[str, str]:
    """The learner's id and the thing's own that `text` spells; NotFound if it spells none."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        return str(UUID(bytes=raw[:_HALF])), str(UUID(bytes=raw[_HALF:]))
    except ValueError:  # not base64, or not two ids
        raise problems.NotFound from None
