"""The export plan that `make map` rendered from the data map: what is in an export, how it is found, and its terms."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

_PUBLISHED = Path(__file__).parents[1] / "published"


class Field(NamedTuple):
    """One field of a record: its type, and which keys of a document are left out."""

    type: str
    hidden: frozenset[str] = frozenset()


class Store(NamedTuple):
    """Something that is in an export: how it is found and read, and what the learner is told of it."""

    name: str
    means: str
    about: str
    categories: tuple[str, ...]
    purposes: Mapping[str, str]
    """Purpose to legal basis."""
    lasts: str
    source: str
    organization_admin_sees: bool
    partly: str = ""
    """What of it is not in an export."""
    keys: tuple[str, ...] = ()
    fields: Mapping[str, Field] = {}
    bucket: str = ""
    once: str = ""
    """The field that an item has once its learner may be told of it; others are left out."""
    others: Mapping[str, str] = {}
    """Values of fields by which an item is left out: it is about others."""


class Processor(NamedTuple):
    """Somebody who processes on our instructions (art. 28 GDPR)."""

    name: str
    country: str
    safeguard: str
    services: tuple[str, ...]


class Plan(NamedTuple):
    """`left_out` is name to reason; `hosts` are recipients besides, with what they are asked for."""

    version: str
    stores: tuple[Store, ...]
    left_out: Mapping[str, str]
    processors: tuple[Processor, ...]
    hosts: Mapping[str, str]

    def store(self, name: str) -> Store:
        """One of the stores."""
        return next(store for store in self.stores if store.name == name)


@cache
def current() -> Plan:
    """The plan of this deployment."""
    read: Mapping[str, Any] = json.loads((_PUBLISHED / "export.json").read_text())
    return Plan(
        version=read["version"],
        stores=tuple(map(_store, read["stores"])),
        left_out={entry["name"]: entry["why"] for entry in read["left_out"]},
        processors=tuple(
            Processor(**{**processor, "services": tuple(processor["services"])}) for processor in read["processors"]
        ),
        hosts=read["hosts"],
    )


def schema() -> bytes:
    """The JSON Schema of what an export holds."""
    return (_PUBLISHED / "export.schema.json").read_bytes()


def _store(entry: Mapping[str, Any]) -> Store:
    fields = {name: Field(each["type"], frozenset(each["hidden"])) for name, each in entry.get("fields", {}).items()}
    return Store(
        **{
            **entry,
            "categories": tuple(entry["categories"]),
            "keys": tuple(entry.get("keys", ())),
            "fields": fields,
        }
    )
