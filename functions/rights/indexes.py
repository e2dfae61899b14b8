"""An index lags behind its table: what was deleted there is looked up in each index until it is gone from it, too.

The keys under which an item stands in an index go with the item, so they are noted before it is deleted. Whoever comes
after an interruption looks them up from the note.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from inarax import aws, settings
from inarax.stores import rights_progress
from inarax.stores.base import read, transact
from inarax.stores.rights_requests import RightsRequest
from rights.plan import Index, Store
from rights.steps import Turn
from rights.tables import Key

_LOOKS = 20
"""After which an index counts as far behind."""


class Lagging(Exception):
    """An index is far behind its table; the step is tried again, and looks before it does anything else."""


class Entry(NamedTuple):
    """Where an item stands in an index: the index's name, and the item's keys in it."""

    within: str
    key: Mapping[str, str]


def names(store: Store) -> tuple[str, ...]:
    """The attributes of an item by which its entries are found, beside its own keys."""
    every = dict.fromkeys(name for index in store.indexes for name in index.keys)
    return tuple(name for name in every if name not in store.keys)


def note(turn: Turn, store: Store, items: Sequence[Key]) -> None:
    """Note where items stand that are about to be deleted, in place of the ones noted before."""
    if not store.indexes:
        return
    entries = [entry for item in items for entry in _entries(store.indexes, item)]
    transact(rights_progress.stand(turn.request.request_id, store.name, entries))


def clear(turn: Turn, store: Store) -> None:
    """Return once nothing that was noted stands in an index any more; Lagging if that takes more than seconds."""
    for _ in range(_LOOKS):
        if not lingering(turn.request, store):
            return
        turn.pause()
    raise Lagging


def lingering(request: RightsRequest, store: Store) -> int:
    """How much of what was noted still stands in an index."""
    if not store.indexes or request.learner_id is None:
        return 0
    (noted,) = read(rights_progress.standing(request.request_id, store.name))
    return sum(_stands(store, Entry(*entry), request.learner_id) for entry in noted or ())


def _entries(indexes: Sequence[Index], item: Key) -> Iterator[Entry]:
    """An item stands in an index if it has all of its keys."""
    for index in indexes:
        if all(name in item for name in index.keys):
            yield Entry(index.name, {name: item[name]["S"] for name in index.keys})


def _stands(store: Store, entry: Entry, learner_id: str) -> bool:
    asked: dict[str, Any] = {
        "TableName": settings.current().table(store.name),
        "IndexName": entry.within,
        "KeyConditionExpression": " AND ".join(f"#{n} = :{n}" for n in range(len(entry.key))),
        "ExpressionAttributeNames": {f"#{n}": name for n, name in enumerate(entry.key)},
        "ExpressionAttributeValues": {f":{n}": {"S": value} for n, value in enumerate(entry.key.values())},
        "Select": "COUNT",
    }
    if "learner_id" not in entry.key:  # another learner's may stand under the same key
        asked["FilterExpression"] = "#ours = :ours"
        asked["ExpressionAttributeNames"]["#ours"] = "learner_id"
        asked["ExpressionAttributeValues"][":ours"] = {"S": learner_id}
    answer: Mapping[str, Any] = aws.dynamodb().dispatch("Query", asked)
    return bool(answer["Count"])
