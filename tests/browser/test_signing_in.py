"""Signing in, in a real browser on a fake of the API: the age question, refusals, and the way out."""

import pytest
from playwright.sync_api import expect

from tests.browser.acting import Visit, ada, press
from tests.browser.fake import Fake, problem


def test_a_stranger_is_asked_their_age_before_the_first_sign_in(visit: Visit) -> None:
    fake = Fake()
    page = visit(fake)
    page.get_by_role("link", name="Create account").click()
    page.get_by_label("Month of birth").select_option("May")
    page.get_by_label("Year of birth").fill("1990")
    page.get_by_label("Country you live in").select_option("Germany")
    press(page, "Continue")
    expect(page.get_by_role("heading", name="Hello, Ada")).to_be_visible()
    (asked,) = fake.sent("POST", "/age-gate")
    assert asked.json == {"birth_year": 1990, "birth_month": 5, "country": "DE"}


def test_the_age_question_hints_at_no_limit_and_suggests_no_answer(visit: Visit) -> None:
    page = visit(Fake(), "#/age")
    expect(page.get_by_label("Year of birth")).to_have_value("")
    expect(page.get_by_label("Month of birth")).to_have_value("")
    told = " ".join(page.locator("main p, main label > span").all_inner_texts())
    assert not any(word in told for word in ("13", "16", "18", "old", "young", "minimum"))


def test_who_cannot_have_an_account_is_told_so_and_not_sent_on(visit: Visit) -> None:
    fake = Fake()
    fake.refuse["POST", "/age-gate"] = problem(403, "cannot-open-account", "We cannot open an account for you.")
    page = visit(fake, "#/age")
    page.get_by_label("Month of birth").select_option("May")
    page.get_by_label("Year of birth").fill("2020")
    page.get_by_label("Country you live in").select_option("Germany")
    press(page, "Continue")
    expect(page.get_by_role("alert")).to_have_text("We cannot open an account for you.")
    assert not fake.sent("GET", "/sign-in")


def test_a_refused_sign_in_comes_back_with_its_reason_once(visit: Visit) -> None:
    page = visit(Fake())
    page.get_by_role("link", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("Answer the question about your month of birth")
    assert "problem" not in page.url
    page.get_by_role("link", name="Answer the question and create an account").click()
    expect(page.get_by_role("heading", name="Create an account")).to_be_focused()


def test_an_unknown_reason_in_the_address_shows_nothing_of_it(visit: Visit) -> None:
    page = visit(Fake(), "?problem=<img src=x onerror=alert(1)>")
    expect(page.get_by_role("alert")).to_have_text("This sign-in could not be completed. Try again.")


def test_another_session_is_ended_and_signing_out_ends_this_one(visit: Visit) -> None:
    fake = ada()
    page = visit(fake, "#/profile")
    press(page, "End")
    expect(page.get_by_role("listitem")).to_have_count(1)
    expect(page.get_by_role("heading", name="Where you are signed in")).to_be_focused()
    press(page, "Sign out")
    expect(page.get_by_role("link", name="Create account")).to_be_visible()
    assert [each.path for each in fake.asked if each.method == "DELETE"] == ["/me/sessions/two", "/me/sessions/current"]


def test_who_was_led_to_a_page_is_there_after_signing_in(visit: Visit) -> None:
    fake = Fake()
    fake.age_told = True
    page = visit(fake, "#/data")
    page.get_by_role("link", name="Sign in").click()
    expect(page.get_by_role("heading", name="My data")).to_be_visible()
    assert page.url.endswith("/#/data")
    assert [each.query for each in fake.sent("GET", "/sign-in")] == ["return_to=%2F%23%2Fdata"]


@pytest.mark.parametrize("route", ["", "#/news/unsubscribe/secret", "#/https://elsewhere.example/"])
def test_only_places_of_ours_without_secrets_are_come_back_to(visit: Visit, route: str) -> None:
    fake = ada()
    page = visit(fake, route)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    parts = "import(new URL('parts.js', document.querySelector('script').src))"
    told = page.evaluate(f"{parts}.then(({{ signIn }}) => signIn())")
    assert told == "/sign-in?return_to=%2F"


def test_signing_out_leaves_nothing_of_the_account_on_a_page_that_the_browser_keeps(visit: Visit) -> None:
    page = visit(ada(), "#/profile")
    page.route("**/", lambda route: route.fulfill(status=204))  # the page stays, as one that was kept for going back
    press(page, "Sign out")
    expect(page.locator("main")).to_be_empty()
    expect(page.locator("nav")).to_be_empty()


def test_a_page_that_the_browser_kept_is_loaded_anew(visit: Visit) -> None:
    fake = ada()
    page = visit(fake, "#/profile")
    expect(page.get_by_role("heading", name="Profile")).to_be_visible()
    fake.signed_in = False
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(page.get_by_role("link", name="Create account")).to_be_visible()


def test_a_session_that_has_ended_shows_the_way_in(visit: Visit) -> None:
    fake = ada()
    page = visit(fake, "#/courses/networks")
    contests = page.get_by_role("link", name="Contests")
    expect(page.get_by_text("Your way through")).to_be_visible()
    expect(contests).to_be_visible()  # the menu comes with the profile, by a request of its own
    fake.signed_in = False
    contests.click()
    expect(page.get_by_role("status").first).to_contain_text("Sign in first")
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
