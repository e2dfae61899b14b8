"""Privacy admins find whose account has the mail address that a letter names; whoever is found is told of it."""

from datetime import timedelta

import pytest

from inarax import identifying
from inarax.roles import Role
from inarax.stores import accounts, holds, quotas, standings
from inarax.stores.base import read, transact
from inarax.tokens import Token
from rights import lookups
from rights.admin.finding import DAILY
from tests.component.identity.browser import Browser
from tests.component.rights.erasing import deliver, hold_on, request
from tests.component.rights.test_accesses import told
from tests.kit import aws, oidc
from tests.kit.doors import call
from tests.kit.events import NOW
from tests.kit.learners import signed_in
from tests.kit.replay import replayed
from tests.kit.trail import trail
from tests.kit.world import freeze, restrict

ADDRESS = "ada@example.com"
_WIDE = "".join(chr(ord(each) + 0xFEE0) for each in ADDRESS)
"""As somebody types it who writes Japanese."""


@pytest.fixture
def pia(deployed):
    return signed_in(Role.PRIVACY_ADMIN)


def look_up(admin, address=ADDRESS, at=NOW):
    return call(lookups.handler, admin.request("POST", "/rights/lookups", body={"address": address}, at=at))


def found(admin, address=ADDRESS):
    """The ids that are found."""
    answer = look_up(admin, address)
    assert answer.status == 200
    return [each["learner_id"] for each in answer.json["learners"]]


def with_account(address=ADDRESS, *, subject="ada", at=NOW, verified=True):
    """Somebody whose account has the address."""
    person = signed_in()
    key = identifying.address_key(address)
    account = accounts.Account(person.learner_id, oidc.ISSUER, subject, "Ada", address, verified, at, key)
    transact(accounts.create(account))
    return person


def test_whose_account_has_the_address_is_told_by_id_and_since_when(pia):
    ada = with_account()
    with_account("eve@example.com", subject="eve")
    assert look_up(pia).json == {
        "learners": [
            {"learner_id": ada.learner_id, "created_at": "2026-11-24T12:00:00Z", "email_verified": True},
        ]
    }


def test_a_recorded_event_is_answered(pia):
    ada = with_account()
    answer = call(lookups.handler, replayed(pia, "rights/lookups"))
    assert [each["learner_id"] for each in answer.json["learners"]] == [ada.learner_id]


@pytest.mark.parametrize("address", ["eve@example.com", "ada@example.org", "a", "ada@"])
def test_an_address_that_no_account_has_finds_nobody_and_is_told_to_nobody(pia, address):
    with_account()
    before = trail()
    assert found(pia, address) == []
    assert trail() == before


@pytest.mark.parametrize(
    ("known", "written"),
    [
        (ADDRESS, "  Ada@Example.COM\n"),
        (ADDRESS, _WIDE),
        ("Ada@Example.com", ADDRESS),
        ("straße@example.com", "STRASSE@example.com"),
        ("zoe\u0308@example.com", "zo\u00eb@example.com"),
        (ADDRESS, "\N{MATHEMATICAL BOLD CAPITAL A}da@example.com"),
    ],
)
def test_case_width_and_accents_typed_otherwise_find_the_same(pia, known, written):
    ada = with_account(known)
    assert found(pia, written) == [ada.learner_id]


