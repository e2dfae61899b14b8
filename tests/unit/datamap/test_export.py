"""The schema of an export says what the map says is held about a learner, and leaves out what its rule says."""

import copy
from pathlib import Path

import pytest
from datamap import assembled, export, export_plan
from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from inarax.declared import Category
from inarax.stores import base
from inarax.stores.attributes import Declared

ROOT = Path(__file__).parents[3]
MAP = assembled.assemble()
SCHEMA = export.schema(MAP)
STORES = {name: held for name, held in export_plan.exported(MAP).items() if "attributes" in held}
PLACES = {"ImagesBucket", "RoleGrants", "UserPool"}
PLAN = export_plan.plan(MAP)
TERMS = {"purposes": {}, "retention": {"duration": "P0D", "starts": "account closed"}, "organization_admin_sees": False}
OURS = {"learner_id": {"type": "text", "category": "internal identifier", "key": "hash"}}
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


def test_every_store_and_every_place_in_which_a_learner_is_found_is_in_an_export():
    assert set(SCHEMA["required"]) == set(SCHEMA["properties"]) == {*STORES, *PLACES}
    keyed = {name for name, store in MAP["stores"].items() if "learner_id" in store["attributes"]}
    assert set(STORES) == keyed - {"identities"}


def test_what_is_personal_and_not_exported_is_told_with_its_reason():
    told = {entry["name"]: entry["why"] for entry in PLAN["left_out"]}
    personal = {name for name, each in (MAP["stores"] | MAP["places"]).items() if each["personal"]}
    assert set(told) == personal - {*STORES, *PLACES}
    assert all(told.values())


def test_no_judgement_outlives_its_place():
    held = set(MAP["stores"]) | set(MAP["places"])
    assert {*export_plan.LEFT_OUT, *export_plan.FOUND_BY, *export_plan.PARTLY} <= held


def test_the_committed_plan_and_schema_are_what_the_map_yields():
    assert export_plan.TARGET.read_text() == assembled.written(PLAN), "run: make map"
    assert export_plan.SCHEMA.read_text() == assembled.written(SCHEMA), "run: make map"


def _planted(part="stores", **changed):
    the_map = copy.deepcopy(MAP)
    held = {"erasure": "delete", "personal": True, "note": "Planted.", "source": "us", **TERMS}
    the_map[part]["planted"] = held | changed
    return the_map


def test_a_new_store_that_is_keyed_by_learner_joins_the_plan_by_itself():
    note = {"type": "sealed", "category": "learning and assessment"}
    made = export_plan.plan(_planted(attributes=OURS | {"note": note, "digest": {"type": "text", **KEY}}))
    (entry,) = [each for each in made["stores"] if each["name"] == "planted"]
    assert (entry["means"], entry["keys"]) == ("items", ["learner_id"])
    assert {name: field["type"] for name, field in entry["fields"].items()} == {"learner_id": "text", "note": "sealed"}
    assert made["version"] != PLAN["version"]


KEY = {"category": "internal identifier"}


@pytest.mark.parametrize(
    "planted",
    [
        {"attributes": {"email_digest": {"key": "hash", **KEY}}},
        {"part": "places", "kind": "queue", "holds": {"learner id": "internal identifier"}},
        {"part": "places", "kind": "objects", "holds": {"<day>/<learner_id>.txt": "learning and assessment"}},
    ],
)
def test_personal_data_of_which_nobody_has_said_how_it_is_exported_raises(planted):
    with pytest.raises(export_plan.Unjudged, match="planted"):
        export_plan.plan(_planted(**planted))


def test_what_is_not_personal_stays_out():
    assert export_plan.plan(_planted(personal=False, attributes={})) == PLAN


def test_an_entry_tells_also_what_a_single_field_is_held_for():
    (accounts,) = [entry for entry in PLAN["stores"] if entry["name"] == "accounts"]
    assert accounts["purposes"] == {
        "identity": "contract",
        "news": "consent",
        "reminders": "consent",
        "notices": "legal obligation",
        "rights": "legal obligation",
    }


def test_each_entry_tells_on_which_terms_it_is_held():
    for entry in PLAN["stores"]:
        held = (MAP["stores"] | MAP["places"])[entry["name"]]
        assert held["purposes"].items() <= entry["purposes"].items()
        assert entry["categories"]
        assert entry["about"]
        assert entry["source"] == held["source"]
        assert ("as long as" in entry["lasts"]) == (held["retention"]["duration"] == "P0D")


@pytest.mark.parametrize("name", STORES)
def test_of_a_record_only_internal_identifiers_that_name_nothing_are_left_out(name):
    attributes = STORES[name]["attributes"]
    left_out = set(attributes) - set(SCHEMA["properties"][name]["items"]["properties"])
    assert all(attributes[each]["category"] == Category.KEY and not each.endswith("_id") for each in left_out)


@pytest.mark.parametrize(
    ("store", "left_out"),
    [
        ("sessions", {"digest", "refresh_digest"}),
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
    assert set(body["x-leaves"]) == {"about", "action", "at", "purpose", "role"}


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
