"""Choices that a browser remembers without an account: kept in one small cookie, cleared if unreadable."""

from datetime import timedelta

import pytest

from inarax import wordings
from inarax.declared import Purpose
from privacy import preferences as door
from tests.component.privacy.people import GPC, Browser
from tests.kit import aws
from tests.kit.doors import call
from tests.kit.events import NOW, recorded
from tests.kit.learners import signed_in

AT = int(NOW.timestamp())
ASKED = wordings.current(Purpose.USAGE)


def test_who_chose_nothing_is_asked_and_not_counted():
    assert Browser().preferences() == {
        "scheme": "system",
        "visits": None,
        "counted": False,
        "refuses_tracking": False,
        "wording": {"version": ASKED.version, "language": "en", "text": ASKED.text},
    }


@pytest.mark.parametrize("scheme", ["system", "light", "dark"])
@pytest.mark.parametrize(
    ("allowed", "spelled"), [(None, ""), (True, f".granted.browser.1.{AT}"), (False, f".refused.browser.1.{AT}")]
)
def test_a_choice_is_kept_in_the_browser_and_nowhere_else(scheme, allowed, spelled):
    before = aws.everything()
    browser = Browser()
    shown = browser.choose(allowed, scheme).json
    assert browser.choice == scheme + spelled
    assert (shown["scheme"], shown["visits"], shown["counted"]) == (scheme, allowed, allowed is True)
    assert browser.preferences() == shown
    assert aws.everything() == before


def test_the_cookie_is_essential_lasts_half_a_year_and_is_out_of_reach_of_scripts():
    browser = Browser()
    browser.choose(scheme="dark")
    assert browser.lines == ["__Host-preferences=dark; Max-Age=15552000; Path=/; Secure; HttpOnly; SameSite=Lax"]


def test_repeating_a_choice_or_changing_the_colours_keeps_its_time():
    browser = Browser()
    browser.choose(False)
    browser.at += timedelta(days=3)
    browser.choose(False, "dark")
    assert browser.choice == f"dark.refused.browser.1.{AT}"
    browser.choose(True, "dark")
    assert browser.choice == f"dark.granted.browser.1.{AT + 3 * 86_400}"


def test_refusing_removes_the_cookie_that_visits_were_counted_by():
    browser = Browser()
    browser.choose(True)
    browser.visit()
    assert "__Host-visit" in browser.cookies
    browser.choose(False)
    assert "__Host-visit" not in browser.cookies


@pytest.mark.parametrize(
    "cookie", ["", "pink", "dark.granted", f"dark.granted.browser.1.{AT + 1}", '{"scheme":"dark"}']
)
def test_a_cookie_that_cannot_be_read_is_ignored_and_removed(cookie):
    browser = Browser(cookies={"__Host-preferences": cookie})
    shown = browser.preferences()
    assert (shown["scheme"], shown["visits"], shown["counted"]) == ("system", None, False)
    assert "__Host-preferences" not in browser.cookies


@pytest.mark.parametrize("cookie", ["", "pink", "dark.granted", f"dark.granted.browser.9.{AT}"])
def test_nothing_is_changed_beside_a_cookie_that_cannot_be_read(cookie):
    browser = Browser(cookies={"__Host-preferences": cookie})
    assert browser.choose(True).problem == "preferences-malformed"
    assert browser.lines == []
    browser.preferences()
    assert browser.choose(True).status == 200


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({"scheme": "pink", "visits": None}, "invalid"),
        ({"scheme": "dark"}, "invalid"),
        ({"scheme": "dark", "visits": True}, "invalid"),
        ({"scheme": "dark", "visits": {"allowed": "perhaps", "version": 1}}, "invalid"),
        ({"scheme": "dark", "visits": {"allowed": True}}, "invalid"),
        ({"scheme": "dark", "visits": {"allowed": True, "version": 0}}, "invalid"),
        ({"scheme": "dark", "visits": {"allowed": True, "version": 2}}, "wording-outdated"),
        ({"scheme": "dark", "visits": {"allowed": False, "version": 2}}, "wording-outdated"),
        ({"scheme": "dark", "visits": None, "font": "large"}, "invalid"),
        ([], "malformed"),
    ],
)
def test_a_malformed_choice_is_refused_and_leaves_the_cookie_as_it_was(body, problem):
    browser = Browser()
    browser.choose(False, "light")
    kept = browser.choice
    assert browser.send(door.handler, "PUT", "/privacy/preferences", body).problem == problem
    assert browser.choice == kept


def test_the_browsers_own_refusal_is_not_overridden_by_a_choice():
    browser = Browser(headers=GPC)
    assert browser.choose(True).problem == "browser-refuses"
    assert browser.lines == []
    assert browser.choose(False).status == 200


def test_a_choice_made_before_the_browser_began_to_refuse_counts_for_nothing_while_it_does():
    browser = Browser()
    browser.choose(True)
    browser.visit()
    browser.headers = GPC
    shown = browser.preferences()
    assert (shown["visits"], shown["counted"], shown["refuses_tracking"]) == (True, False, True)
    assert "__Host-visit" not in browser.cookies


@pytest.mark.parametrize("value", ["0", "", "true", "1, 1"])
def test_only_the_signal_that_the_specification_names_is_one(value):
    browser = Browser(headers={"Sec-GPC": value})
    assert browser.choose(True).status == 200
    assert browser.preferences()["counted"]


def test_who_is_signed_in_sees_what_their_account_allows():
    ada = Browser(signed_in())
    assert ada.preferences()["visits"] is None
    ada.grant()
    assert (ada.preferences()["visits"], ada.preferences()["counted"]) == (True, True)


def test_an_account_that_withdrew_elsewhere_takes_the_cookie_away_on_the_next_request():
    ada, person = Browser(signed_in()), None
    ada.grant()
    ada.visit()
    person = ada.person
    Browser(person).withdraw()
    assert ada.preferences()["counted"] is False
    assert "__Host-visit" not in ada.cookies


def test_an_accounts_choice_is_not_the_choice_of_who_uses_the_browser_next():
    shared = Browser(signed_in())
    shared.grant()
    shared.visit()
    shared.person = None
    assert shared.preferences()["counted"] is False
    assert "__Host-visit" not in shared.cookies
    assert shared.choose(True).json["counted"] is True
    assert ".browser." in shared.choice


def test_another_page_cannot_choose():
    browser = Browser(headers={"Origin": "https://evil.example"})
    assert browser.choose(True).problem == "foreign-origin"


@pytest.mark.parametrize("name", ["show", "change"])
def test_the_recorded_requests_are_answered(name):
    answer = call(door.handler, recorded("privacy/preferences", name))
    assert (answer.status, answer.json["scheme"], answer.json["visits"]) == (200, "dark", True)
