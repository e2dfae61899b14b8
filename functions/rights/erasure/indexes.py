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
from rights.erasure.plan import Store
from rights.steps import Turn
from rights.storage.tables import Key

_LOOKS = 20
"""After which an index counts as far behind."""


class Lagging(Exception):
    """An index is far behind its table; the step is tried again, and looks before it does anything else."""


class Entry(NamedTuple):
    """Where an item stands in an index: the index's name, and the item's keys, in it and in the table."""

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
    entries = [entry for item in items for entry in _entries(store, item)]
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
    if not store.indexes:
        return 0
    (noted,) = read(rights_progress.standing(request.request_id, store.name))
    return sum(_stands(store, Entry(*entry)) for entry in noted or ())


def _entries(store: Store, item: Key) -> Iterator[Entry]:
    """An item stands in an index if it has all of its keys."""
    for index in store.indexes:
        if all(name in item for name in index.keys):
            yield Entry(index.name, {name: item[name]["S"] for name in dict.fromkeys((*index.keys, *store.keys))})


def _stands(store: Store, entry: Entry) -> bool:
    """Whether this item is there; others, of the same learner too, may stand under the same key of the index."""
    (index,) = (each for each in store.indexes if each.name == entry.within)
    numbers = {name: str(n) for n, name in enumerate(entry.key)}
    same = [(name in index.keys, f"#{n} = :{n}") for name, n in numbers.items()]
    beside = " AND ".join(each for within, each in same if not within)
    asked: dict[str, Any] = {
        "TableName": settings.current().table(store.name),
        "IndexName": entry.within,
        "KeyConditionExpression": " AND ".join(each for within, each in same if within),
        **({"FilterExpression": beside} if beside else {}),
        "ExpressionAttributeNames": {f"#{n}": name for name, n in numbers.items()},
        "ExpressionAttributeValues": {f":{n}": {"S": entry.key[name]} for name, n in numbers.items()},
        "Select": "COUNT",
    }
    while True:
        answer: Mapping[str, Any] = aws.dynamodb().dispatch("Query", asked)
        after = answer.get("LastEvaluatedKey")
        if answer["Count"] or after is None:
            return bool(answer["Count"])
        asked["ExclusiveStartKey"] = after
