"""How each means of the export plan reads what a store holds of a learner, page by page.

A page says after what the next one begins, so that whoever has kept a page can go on from there.
"""

from collections.abc import Callable, Iterator
from itertools import batched
from typing import Any, NamedTuple, Protocol

from inarax.sealing import Place, Ring
from inarax.stores import exports, keys
from inarax.stores.base import read
from inarax.stores.exports import Export
from rights.export.plan import Store
from rights.export.records import Item, Record, record
from rights.storage import account, objects, tables


class Page(NamedTuple):
    """Some records, and after what the next page begins: None where there is none."""

    records: list[Any]
    after: Any


class KeysGone(Exception):
    """What is sealed can be opened no more: the learner is being erased."""


class Reader(Protocol):
    """Reads one learner's part of one store."""

    def pages(self, after: Any) -> Iterator[Page]:
        """The pages from there on; from the first where `after` is None. At least one."""


class Items:
    """Every item under the learner's id."""

    def __init__(self, store: Store, export: Export) -> None:
        self.store, self.open = store, _Opener(store, export.learner_id)
        names = dict.fromkeys((*store.keys, *store.fields))
        self.part = tables.Part(store.name, tuple(names), export.learner_id)

    def pages(self, after: Any) -> Iterator[Page]:
        """As DynamoDB cuts them, at most a megabyte each."""
        for items, following in self.part.pages(after):
            told = (item for item in items if self._is_told(item))
            yield Page([self.open.record(item) for item in told], following)

    def _is_told(self, item: Item) -> bool:
        about_others = any(item.get(name) == {"S": value} for name, value in self.store.others.items())
        return not about_others and (not self.store.once or self.store.once in item)


class Objects:
    """Every object under the learner's prefix, kept as a file of the export; its record is its name."""

    def __init__(self, store: Store, export: Export) -> None:
        self.store, self.export = store, export
        self.objects = objects.Objects(store.bucket, f"{export.learner_id}/")

    def pages(self, after: Any) -> Iterator[Page]:
        """A hundred objects each."""
        pages = list(batched(self.objects.keys(after or ""), _OBJECTS, strict=False)) or [()]
        for number, page in enumerate(pages, 1):
            yield Page([self._kept(key) for key in page], page[-1] if number < len(pages) else None)

    def _kept(self, key: str) -> str:
        name = key.removeprefix(self.objects.prefix)
        content = self.objects.read(key)
        exports.keep_file(self.export, self.store.name, name, content)
        return name


_OBJECTS = 100


class Claimed:
    """The items that the learner's claims name."""

    def __init__(self, store: Store, export: Export) -> None:
        self.store, self.export = store, export
        self.open = _Opener(store, export.learner_id)

    def pages(self, _after: Any) -> Iterator[Page]:
        """One."""
        claims = tables.Part("rights-claims", ("learner_id", "request_id"), self.export.learner_id)
        named = [item["request_id"]["S"] for items, _ in claims.pages() for item in items]
        found = (tables.named(self.store.name, {self.store.keys[0]: each}, tuple(self.store.fields)) for each in named)
        yield Page([self.open.record(item) for item in found if item], None)


class User:
    """The user of our own pool, as far as the plan names its attributes; nobody where the provider is another's."""

    def __init__(self, store: Store, export: Export) -> None:
        self.store, self.learner_id = store, export.learner_id

    def pages(self, _after: Any) -> Iterator[Page]:
        """One."""
        found = account.of(self.learner_id)
        told = account.user_attributes(found) if found else {}
        shown = {name: told[name] for name in self.store.fields if name in told}
        yield Page([shown] if shown else [], None)


class Grant:
    """What configuration grants to the account's issuer and subject; of others' grants nothing."""

    def __init__(self, store: Store, export: Export) -> None:
        self.store, self.learner_id = store, export.learner_id

    def pages(self, _after: Any) -> Iterator[Page]:
        """One."""
        found = account.of(self.learner_id)
        grant = account.granted(found) if found else None
        yield Page([dict(zip(self.store.fields, grant, strict=True))] if grant else [], None)


class _Opener:
    """Makes records of items, and opens what is sealed with the learner's own keys."""

    def __init__(self, store: Store, learner_id: str) -> None:
        self.store, self.learner_id = store, learner_id
        self._ring: Ring | None = None

    def record(self, item: Item) -> Record:
        """The item as a record."""
        names = [item[key]["S"] for key in self.store.keys]

        def unseal(attribute: str, sealed: bytes) -> bytes:
            return self._open(Place(self.store.name, attribute, *names), sealed)

        return record(item, self.store.fields, unseal)

    def _open(self, place: Place, sealed: bytes) -> bytes:
        if self._ring is None:
            (self._ring,) = read(keys.of(self.learner_id))
        if self._ring is None:
            raise KeysGone
        return self._ring.unseal(sealed, place)


_MEANS: dict[str, Callable[[Store, Export], Reader]] = {
    "items": Items,
    "objects": Objects,
    "claimed": Claimed,
    "user": User,
    "grant": Grant,
}


def reader(store: Store, export: Export) -> Reader:
    """What reads a learner's part of a store of the plan."""
    return _MEANS[store.means](store, export)
