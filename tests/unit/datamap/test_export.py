"""The schema of an export says what the map says is held about a learner, and leaves out what its rule says."""

from pathlib import Path

import pytest
from datamap import assembled, export
from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from inarax.declared import Category
from inarax.stores import base
from inarax.stores.attributes import Declared

ROOT = Path(__file__).parents[3]
MAP = assembled.assemble()
SCHEMA = export.schema(MAP)
STORES = {name: store for name, store in MAP["stores"].items() if "learner_id" in store["attributes"]}
PREFERENCES = {
    "learner_id": "6f2c",
    "course": "networks",
    "goal": "network-technician",
    "domain": "cloud",
    "note": "I commute.",
    "revision": 3,
}


def _validate(**stores):
    empty = {name: [] for name in SCHEMA["required"]}
    Draft202012Validator(SCHEMA, format_checker=FormatChecker()).validate(empty | stores)


def test_the_committed_schema_is_rendered_from_the_map():
    assert (ROOT / "docs" / "export.schema.json").read_text() == assembled.written(SCHEMA), "run: make map"


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)


def test_every_store_and_every_file_of_a_learner_is_in_an_export():
    assert set(SCHEMA["required"]) == set(SCHEMA["properties"]) == {*STORES, "ImagesBucket"}


@pytest.mark.parametrize("name", STORES)
def test_of_a_record_only_internal_identifiers_that_name_nothing_are_left_out(name):
    attributes = STORES[name]["attributes"]
    left_out = set(attributes) - set(SCHEMA["properties"][name]["items"]["properties"])
    assert all(attributes[each]["category"] == Category.KEY and not each.endswith("_id") for each in left_out)


@pytest.mark.parametrize(
    ("store", "left_out"),
    [
        ("sessions", {"digest", "refresh_digest"}),
        ("identities", {"identity"}),
        ("keys", {"newest", "older", "made_at"}),
        ("mails", {"handle"}),
        ("responses", set()),
    ],
)
def test_what_serves_our_own_look_ups_is_left_out(store, left_out):
    assert set(STORES[store]["attributes"]) - set(SCHEMA["properties"][store]["items"]["properties"]) == left_out


def test_who_acted_on_an_entry_about_a_learner_is_not_told_by_id():
    body = SCHEMA["properties"]["audit"]["items"]["properties"]["body"]
    assert "actor" in STORES["audit"]["attributes"]["body"]["leaves"]
    assert set(body["x-leaves"]) == {"about", "action", "at", "purpose"}


@pytest.mark.parametrize("name", STORES)
def test_an_attribute_tells_category_and_purposes_as_the_map_does(name):
    shown = SCHEMA["properties"][name]
    assert shown["x-purposes"] == STORES[name]["purposes"]
    for attribute, told in shown["items"]["properties"].items():
        declared = STORES[name]["attributes"][attribute]
        assert told["x-category"] == declared["category"]
        assert told.get("x-purposes") == declared.get("terms", {}).get("purposes")


def test_every_type_that_an_attribute_can_have_is_known():
    found = {name.lower() for name, each in vars(base).items() if isinstance(each, type) and issubclass(each, Declared)}
    assert set(export.TYPES) == found - {"declared"}


def test_what_is_held_is_taken():
    _validate(preferences=[PREFERENCES], ImagesBucket=["4b1d.webp"])


@pytest.mark.parametrize(
    "record",
    [
        {name: value for name, value in PREFERENCES.items() if name != "course"},
        PREFERENCES | {"goal": 7},
        PREFERENCES | {"shoe_size": 43},
    ],
    ids=["incomplete", "of another type", "undeclared"],
)
def test_a_record_that_is_not_as_declared_is_refused(record):
    with pytest.raises(ValidationError):
        _validate(preferences=[record])


def test_an_export_tells_of_every_store_even_where_nothing_is_held():
    lacking = {name: [] for name in SCHEMA["required"] if name != "audit"}
    with pytest.raises(ValidationError, match="audit"):
        Draft202012Validator(SCHEMA).validate(lacking)
