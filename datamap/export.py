"""What an export of one learner holds (arts. 15 and 20 GDPR), from the map, as JSON Schema."""

from datamap.assembled import Json

RULE = (
    "Every store that is keyed by learner is in an export, as a list of its records, empty where nothing is held. Of a"
    " record all is in it but the internal identifiers that do not name a record (`..._id`): digests, keyed hashes,"
    " wrapped keys and shards serve our own look-ups. What is not personal, such as counters of revisions, is marked by"
    " its category. Sealed values are opened."
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

_OF_A_LEARNER = "<learner_id>/"
"""How the name of an object begins that lies under a learner's prefix."""


def schema(the_map: Json) -> Json:
    """The schema; `x-category`, `x-purposes` and `x-leaves` say of an attribute what the map says."""
    stores = {name: store for name, store in the_map["stores"].items() if "learner_id" in store["attributes"]}
    places = {name: place for name, place in the_map["places"].items() if any(map(_is_own, place["holds"]))}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Export of what is held about a learner",
        "description": RULE,
        "type": "object",
        "additionalProperties": False,
        "required": sorted([*stores, *places]),
        "properties": {name: _records(store) for name, store in stores.items()}
        | {name: _files(place) for name, place in places.items()},
    }


def _is_own(field: str) -> bool:
    return field.startswith(_OF_A_LEARNER)


def _records(store: Json) -> Json:
    kept = {name: each for name, each in store["attributes"].items() if _is_kept(name, each["category"])}
    return {
        **_terms(store),
        "type": "array",
        "items": {
            "type": "object",
            "additionalProperties": False,
            "required": sorted(name for name, each in kept.items() if not each.get("optional")),
            "properties": {name: _attribute(each) for name, each in kept.items()},
        },
    }


def _files(place: Json) -> Json:
    named = [field.removeprefix(_OF_A_LEARNER) for field in place["holds"] if _is_own(field)]
    return {
        **_terms(place),
        "title": place["note"],
        "type": "array",
        "items": {"type": "string", "description": f"a file of the export, {' or '.join(named)}"},
        "x-category": sorted(category for field, category in place["holds"].items() if _is_own(field)),
    }


def _is_kept(name: str, category: str) -> bool:
    return category != "internal identifier" or name.endswith("_id")


def _attribute(declared: Json) -> Json:
    leaves = {leaf: each for leaf, each in declared.get("leaves", {}).items() if _is_kept(leaf, each)}
    return {
        **TYPES[declared["type"]],
        "x-category": declared["category"],
        **({"x-leaves": leaves} if leaves else {}),
        **(_terms(declared["terms"]) if "terms" in declared else {}),
    }


def _terms(terms: Json) -> Json:
    return {"x-purposes": terms["purposes"], "x-retention": terms["retention"]}