def test_the_longest_address_is_no_more_than_kms_takes(pia, monkeypatch):
    asked = []
    monkeypatch.setattr(identifying.keyed, "made", lambda _key, message: asked.append(message) or b"a hash")
    assert found(pia, "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * 320) == []
    assert len(asked[0]) <= 4096


def test_all_who_have_the_address_are_told_the_oldest_first_and_who_was_not_asked_to_prove_it(pia):
    young = with_account(subject="young", verified=False)
    old = with_account(subject="old", at=NOW - timedelta(days=400))
    assert [(each["learner_id"], each["email_verified"]) for each in look_up(pia).json["learners"]] == [
        (old.learner_id, True),
        (young.learner_id, False),
    ]


def test_whoever_is_found_sees_that_a_privacy_admin_looked_and_not_who(pia):
    ada, eve = with_account(), with_account("eve@example.com", subject="eve")
    look_up(pia)
    (access,) = told(ada).json["accesses"]
    assert (access["by"], access["purpose"], access["stores"]) == ("privacy-admin", "rights", ["accounts"])
    assert pia.learner_id not in told(ada).text
    assert told(eve).json["accesses"] == []


def test_who_is_restricted_or_frozen_is_found_too(pia):
    ada, eve = restrict(with_account()), with_account("eve@example.com", subject="eve")
    freeze(eve)
    assert (found(pia), found(pia, "eve@example.com")) == ([ada.learner_id], [eve.learner_id])


def test_a_first_sign_in_makes_one_findable_and_a_new_address_the_old_one_no_more(pia, idp):
    browser = Browser(idp).prove_age()
    browser.sign_in("ada")
    ada = Token.parse(browser.cookies["__Host-session"]).learner_id
    assert found(pia) == [ada]
    browser.sign_in("ada", email="countess@example.com")
    assert (found(pia), found(pia, "Countess@example.com")) == ([], [ada])
    browser.sign_in("ada", email=None)
    assert found(pia, "countess@example.com") == []
    assert "address_key" not in aws.items("accounts")[0]


def test_an_account_from_before_there_was_a_look_up_is_found_from_the_next_sign_in(pia, idp):
    browser = Browser(idp).prove_age()
    browser.sign_in("ada")
    ada = Token.parse(browser.cookies["__Host-session"]).learner_id
    (account,) = read(accounts.of(ada))
    transact(accounts.save(account._replace(address_key=None), accounts.problems.Conflict()))
    assert found(pia) == []
    browser.sign_in("ada")
    assert found(pia) == [ada]


@pytest.mark.parametrize("held", [(), ("accounts",)])
def test_who_was_erased_is_found_no_more_whatever_a_hold_keeps(world, machine, held):
    assert found(world.pia) == [world.ada.learner_id]
    if held:
        transact(holds.save(hold_on(world.ada, *held)))
    machine.at += timedelta(days=7, minutes=1)
    machine.run(lambda: request(world.known["erasure"]).state.value == ("kept" if held else "complete"), deliver)
    assert found(world.pia) == []


def test_from_the_moment_an_erasure_begins_nobody_is_found(pia):
    ada = with_account()
    freeze(ada, standings.State.ERASING)
    assert found(pia) == []


def test_a_day_has_so_many_look_ups_found_or_not_and_each_admin_their_own(pia):
    with_account()
    for _ in range(DAILY - 2):
        transact(quotas.spend(pia.learner_id, "lookups", daily=DAILY, at=NOW))
    look_up(pia, "nobody@example.com")
    assert look_up(pia).status == 200
    before = aws.items("audit")
    refused = look_up(pia)
    assert (refused.problem, refused.json["detail"]) == ("too-many", f"At most {DAILY} a day.")
    assert aws.items("audit") == before
    assert look_up(signed_in(Role.PRIVACY_ADMIN)).status == 200


@pytest.mark.parametrize("role", [Role.LEARNER, Role.OPERATOR, Role.ORGANIZATION_ADMIN])
def test_nobody_else_looks_anybody_up(pia, role):
    with_account()
    before = aws.items("quotas"), aws.items("audit")
    assert look_up(signed_in(role)).problem == "not-allowed"
    assert (aws.items("quotas"), aws.items("audit")) == before


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"address": ""},
        {"address": "  "},
        {"address": "a" * 321},
        {"address": 1},
        {"address": "\ud800@x.y"},
        {"address": ADDRESS, "name": "Ada"},
        {"address": [ADDRESS]},
    ],
)
def test_what_is_no_address_is_refused_and_costs_nothing(pia, body):
    answer = call(lookups.handler, pia.request("POST", "/rights/lookups", body=body))
    assert answer.problem == "invalid"
    assert aws.items("quotas") == []


def test_the_address_is_in_no_table_and_no_line_of_the_log(pia, logged):
    with_account()
    look_up(pia, "Somebody.Else@example.com")
    look_up(pia)
    for held in (str(aws.everything()), logged()):
        assert "example.com" not in held.lower()
