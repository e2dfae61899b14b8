"""Cookies and colours, in a real browser on a fake of the API: asked once, of equal answers, and kept to."""

import pytest
from playwright.sync_api import expect

from tests.browser.acting import Visit, ada, press, unlabelled, width
from tests.browser.fake import Fake, problem

QUESTION = "May we count your visits?"


def _undecided(fake: Fake | None = None) -> Fake:
    fake = fake or Fake()
    fake.visits = None
    return fake


def test_nothing_is_counted_before_somebody_answered_and_what_is_asked_is_the_services_wording(visit: Visit) -> None:
    fake = _undecided()
    page = visit(fake)
    question = page.get_by_role("region", name=QUESTION)
    expect(question).to_contain_text("Count my visits.")
    expect(question.get_by_role("link", name="All our cookies")).to_have_attribute("href", "/privacy/cookies")
    page.get_by_role("link", name="Create account").click()
    expect(page.get_by_role("heading", name="Create an account")).to_be_focused()
    assert fake.sent("POST", "/privacy/visits") == []


def test_a_stranger_allows_it_in_the_browser_and_is_counted_from_the_next_page_on_once_a_page(visit: Visit) -> None:
    fake = _undecided()
    page = visit(fake)
    press(page, "Allow")
    expect(page.get_by_role("region", name=QUESTION)).to_have_count(0)
    for _ in range(2):
        page.get_by_role("link", name="Create account").click()
        expect(page.get_by_role("heading", name="Create an account")).to_be_focused()
        page.go_back()
        expect(page.get_by_role("link", name="Create account")).to_be_visible()
    page.get_by_role("link", name="Cookies and colours").click()
    expect(page.get_by_role("heading", name="Cookies and colours")).to_be_focused()
    (chosen,) = fake.sent("PUT", "/privacy/preferences")
    assert chosen.json == {"scheme": "system", "visits": {"allowed": True, "version": 1}}
    page.wait_for_load_state("networkidle")
    assert [each.json["page"] for each in fake.sent("POST", "/privacy/visits")] == ["/age", "/", "/cookies"]


def test_a_refusal_is_one_press_too_and_is_not_asked_again(visit: Visit) -> None:
    fake = _undecided()
    page = visit(fake)
    press(page, "Refuse")
    expect(page.get_by_role("region", name=QUESTION)).to_have_count(0)
    page.reload()
    expect(page.get_by_role("link", name="Create account")).to_be_visible()
    expect(page.get_by_role("region", name=QUESTION)).to_have_count(0)
    assert fake.sent("POST", "/privacy/visits") == []


def test_a_browser_that_refuses_by_itself_is_not_asked(visit: Visit) -> None:
    fake = _undecided()
    fake.refuses_tracking = True
    page = visit(fake, "#/cookies")
    expect(page.get_by_text("Your browser refuses for you")).to_be_visible()
    expect(page.get_by_role("region", name=QUESTION)).to_have_count(0)
    expect(page.get_by_label("Count my visits")).to_be_disabled()


def test_who_is_signed_in_gives_and_withdraws_consent_in_the_account(visit: Visit) -> None:
    fake = _undecided(ada())
    page = visit(fake)
    press(page, "Allow")
    expect(page.get_by_role("region", name=QUESTION)).to_have_count(0)
    page.get_by_role("link", name="Profile").click()
    page.get_by_label("Do not count them").check()
    press(page, "Save these choices")
    expect(page.locator("#said")).to_have_text("Saved.")
    (given,) = fake.sent("PUT", "/me/consents/usage")
    assert given.json == {"version": 1}
    assert len(fake.sent("DELETE", "/me/consents/usage")) == 1
    assert fake.visits is False


def test_chosen_colours_hold_at_once_and_after_coming_back(visit: Visit) -> None:
    fake = Fake()
    page = visit(fake, "#/cookies")
    page.get_by_label("Colours").select_option("Dark")
    press(page, "Save these choices")
    expect(page.locator("html")).to_have_css("color-scheme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_css("color-scheme", "dark")
    expect(page.get_by_label("Colours")).to_have_value("dark")
    (sent,) = fake.sent("PUT", "/privacy/preferences")
    assert sent.json == {"scheme": "dark", "visits": {"allowed": False, "version": 1}}


def test_the_client_works_where_preferences_cannot_be_read(visit: Visit) -> None:
    fake = _undecided()
    fake.refuse["GET", "/privacy/preferences"] = problem(500, "unexpected", "Something went wrong on our side.")
    page = visit(fake)
    expect(page.get_by_role("link", name="Create account")).to_be_visible()


@pytest.mark.parametrize("route", ["", "#/cookies"])
def test_the_question_fits_a_small_phone_and_every_field_has_a_label(visit: Visit, route: str) -> None:
    page = visit(_undecided(), route)
    page.set_viewport_size({"width": 320, "height": 640})
    expect(page.get_by_role("region", name=QUESTION)).to_be_visible()
    assert width(page) <= 320
    assert unlabelled(page) == 0
