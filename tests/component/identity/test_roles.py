"""Roles are an operator's to give, never a client's."""

import json

import pytest

from identity import roles
from identity.roles import handler
from inarax.roles import Role
from inarax.stores import audit, standings
from inarax.stores.audit import Action
from inarax.stores.base import read, transact
from tests.component.identity.people import sends
from tests.kit import aws
from tests.kit.doors import call
from tests.kit.events import recorded
from tests.kit.learners import signed_in
from tests.kit.trail import told
from tests.kit.world import freeze


def _event(person, name, learner):
    event = sends(person, "roles", name)
    event["pathParameters"]["learner"] = learner
    event["path"] = f"/accounts/{learner}/roles"
    return event


def _look(person, learner):
    return call(handler, _event(person, "show", learner))


def _give(person, learner, seen=None, **body):
    """Change roles as they were seen; else as they are."""
    event = _event(person, "change", learner)
    if seen is None:
        shown = _look(person, learner)
        seen = shown.header("ETag") if shown.status == 200 else '"0"'
    event["headers"]["If-Match"] = seen
    event["multiValueHeaders"]["If-Match"] = [seen]
    event["body"] = json.dumps({"roles": [], "organization": None} | body)
    return call(handler, event)


def test_an_operator_gives_roles_that_hold_at_once():
    otto, ada = signed_in(Role.OPERATOR), signed_in()
    answer = _give(otto, ada.learner_id, roles=["organization-admin"], organization="acme")
    assert (answer.status, answer.json) == (
        200,
        {"learner_id": ada.learner_id, "roles": ["learner", "organization-admin"], "organization": "acme"},
    )
    (standing,) = read(standings.of(ada.learner_id))
    assert standing == standings.Standing(
        ada.learner_id, standings.State.ACTIVE, frozenset({Role.LEARNER, Role.ORGANIZATION_ADMIN}), "acme"
    )


def test_who_changed_whose_roles_is_in_the_audit_trail_once():
    otto, ada = signed_in(Role.OPERATOR), signed_in()
    for _ in range(2):
        assert _give(otto, ada.learner_id, roles=["organization-admin"], organization="acme").status == 200
    (entry,) = told(ada.learner_id, Action.ROLES_CHANGED)
    assert (entry.intact, entry.place) == (True, None)
    said = {name: entry.body[name] for name in ("action", "actor", "role", "purpose", "about", "at")}
    assert said == {
        "action": "roles changed",
        "actor": otto.learner_id,
        "role": "operator",
        "purpose": "identity",
        "about": "learner organization-admin of acme",
        "at": "2026-11-24T12:00:00.000+00:00",
    }
    assert list(audit.entries(otto.learner_id)) == []


def test_an_operator_sees_roles_before_changing_them():
    otto, ada = signed_in(Role.OPERATOR), signed_in()
    assert _look(otto, ada.learner_id).json == {
        "learner_id": ada.learner_id,
        "roles": ["learner"],
        "organization": None,
    }
    answer = _give(otto, ada.learner_id, roles=["privacy-admin"])
    assert _look(otto, ada.learner_id).json == answer.json
    assert _look(otto, ada.learner_id).header("ETag") == answer.header("ETag")


def test_who_saw_other_roles_changes_nothing():
    otto, olga, ada = signed_in(Role.OPERATOR), signed_in(Role.OPERATOR), signed_in()
    seen = _look(otto, ada.learner_id).header("ETag")
    assert _give(olga, ada.learner_id, roles=["privacy-admin"]).status == 200
    before = aws.everything()
    assert _give(otto, ada.learner_id, seen, roles=["operator"]).problem == "outdated"
    assert _give(otto, ada.learner_id, "", roles=["operator"]).problem == "version-missing"
    assert aws.everything() == before


def test_what_changes_of_a_standing_beside_its_roles_outdates_nothing():
    otto, ada = signed_in(Role.OPERATOR), signed_in()
    seen = _look(otto, ada.learner_id).header("ETag")
    freeze(ada, standings.State.FROZEN)
    assert _give(otto, ada.learner_id, seen, roles=["privacy-admin"]).status == 200


def test_a_role_that_was_taken_opens_nothing_any_more():
    otto, olga = signed_in(Role.OPERATOR), signed_in(Role.OPERATOR)
    assert _give(otto, olga.learner_id).status == 200
    assert _give(olga, olga.learner_id, roles=["operator"]).problem == "not-allowed"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OPERATOR])
def test_who_is_no_operator_gives_no_role_not_even_to_themselves(role):
    eve = signed_in(role)
    before = aws.everything()
    assert _look(eve, eve.learner_id).problem == "not-allowed"
    assert _give(eve, eve.learner_id, roles=["operator"]).problem == "not-allowed"
    assert aws.everything() == before


def test_a_stranger_gives_no_role():
    for name in ("show", "change"):
        assert call(handler, recorded("identity/roles", name)).problem == "not-signed-in"


@pytest.mark.parametrize(
    "wrong",
    [
        {"roles": ["emperor"]},
        {"roles": "operator"},
        {"roles": ["learner"] * 5},
        {"organization": "Not A Slug"},
        {"roles": ["organization-admin"]},
        {"more": 1},
    ],
)
def test_roles_that_cannot_be_are_invalid(wrong):
    otto, ada = signed_in(Role.OPERATOR), signed_in()
    seen = _look(otto, ada.learner_id).header("ETag")
    before = aws.everything()
    assert _give(otto, ada.learner_id, seen, **wrong).problem == "invalid"
    assert aws.everything() == before


NOBODY = "00000000-0000-4000-8000-000000000000"


@pytest.mark.parametrize(("learner", "problem"), [(NOBODY, "not-found"), ("ada", "invalid")])
def test_roles_of_nobody_are_not_found(learner, problem):
    otto = signed_in(Role.OPERATOR)
    before = aws.everything()
    assert _give(otto, learner).problem == problem
    assert aws.everything() == before


def test_of_two_changes_at_once_one_wins(monkeypatch):
    otto, ada = signed_in(Role.OPERATOR), signed_in()
    (seen,) = read(standings.of(ada.learner_id))
    other = standings.Standing(ada.learner_id, seen.state, seen.roles | {Role.PRIVACY_ADMIN}, None)

    def write(*writes):
        transact(standings.replace(seen, other))
        transact(*writes)

    monkeypatch.setattr(roles, "transact", write)
    assert _give(otto, ada.learner_id, roles=["operator"]).problem == "conflict"
    assert read(standings.of(ada.learner_id)) == (other,)
    assert told(ada.learner_id, Action.ROLES_CHANGED) == []


def test_roles_do_not_change_without_their_entry(monkeypatch):
    otto, ada = signed_in(Role.OPERATOR), signed_in()
    before = read(standings.of(ada.learner_id))
    seen = _look(otto, ada.learner_id).header("ETag")
    monkeypatch.setattr(audit, "new_id", lambda: "the same")
    changed = _give(otto, ada.learner_id, seen, roles=["privacy-admin"])
    assert changed.status == 200
    given = read(standings.of(ada.learner_id))
    assert _give(otto, ada.learner_id, changed.header("ETag"), roles=["operator"]).problem == "conflict"
    assert read(standings.of(ada.learner_id)) == given != before


def test_who_is_being_erased_is_given_nothing_more():
    otto, ada = signed_in(Role.OPERATOR), signed_in()
    freeze(ada, standings.State.ERASING)
    before = aws.everything()
    assert _give(otto, ada.learner_id, roles=["operator"]).problem == "not-found"
    assert aws.everything() == before
