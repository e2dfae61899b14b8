"""House rules of the stores: nothing is kept undeclared, and code and template agree on every table."""

from datetime import timedelta

import pytest
from datamap import assembled
from datamap.template import STACK, resources, substituted
from pynamodb.attributes import UnicodeAttribute

from inarax.declared import (
    ROOMS,
    WHILE_ACCOUNT,
    Category,
    Erasure,
    Purpose,
    Retention,
    Start,
    held_for,
    kept_for,
)
from inarax.stores.base import Document, Sealed, SealedDocument, Store, Text, table

STORES = {model.Meta.table_name: model for model in assembled.models().values()}
TABLES = {substituted(each["TableName"]): each for each in resources("AWS::DynamoDB::Table").values()}


def test_every_deployed_table_has_its_store_and_every_store_its_table():
    assert set(STORES) == set(TABLES)


@pytest.mark.parametrize("name", sorted(STORES))
def test_a_store_has_the_keys_of_its_table(name):
    kinds = {"HASH": "is_hash_key", "RANGE": "is_range_key"}
    for key in TABLES[name]["KeySchema"]:
        attribute = STORES[name].get_attributes()[key["AttributeName"]]
        assert getattr(attribute, kinds[key["KeyType"]])


@pytest.mark.parametrize("name", sorted(STORES))
def test_what_expires_says_when(name):
    expires = "TimeToLiveSpecification" in TABLES[name]
    assert expires == ("expires_at" in STORES[name].get_attributes())


@pytest.mark.parametrize("name", sorted(STORES))
def test_a_store_is_one_file_named_after_its_table(name):
    assert STORES[name].__module__ == "inarax.stores." + name.removeprefix(f"{STACK}-").replace("-", "_")


def test_an_undeclared_attribute_cannot_be_defined():
    with pytest.raises(TypeError, match="no data-map entry for name"):

        class _Bare(Store):
            Meta = table("bare")
            terms = held_for(Purpose.IDENTITY)
            learner_id = Text(Category.KEY, hash_key=True)
            name = UnicodeAttribute()


def test_a_store_without_terms_cannot_be_defined():
    with pytest.raises(TypeError, match="no terms"):

        class _Lawless(Store):
            Meta = table("lawless")
            learner_id = Text(Category.KEY, hash_key=True)


@pytest.mark.parametrize("name", sorted(STORES))
def test_documents_are_declared_to_their_leaves(name):
    for attribute in STORES[name].get_attributes().values():
        if isinstance(attribute, Document | SealedDocument):
            assert attribute.leaves


def _sealed(model):
    return {name for name, attribute in model.get_attributes().items() if isinstance(attribute, Sealed)}


def test_direct_identifiers_and_what_is_in_own_words_are_sealed():
    sealed = {name.removeprefix(f"{STACK}-"): found for name, model in STORES.items() if (found := _sealed(model))}
    assert sealed == {
        "accounts": {"subject", "name", "email"},
        "contests": {"text", "explanation"},
        "disclosures": {"recipient", "recipient_mail", "reference"},
        "holds": {"reason"},
        "overrides": {"grounds"},
        "preferences": {"note"},
        "responses": {"own_answer", "explanations"},
    }


def test_keys_are_held_for_every_purpose_for_which_something_is_sealed():
    purposes = [
        (attribute.terms or model.terms).purposes
        for model in STORES.values()
        for attribute in map(model.get_attributes().get, _sealed(model))
    ]
    assert STORES[f"{STACK}-keys"].terms.purposes == frozenset().union(*purposes)


def test_only_what_is_kept_by_learner_can_be_sealed():
    with pytest.raises(TypeError, match="nobody's key to seal name"):

        class _Nobodys(Store):
            Meta = table("nobodys")
            terms = held_for(Purpose.IDENTITY)
            email_digest = Text(Category.KEY, hash_key=True)
            name = Sealed(Category.IDENTITY)


@pytest.mark.parametrize("model", [model for model in STORES.values() if _sealed(model)], ids=lambda m: m.__name__)
def test_a_sealed_attribute_can_stand_in_no_condition_and_no_update(model):
    for name in _sealed(model):
        with pytest.raises(TypeError, match="sealed"):
            getattr(model, name).__eq__("Ada")
        with pytest.raises(TypeError, match="sealed"):
            getattr(model, name).set("Ada")


def test_terms_need_a_purpose_and_what_is_kept_a_reason_and_an_end():
    year = Retention(timedelta(days=365), Start.RECORDED)
    with pytest.raises(ValueError, match="purpose"):
        held_for()
    with pytest.raises(ValueError, match="kept_for"):
        held_for(Purpose.IDENTITY, erasure=Erasure.KEEP)
    with pytest.raises(ValueError, match="reason"):
        kept_for(Purpose.IDENTITY, reason="", retention=year)
    with pytest.raises(ValueError, match="an end"):
        kept_for(Purpose.IDENTITY, reason="art. 17(3)(b)", retention=WHILE_ACCOUNT)
    assert kept_for(Purpose.IDENTITY, reason="art. 17(3)(b)", retention=year).erasure is Erasure.KEEP


@pytest.mark.parametrize(
    ("time", "duration"),
    [
        (timedelta(0), "P0D"),
        (timedelta(days=90), "P90D"),
        (timedelta(hours=36), "PT36H"),
        (timedelta(minutes=10), "PT10M"),
        (timedelta(seconds=5), "PT5S"),
    ],
)
def test_a_retention_is_an_iso_8601_duration(time, duration):
    assert Retention(time, Start.RECORDED).duration == duration


def test_every_purpose_has_a_room_and_a_basis():
    assert {purpose for purposes in ROOMS.values() for purpose in purposes} == set(Purpose)
    assert all(purpose.basis for purpose in Purpose)
