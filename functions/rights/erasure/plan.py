"""The erasure plan that `make map` rendered from the data map: which stores are erased how, and what is kept."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple


class Index(NamedTuple):
    """An index of a table, with the names of its keys."""

    name: str
    keys: tuple[str, ...]


class Store(NamedTuple):
    """One entry: a table with the names of its keys and its indexes, or a bucket."""

    name: str
    means: str
    keys: tuple[str, ...] = ()
    bucket: str = ""
    backup_days: int = 0
    indexes: tuple[Index, ...] = ()
    uncounted: bool = False
    """Whether the receipt does not say how much there was."""
    untold: bool = False
    """Whether the learner may not know yet that there is anything."""
    expires: bool = False
    """Whether what is in it is deleted after a time of its own, erasure or not."""


class Plan(NamedTuple):
    """`first` is erased before the mail about it is sent, `last` (contact and keys) after it.

    `unlinked` is found by the account's issuer and subject, and goes between them; `kept` is name to reason.
    """

    version: str
    first: tuple[Store, ...]
    last: tuple[Store, ...]
    unlinked: tuple[str, ...]
    kept: Mapping[str, str]

    @property
    def stores(self) -> tuple[Store, ...]:
        """All stores to erase, in the order in which they are erased."""
        return (*self.first, *self.last)

    def store(self, name: str) -> Store:
        """A store to erase."""
        return next(store for store in self.stores if store.name == name)

    def names(self) -> tuple[str, ...]:
        """Everything that must have been read back empty before an erasure is complete."""
        return (*(store.name for store in self.first), *self.unlinked, *(store.name for store in self.last))

    def uncounted(self) -> frozenset[str]:
        """The stores of which the receipt does not say how much there was."""
        return frozenset(store.name for store in self.stores if store.uncounted)

    def untold(self) -> frozenset[str]:
        """The stores of which nothing may tell that they hold anything."""
        return frozenset(store.name for store in self.stores if store.untold)

    def expiring(self) -> frozenset[str]:
        """The stores whose items end by themselves."""
        return frozenset(store.name for store in self.stores if store.expires)

    def backup_days(self) -> int:
        """How many days after the erasure the last backup copy of anything is gone."""
        return max(store.backup_days for store in self.stores)


@cache
def current() -> Plan:
    """The plan of this deployment."""
    read: Mapping[str, Any] = json.loads((Path(__file__).parents[1] / "published" / "plan.json").read_text())
    return Plan(
        version=read["version"],
        first=tuple(map(_store, read["first"])),
        last=tuple(map(_store, read["last"])),
        unlinked=tuple(entry["name"] for entry in read["unlinked"]),
        kept={entry["name"]: entry["reason"] for entry in read["kept"]},
    )


def _store(entry: Mapping[str, Any]) -> Store:
    return Store(
        entry["name"],
        entry["means"],
        tuple(entry.get("keys", ())),
        entry.get("bucket", ""),
        entry.get("backup_days", 0),
        tuple(Index(name, tuple(keys)) for name, keys in entry.get("indexes", {}).items()),
        entry.get("uncounted", False),
        entry.get("untold", False),
        entry.get("expires", False),
    )
