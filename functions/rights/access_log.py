"""What a learner is told of who read their data: the newest first, a page at a time."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from inarax import problems
from inarax.stores.audit import Action, Entry

PAGE = 50


class Access(NamedTuple):
    """One access: by whom (a role, or a machine), for which purpose, of which stores."""

    at: datetime
    by: str
    purpose: str
    stores: tuple[str, ...]


class Page(NamedTuple):
    """Some accesses, and the cursor of what is older, if there is any."""

    accesses: Sequence[Access]
    cursor: str | None


def page(entries: Iterable[Entry], cursor: str | None) -> Page:
    """The page that follows the entry which `cursor` names; UnknownCursor if there is none of that name."""
    found = sorted((told for entry in entries if (told := _told(entry))), reverse=True)
    ids = [entry_id for _, entry_id, _ in found]
    if cursor is not None and cursor not in ids:
        raise problems.UnknownCursor
    start = 0 if cursor is None else ids.index(cursor) + 1
    some = found[start : start + PAGE]
    more = start + PAGE < len(found)
    return Page([access for *_, access in some], some[-1][1] if more else None)


def _told(entry: Entry) -> tuple[datetime, str, Access] | None:
    """When, under which id, and what; None if the entry tells of something else, or was forgotten."""
    body = entry.body
    if body is None or body["action"] != Action.READ:
        return None
    at = datetime.fromisoformat(body["at"])
    return at, entry.entry_id, Access(at, body["role"], body["purpose"], tuple(body["about"].split()))
