"""Rights progress: what an erasure found in each store, and when it was read back empty; gone when it is complete."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from inarax import problems
from inarax.declared import Category, Purpose, held_for
from inarax.stores.base import Document, Moment, Number, Read, Store, Text, Write, delete, put, table, update


class Progress(NamedTuple):
    """What an erasure found in one store at its first look, and when it was last read back empty."""

    found: int
    clean_at: datetime | None = None


type Entries = Sequence[tuple[str, Mapping[str, str]]]
"""Where items stood: an index, and the keys of an entry in it."""


class _RightsProgress(Store):
    Meta = table("rights-progress")
    terms = held_for(Purpose.RIGHTS)

    request_id = Text(Category.KEY, hash_key=True)
    store = Text(Category.NONE, range_key=True)
    found = Number(Category.TECHNICAL)
    clean_at = Moment(Category.TECHNICAL, null=True)
    entries = Document(Category.KEY, leaves={"<index>": Category.NONE, "<key>": Category.KEY}, null=True)


def of(request_id: str) -> Mapping[str, Progress]:
    """By store, how far the erasure has come."""
    found = _RightsProgress.query(request_id, consistent_read=True)
    return {item.store: Progress(int(item.found), item.clean_at) for item in found}


def found(request_id: str, store: str, count: int) -> Write:
    """What the first look found, before any of it is deleted; Conflict at every later look."""
    item = _RightsProgress(request_id, store, found=count)
    return put(item, problems.Conflict(), _RightsProgress.store.does_not_exist())


def clean(request_id: str, store: str, at: datetime) -> Write:
    """The store was read back, and holds nothing of the learner; nothing was found where nobody had to look for it."""
    item, noted = _RightsProgress(request_id, store), _RightsProgress
    return update(item, [noted.clean_at.set(at), noted.found.set(noted.found | 0)], problems.Conflict())


def stand(request_id: str, store: str, entries: Entries) -> Write:
    """Note where items stand in indexes that are deleted next, in place of what was noted before."""
    item = _RightsProgress(request_id, store)
    noted = [[index, dict(key)] for index, key in entries]
    return update(item, [_RightsProgress.entries.set(noted)], problems.Conflict(), _RightsProgress.found.exists())


def standing(request_id: str, store: str) -> Read[Entries]:
    """What was noted last."""
    return Read(_RightsProgress, (request_id, store), lambda item: item.entries or ())


def discard(request_id: str, store: str) -> Write:
    """The receipt says it all."""
    return delete(_RightsProgress(request_id, store), problems.Conflict())
