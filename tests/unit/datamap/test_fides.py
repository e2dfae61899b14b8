"""The Fides manifest says what the map says, in keys of its taxonomy."""

from pathlib import Path

import pytest
import yaml
from datamap import assembled, fides

from inarax.declared import Basis, Category, Purpose

ROOT = Path(__file__).parents[3]
MAP = assembled.assemble()
MANIFEST = yaml.safe_load(fides.written(MAP))
DATASETS = {
    dataset["fides_key"]: {each["name"]: each for each in dataset["collections"]} for dataset in MANIFEST["dataset"]
}
DECLARATIONS = {each["name"]: each for system in MANIFEST["system"] for each in system["privacy_declarations"]}


def _categories(dataset: str, collection: str, field: str) -> list[str]:
    (found,) = (each for each in DATASETS[dataset][collection]["fields"] if each["name"] == field)
    return found["data_categories"]


def test_the_committed_manifest_is_rendered_from_the_map():
    assert (ROOT / "docs" / "fides.yml").read_text() == fides.written(MAP), "run: make map"


@pytest.mark.parametrize(
    ("ours", "theirs"), [(Category, fides.CATEGORIES), (Purpose, fides.USES), (Basis, fides.BASES)]
)
def test_every_word_of_ours_has_its_key(ours, theirs):
    assert set(theirs) == set(ours)


def test_a_closer_key_is_for_something_that_is_held():
    held = {
        (each["category"], place)
        for name, store in MAP["stores"].items()
        for attribute, each in store["attributes"].items()
        for place in (name, attribute)
    }
    held |= {(category, field) for place in MAP["places"].values() for field, category in place["holds"].items()}
    assert set(fides.CLOSER) <= held


def test_all_that_is_held_is_in_a_dataset():
    assert {name: {each["name"] for each in shown["fields"]} for name, shown in DATASETS["inarax_stores"].items()} == {
        name: set(store["attributes"]) for name, store in MAP["stores"].items()
    }
    assert {name: {each["name"] for each in shown["fields"]} for name, shown in DATASETS["inarax_places"].items()} == {
        name: set(place["holds"]) for name, place in MAP["places"].items()
    }
    assert set(DATASETS["inarax_cookies"]) == set(MAP["cookies"])


def test_a_document_is_told_to_its_leaves():
    (body,) = (each for each in DATASETS["inarax_stores"]["audit"]["fields"] if each["name"] == "body")
    assert {each["name"] for each in body["fields"]} == set(MAP["stores"]["audit"]["attributes"]["body"]["leaves"])


def test_learning_is_told_by_what_was_provided_observed_and_inferred():
    assert _categories("inarax_stores", "responses", "options") == ["learning.answers"]
    assert _categories("inarax_stores", "enrollments", "opened") == ["learning.progress"]
    assert _categories("inarax_stores", "beliefs", "skills") == ["learning.estimates"]


def test_the_key_is_of_the_category_wherever_a_field_has_the_name():
    assert _categories("inarax_stores", "addresses", "address") == ["user.device.ip_address"]
    assert _categories("inarax_places", "MailIdentity", "address") == ["user.contact.email"]
    assert _categories("inarax_stores", "preferences", "goal") == ["user.account.settings"]


def test_a_purpose_is_declared_with_its_basis_by_the_system_of_its_room():
    for purpose in Purpose:
        assert DECLARATIONS[purpose]["legal_basis_for_processing"] == fides.BASES[purpose.basis]
        assert DECLARATIONS[purpose]["retention_period"]
    rooms = {
        system["fides_key"]: {each["name"] for each in system["privacy_declarations"]} for system in MANIFEST["system"]
    }
    assert rooms["inarax_personalization"] == {"personalization", "signals", "reminders"}


def test_an_attribute_counts_for_the_purposes_of_its_own_terms():
    assert {"user.name", "user.contact.email"} <= set(DECLARATIONS["news"]["data_categories"])
    assert "user.name" not in DECLARATIONS["security"]["data_categories"]


def test_what_was_weighed_says_where():
    told = {name for name, each in DECLARATIONS.items() if "impact_assessment_location" in each}
    assert told == {purpose for purpose in Purpose if purpose.basis is Basis.LEGITIMATE_INTERESTS}
