"""Pages of a list, and the opaque cursors by which the next one is asked for: anybody can send anything for one."""

import base64
import json
from collections.abc import Sequence
from typing import NamedTuple

from inarax import problems


class Page[T](NamedTuple):
    """Some of a list, and the opaque cursor of what follows, if anything does."""

    entries: Sequence[T]
    cursor: str | None


def cursor(*parts: str) -> str:
    """Where a page ended, by the keys of its last item."""
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


def parts(cursor: str, parts: int) -> list[str]:
    """The keys that a cursor spells; UnknownCursor where it spells no such number of them."""
    try:
        opened = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
        json.dumps(opened, ensure_ascii=False).encode()
    except ValueError:  # not base64, not JSON, or a half of a character
        raise problems.UnknownCursor from None
    if not isinstance(opened, list) or len(opened) != parts or not all(isinstance(p, str) and p for p in opened):
        raise problems.UnknownCursor
    return opened
