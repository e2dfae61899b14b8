"""A stored item as a record of an export: what its fields are declared to be, in JSON, sealed values opened."""

import base64
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from inarax import ledger
from rights.export.plan import Field

type Item = Mapping[str, Mapping[str, Any]]
"""An item as DynamoDB has it: attribute to {type: value}."""

type Record = dict[str, Any]

type Unseal = Callable[[str, bytes], bytes]
"""Opens the sealed value of an attribute."""


def record(item: Item, fields: Mapping[str, Field], unseal: Unseal) -> Record:
    """The declared fields of an item that are there; `docs/export.schema.json` says of what type each is."""
    return {name: _value(name, item[name], field, unseal) for name, field in fields.items() if name in item}


def shown(document: Any, hidden: frozenset[str]) -> Any:
    """A document without the keys that are left out, however deep they stand."""
    match document:
        case dict():
            return {key: shown(value, hidden) for key, value in document.items() if key not in hidden}
        case list():
            return [shown(each, hidden) for each in document]
    return document


def _value(name: str, raw: Mapping[str, Any], field: Field, unseal: Unseal) -> Any:
    ((_, value),) = raw.items()
    match field.type:
        case "document":
            return shown(json.loads(value), field.hidden)
        case "sealed":
            return unseal(name, value).decode()
        case "sealeddocument":
            return shown(json.loads(unseal(name, value)), field.hidden)
    return _PLAIN[field.type](value)


def _moment(seconds: str) -> str:
    return ledger.moment(datetime.fromtimestamp(int(seconds), UTC))


_PLAIN: Mapping[str, Callable[[Any], Any]] = {
    "text": str,
    "flag": bool,
    "number": json.loads,
    "texts": sorted,
    "moment": _moment,
    "bytes": lambda value: base64.b64encode(value).decode("ascii"),
}
