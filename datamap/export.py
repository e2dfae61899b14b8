"""What an export of one learner holds (arts. 15 and 20 GDPR), from the map, as JSON Schema."""

from datamap.assembled import Json
from datamap.export_plan import UNREADABLE, Means, exported, is_kept, is_own, means, own_name

RULE = (
    "Everything in which something of a learner is found is in an export, as a list of its records, empty where nothing"
    " is held: a property here is the file data/<property>.json of the archive. Of a record all is in it but the"
    " internal identifiers that do not name a record (`..._id`): digests, keyed hashes, wrapped keys and shards serve"
    " our own look-ups, and who else acted is told by their role. What is not personal, such as counters of revisions,"
    " is marked by its category. Sealed values are opened. What is not in an export, and why, stands in its index."
)

TYPES: dict[str, Json] = {
    "text": {"type": "string"},
    "sealed": {"type": "string"},
    "number": {"type": "number"},
    "flag": {"type": "boolean"},
    "texts": {"type": "array", "items": {"type": "string"}, "uniqueItems": True},
    "moment": {"type": "string", "format": "date-time"},
    "bytes": {"type": "string", "contentEncoding": "base64"},
    "document": {"type": ["object", "array"]},
    "sealeddocument": {"type": ["object", "array"]},
}
"""What an attribute of a type is in JSON."""


def schema(the_map: Json) -> Json:
    """The schema; `x-category`, `x-purposes` and `x-leaves` say of an attribute what the map says."""
    shown = exported(the_map)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Export of what is held about a learner",
        "description": RULE,
        "type": "object",
        "additionalProperties": False,
        "required": sorted(shown),
        "properties": {name: _shown(name, held) for name, held in shown.items()},
    }


def _shown(name: str, held: Json) -> Json:
    if means(name, held) is Means.OBJECTS:
        return _files(name, held)
    return _records(held) if "attributes" in held else _fields(held)


def _records(store: Json) -> Json:
    kept = {name: each for name, each in store["attributes"].items() if is_kept(name, each["category"])}
    return {
        **_terms(store),
        "title": store["note"],
        "type": "array",
        "items": {
            "type": "object",
            "additionalProperties": False,
            "required": sorted(name for name, each in kept.items() if not each.get("optional")),
            "properties": {name: _attribute(each) for name, each in kept.items()},
        },
    }


def _files(name: str, place: Json) -> Json:
    named = [own_name(field) for field in place["holds"] if is_own(field)]
    return {
        **_terms(place),
        "title": place["note"],
        "type": "array",
        "items": {"type": "string", "description": f"a file of the archive, data/{name}/{' or '.join(named)}"},
        "x-category": sorted(category for field, category in place["holds"].items() if is_own(field)),
    }


def _fields(place: Json) -> Json:
    """A place outside tables that says something of a learner by fields."""
    return {
        **_terms(place),
        "title": place["note"],
        "type": "array",
        "items": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                field: {"type": ["string", "object"], "x-category": category}
                for field, category in place["holds"].items()
                if field not in UNREADABLE
            },
        },
    }


def _attribute(declared: Json) -> Json:
    leaves = {leaf: each for leaf, each in declared.get("leaves", {}).items() if is_kept(leaf, each)}
    return {
        **TYPES[declared["type"]],
        "x-category": declared["category"],
        **({"x-leaves": leaves} if leaves else {}),
        **(_terms(declared["terms"]) if "terms" in declared else {}),
    }


def _terms(terms: Json) -> Json:
    return {"x-purposes": terms["purposes"], "x-retention": terms["retention"], "x-source": terms["source"]}
