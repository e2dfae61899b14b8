"""The map as one value of plain JSON: stores, places, cookies, doors, purposes, processors, sinks."""

import json
import re
from collections.abc import Iterable
from datetime import timedelta
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from pydantic import TypeAdapter

from datamap import functions
from datamap.places import HOSTS, PLACES, PROCESSORS, Place
from datamap.sinks import sinks
from datamap.template import resources, substituted
from inarax.cookies import ALL
from inarax.declared import ROOMS, Category, Purpose, Retention, Start, Terms
from inarax.stores import base

type Json = dict[str, Any]

_ISO_8601 = TypeAdapter(timedelta)

_LONGEST = 35
"""Days that point-in-time recovery reaches back where a table does not say otherwise (DynamoDB's own maximum)."""


@cache
def modules() -> dict[str, ModuleType]:
    """Every module of the stores by its name, `sign_ins`."""
    folder = Path(import_module("inarax.stores").__file__ or "").parent
    return {file.stem: import_module(f"inarax.stores.{file.stem}") for file in sorted(folder.glob("*.py"))}


@cache
def models() -> dict[str, type[base.Store]]:
    """Every store that is a table by the table's name, `sign-ins`."""
    modules()
    own = [model for model in base.Store.__subclasses__() if model.__module__.startswith("inarax.stores.")]
    return {model.__module__.rpartition(".")[2].replace("_", "-"): model for model in sorted(own, key=str)}


def assemble() -> Json:
    """The whole map."""
    return {
        "purposes": {purpose.value: {"basis": purpose.basis.value, "room": _room(purpose)} for purpose in Purpose},
        "stores": {name: _store(name, model) for name, model in sorted(models().items())},
        "places": {place.resource: _place(place) for place in sorted(PLACES)},
        "cookies": {
            cookie.name: {
                "purpose": cookie.purpose.value,
                "basis": cookie.purpose.basis.value,
                "does": cookie.does,
                "holds": cookie.holds,
                "lifetime": Retention(cookie.lifetime, Start.RECORDED).duration,
                "essential": cookie.essential,
            }
            for cookie in ALL
        },
        "doors": {functions.module_name(door): _door(door) for door in sorted(functions.DOORS)},
        "processors": [
            {**processor._asdict(), "services": [*processor.services], "regions": sorted(processor.regions)}
            for processor in sorted(PROCESSORS)
        ],
        "hosts": dict(HOSTS),
        "sinks": sinks(),
    }


def written(content: Any) -> str:
    """JSON as it is committed: readable, in a fixed order."""
    return json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def fields(held: Json) -> Json:
    """What a store or a place of the map holds: field to its declaration, which has a category at the least."""
    if "attributes" in held:
        return dict(held["attributes"])
    return {field: {"category": category} for field, category in sorted(held["holds"].items())}


def lasting(retention: Json) -> timedelta:
    """How long a retention of the map lasts, from its ISO 8601 duration."""
    return _ISO_8601.validate_python(retention["duration"])


def backup_days(table: Json) -> int:
    """How far back a table of the template can be recovered."""
    recovery = table["PointInTimeRecoverySpecification"]
    return int(recovery.get("RecoveryPeriodInDays", _LONGEST)) if recovery["PointInTimeRecoveryEnabled"] else 0


def purposes_of(door: str) -> frozenset[Purpose]:
    """The purposes a door serves: its room's, if any, and then security where it must know or limit its caller."""
    own = ROOMS[functions.module_name(door).split(".")[0]]
    return own | {Purpose.SECURITY} if own and functions.granted(door) else own


def _room(purpose: Purpose) -> str:
    (room,) = (room for room, purposes in ROOMS.items() if purpose in purposes)
    return room


def purposes(held: Json) -> dict[str, str]:
    """What a store or place, or a single field of it, is held for, each with its legal basis."""
    own = [each["terms"]["purposes"] for each in held.get("attributes", {}).values() if "terms" in each]
    return {purpose: basis for some in (held["purposes"], *own) for purpose, basis in some.items()}


def _store(name: str, model: type[base.Store]) -> Json:
    table = {substituted(each["TableName"]): logical for logical, each in resources("AWS::DynamoDB::Table").items()}
    logical = table[model.Meta.table_name]
    properties = resources("AWS::DynamoDB::Table")[logical]
    return {
        "resource": logical,
        "note": _first_sentence(modules()[name.replace("-", "_")].__doc__ or ""),
        **_terms(model.terms),
        "attributes": {key: _attribute(each) for key, each in sorted(model.get_attributes().items())},
        "backup_days": backup_days(properties),
        "expires": "TimeToLiveSpecification" in properties,
        "personal": any(_category(each) is not Category.NONE for each in model.get_attributes().values()),
    }


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[.])\s", text.strip(), maxsplit=1)[0]


def _category(attribute: Any) -> Category:
    return Category(attribute.category)


def _attribute(attribute: Any) -> Json:
    declared: Json = {"type": type(attribute).__name__.lower(), "category": _category(attribute).value}
    if attribute.null:
        declared["optional"] = True
    if attribute.is_hash_key or attribute.is_range_key:
        declared["key"] = "hash" if attribute.is_hash_key else "range"
    if isinstance(attribute, base.Document):
        declared["leaves"] = {leaf: category.value for leaf, category in sorted(attribute.leaves.items())}
    if attribute.terms is not None:
        declared["terms"] = _terms(attribute.terms)
    return declared


def _place(place: Place) -> Json:
    return {
        "kind": place.kind.value,
        "holds": {field: category.value for field, category in sorted(place.holds.items())},
        "note": place.note,
        **_terms(place.terms),
        "personal": any(category is not Category.NONE for category in place.holds.values()),
    }


def _terms(terms: Terms) -> Json:
    return {
        "purposes": _bases(terms.purposes),
        "retention": {"duration": terms.retention.duration, "starts": terms.retention.starts.value},
        "erasure": terms.erasure.value,
        **({"keep_reason": terms.keep_reason} if terms.keep_reason else {}),
        "capacity": terms.capacity.value,
        "organization_admin_sees": terms.organization_admin_sees,
        "source": terms.source.value,
    }


def _bases(purposes: Iterable[Purpose]) -> dict[str, str]:
    return {purpose.value: purpose.basis.value for purpose in sorted(purposes)}


def _door(door: str) -> Json:
    return {
        "purposes": _bases(purposes_of(door)),
        "reaches": {store: sorted(actions) for store, actions in sorted(functions.granted(door).items())},
    }
