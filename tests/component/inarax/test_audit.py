"""Audit entries: there with what they tell of or not at all, intact until tampered with, forgotten all but a leaf."""

import json

import pytest

from inarax import problems
from inarax.declared import Erasure
from inarax.stores import audit, standings
from inarax.stores.base import transact
from tests.kit import aws
from tests.kit.learners import signed_in
from tests.kit.trail import event, recorded, tamper, trail


def test_an_entry_is_there_with_what_it_tells_of():
    ada = signed_in()
    transact(standings.active(ada.learner_id), audit.record(event(ada.learner_id)))
    (entry,) = audit.entries(ada.learner_id)
    assert (entry.intact, entry.forgotten, entry.place) == (True, False, None)
    assert entry.body["learner"] == ada.learner_id


def test_without_what_it_tells_of_there_is_no_entry():
    with pytest.raises(problems.AccountClosed):
        transact(standings.active("nobody"), audit.record(event("nobody")))
    assert trail() == []


def test_an_entry_is_never_written_over(monkeypatch):
    monkeypatch.setattr(audit, "new_id", lambda: "the same")
    recorded(1, "ada")
    before = aws.items("audit")
    with pytest.raises(problems.Conflict):
        recorded(1, "ada")
    assert aws.items("audit") == before


def test_the_same_twice_has_two_leaves():
    for _ in range(2):
        recorded(1, "ada")
    assert len({entry.leaf for entry in audit.entries("ada")}) == 2


def test_one_learner_s_entries_are_one_query():
    recorded(3, "ada")
    recorded(2, "bob")
    assert [len(list(audit.entries(name))) for name in ("ada", "bob", "eve")] == [3, 2, 0]


BODY = {
    "entry": "e",
    "learner": "ada",
    "action": "roles changed",
    "actor": "a",
    "purpose": "identity",
    "about": "x",
    "at": "t",
}


@pytest.mark.parametrize(
    "changed",
    [
        {"body": {"S": json.dumps(BODY)}},
        {"body": {"S": json.dumps({})}},
        {"body": None},
        {"salt": {"B": bytes(32)}},
        {"salt": {"B": b"short"}},
        {"salt": None},
        {"leaf": {"B": bytes(32)}},
    ],
    ids=lambda changed: f"{next(iter(changed))}",
)
def test_whatever_is_changed_in_an_entry_shows(changed):
    recorded(1, "ada")
    (entry,) = audit.entries("ada")
    tamper(entry, **changed)
    (entry,) = audit.entries("ada")
    assert not entry.intact
    assert not entry.forgotten


def test_a_word_that_was_added_to_an_entry_shows():
    recorded(1, "ada")
    (entry,) = audit.entries("ada")
    tamper(entry, body={"S": json.dumps({**entry.body, "more": "than was said"})})
    assert not next(audit.entries("ada")).intact


def test_an_entry_that_was_moved_to_somebody_else_shows():
    recorded(1, "ada")
    (item,) = aws.items("audit")
    aws.client("dynamodb").put_item(TableName="inarax-audit", Item={**_sent(item), "learner_id": {"S": "bob"}})
    assert not next(audit.entries("bob")).intact


def _sent(item):
    """An item as the client takes it."""
    return aws.client("dynamodb").get_item(
        TableName="inarax-audit", Key={name: item[name] for name in ("learner_id", "entry_id")}
    )["Item"]


def test_forgetting_takes_what_was_said_about_a_person_and_nothing_else(monkeypatch):
    monkeypatch.setattr(audit, "BATCH", 3)
    recorded(8, "ada")
    recorded(2, "bob")
    leaves = {entry.leaf for entry in audit.entries("ada")}
    assert sum(audit.forget("ada")) == 8
    forgotten = list(audit.entries("ada"))
    assert all(entry.forgotten and not entry.intact for entry in forgotten)
    assert {entry.leaf for entry in forgotten} == leaves
    assert all(entry.intact for entry in audit.entries("bob"))
    assert "entry 7" not in str([item for item in aws.items("audit") if item["learner_id"]["S"] == "ada"])


def test_forgetting_again_or_after_an_interruption_forgets_what_is_left():
    recorded(3, "ada")
    first, *_ = audit.entries("ada")
    tamper(first, body=None, salt=None)
    assert [sum(audit.forget("ada")) for _ in range(2)] == [2, 0]
    assert all(entry.forgotten for entry in audit.entries("ada"))


def test_forgetting_nobody_forgets_nothing():
    assert sum(audit.forget("nobody")) == 0


def test_erasure_keeps_the_leaf_and_takes_body_and_salt():
    (model,) = [each for each in audit.Store.__subclasses__() if each.Meta.table_name == "inarax-audit"]
    taken = {name for name, each in model.get_attributes().items() if each.terms is not None}
    assert taken == {"salt", "body"}
    assert all(model.get_attributes()[name].terms.erasure is Erasure.DELETE for name in taken)
    assert model.terms.erasure is Erasure.KEEP
