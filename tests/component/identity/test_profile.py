"""What an account says of its owner, and correcting it."""

import json

import pytest

from identity import correcting, profile
from identity.profile import handler
from inarax.roles import Role
from inarax.stores import accounts, audit, standings
from inarax.stores.accounts import Field
from inarax.stores.base import read, transact
from tests.component.identity.people import sends, with_account
from tests.kit import aws, oidc
from tests.kit.doors import call
from tests.kit.events import NOW, recorded
from tests.kit.learners import signed_in
from tests.kit.world import freeze


def _correct(person, name="Ada King", match='"1"', **more):
    event = sends(person, "profile", "correct", **({"If-Match": match} if match else {}))
    if match is None:
        del event["headers"]["If-Match"]
    event["body"] = json.dumps({"name": name} | more)
    return call(handler, event)


def _reset(person, match, field="name"):
    event = sends(person, "profile", "reset", **{"If-Match": match})
    event["pathParameters"], event["path"] = {"field": field}, f"/me/profile/corrections/{field}"
    return call(handler, event)


def test_a_profile_says_what_the_account_holds():
    ada, _ = with_account(Role.OPERATOR)
    answer = call(handler, sends(ada, "profile", "show"))
    assert answer.header("ETag") == '"1"'
    assert answer.json == {
        "learner_id": ada.learner_id,
        "name": "Ada",
        "email": "ada@example.com",
        "image": None,
        "roles": ["learner", "operator"],
        "organization": None,
        "provider": oidc.ISSUER,
        "created_at": "2026-11-24T12:00:00Z",
        "corrected": [],
        "corrections": [],
    }


def test_an_address_that_is_not_verified_is_not_shown():
    ada, _ = with_account(email_verified=False)
    assert call(handler, sends(ada, "profile", "show")).json["email"] is None


def test_an_image_is_shown_by_our_own_address():
    ada, _ = with_account(image="7b0e6a52-5c1d-4e0f-9a3b-2d1c0b9a8f7e")
    assert call(handler, sends(ada, "profile", "show")).json["image"] == "/me/profile/image"


def test_a_name_can_be_corrected_and_its_version_moves_on():
    ada, _ = with_account()
    answer = _correct(ada, "  Ada King ")
    assert (answer.status, answer.json["name"], answer.header("ETag")) == (200, "Ada King", '"2"')
    (kept,) = read(accounts.of(ada.learner_id))
    assert (kept.name, kept.has_own(Field.NAME), kept.revision) == ("Ada King", True, 2)
    assert call(handler, sends(ada, "profile", "show")).header("ETag") == '"2"'


def test_what_was_corrected_and_reset_is_shown_and_on_record_without_what_it_said_before():
    ada, _ = with_account()
    _correct(ada, "Ada King")
    answer = _reset(ada, '"2"')
    assert (answer.status, answer.header("ETag")) == (200, '"3"')
    assert (answer.json["name"], answer.json["corrected"]) == ("Ada King", [])
    assert [(each["field"], each["act"]) for each in answer.json["corrections"]] == [
        ("name", "reset"),
        ("name", "corrected"),
    ]
    assert call(handler, sends(ada, "profile", "show")).json == answer.json
    told = [(entry.body["action"], entry.body["about"], entry.intact) for entry in audit.entries(ada.learner_id)]
    assert sorted(told) == [("correction reset", "name", True), ("data corrected", "name", True)]


def test_only_the_latest_corrections_are_kept_and_the_very_last_counts():
    ada, account = with_account()
    for number in range(correcting.KEPT + 5):
        account = correcting.corrected(account, f"Ada {number}", NOW)
    assert (len(account.corrections), account.has_own(Field.NAME)) == (correcting.KEPT, True)
    transact(accounts.save(account, profile.problems.Outdated()))
    assert len(call(handler, sends(ada, "profile", "show")).json["corrections"]) == correcting.KEPT


def test_what_is_not_corrected_cannot_be_reset():
    ada, _ = with_account()
    before = aws.everything()
    assert _reset(ada, '"1"').problem == "not-found"
    assert _reset(ada, '"1"', field="email").problem == "invalid"
    assert _reset(ada, '"9"').problem == "outdated"
    assert aws.everything() == before


@pytest.mark.parametrize(
    ("match", "problem"),
    [('"2"', "outdated"), ('"0"', "outdated"), (None, "version-missing"), ("*", "version-missing")],
)
def test_a_correction_must_name_the_version_it_corrects(match, problem):
    ada, _ = with_account()
    before = aws.everything()
    assert _correct(ada, match=match).problem == problem
    assert aws.everything() == before


def test_of_two_corrections_at_once_one_wins(monkeypatch):
    ada, account = with_account()

    def write(*writes):
        transact(accounts.save(account, profile.problems.Conflict()))
        transact(*writes)

    monkeypatch.setattr(profile, "transact", write)
    assert _correct(ada).problem == "outdated"
    assert read(accounts.of(ada.learner_id))[0].name == "Ada"


@pytest.mark.parametrize("name", ["", "   ", "x" * 101, "Ada\nKing", "Ada\u202eKing", 7, None])
def test_a_name_that_cannot_be_is_invalid(name):
    ada, _ = with_account()
    before = aws.everything()
    assert _correct(ada, name).problem == "invalid"
    assert aws.everything() == before


@pytest.mark.parametrize("field", ["email", "roles", "learner_id", "organization"])
def test_nothing_but_the_name_is_the_learner_s_to_change(field):
    ada, _ = with_account()
    assert _correct(ada, **{field: "operator"}).problem == "invalid"


def test_a_frozen_account_is_not_written_to():
    ada, _ = with_account()
    (standing,) = read(standings.of(ada.learner_id))
    frozen = standings.Standing(ada.learner_id, standings.State.FROZEN, standing.roles, None)
    transact(standings.replace(standing, frozen))
    before = aws.everything()
    assert _correct(ada).problem == "account-closed"
    assert aws.everything() == before


def test_a_correction_in_a_frozen_account_stays():
    ada, account = with_account()
    transact(accounts.save(correcting.corrected(account, "Ada King", NOW), profile.problems.Outdated()))
    freeze(ada)
    before = aws.everything()
    assert _reset(ada, '"2"').problem == "account-closed"
    assert aws.everything() == before


def test_without_an_account_there_is_no_profile():
    assert call(handler, sends(signed_in(), "profile", "show")).problem == "not-found"


@pytest.mark.parametrize("name", ["show", "correct", "reset"])
def test_a_stranger_sees_and_changes_nothing(name):
    assert call(handler, recorded("identity/profile", name)).problem == "not-signed-in"


def test_no_name_is_logged(logged):
    ada, _ = with_account(name="Zebra", email="zebra@example.com")
    _correct(ada, "Zebra Two")
    _correct(ada, "Zebra\x00", match='"9"')
    assert "zebra" not in logged().lower()


def test_a_day_has_room_for_so_many_corrections():
    ada, _ = with_account()
    for version in range(1, profile.DAILY + 1):
        assert _correct(ada, match=f'"{version}"').status == 200
    last = f'"{profile.DAILY + 1}"'
    assert _correct(ada, match=last).problem == _reset(ada, last).problem == "too-many"
