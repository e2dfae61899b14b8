"""The erasure of everything, in a browser on a fake of the API: asked for, followed, cancelled, and shown after."""

import pytest
from playwright.sync_api import expect

from tests.browser import sample
from tests.browser.acting import Visit, ada, press, width
from tests.browser.fake import Fake, problem

SURE = "I know that my progress and my placement cannot be brought back"
AT_ONCE = "Begin at once, without these seven days"


def test_who_is_sure_asks_and_is_given_the_code_of_the_receipt_once(visit: Visit) -> None:
    fake = ada()
    page = visit(fake, "#/profile")
    page.get_by_role("link", name="Erase my data").click()
    press(page, "Erase my data")
    assert fake.sent("POST", "/me/erasures") == []
    page.get_by_label(SURE).check()
    press(page, "Erase my data")
    expect(page.get_by_text(sample.CODE)).to_be_visible()
    expect(page.locator(".notice").filter(has_text=sample.CODE)).to_be_focused()
    expect(page.get_by_text("What comes after cooling-off.")).to_be_visible()
    (asked,) = fake.sent("POST", "/me/erasures")
    assert asked.json == {"waive_cooling_off": False}
    page.reload()
    expect(page.get_by_text("What comes after cooling-off.")).to_be_visible()
    expect(page.get_by_text(sample.CODE)).to_have_count(0)


def test_the_days_of_cooling_off_can_be_waived(visit: Visit) -> None:
    fake = ada()
    page = visit(fake, "#/erasure")
    page.get_by_label(AT_ONCE).check()
    page.get_by_label(SURE).check()
    press(page, "Erase my data")
    expect(page.get_by_text("What comes after running.")).to_be_visible()
    expect(page.get_by_role("button", name="Cancel the erasure")).to_have_count(0)
    (asked,) = fake.sent("POST", "/me/erasures")
    assert asked.json == {"waive_cooling_off": True}


def test_it_is_cancelled_while_it_cools_off(visit: Visit) -> None:
    fake = ada()
    fake.erasure = "cooling-off"
    page = visit(fake, "#/erasure")
    press(page, "Cancel the erasure")
    expect(page.locator("#said")).to_have_text("Cancelled. Nothing was erased.")
    expect(page.get_by_label(SURE)).to_be_visible()
    assert fake.erasure is None


def test_who_signed_in_too_long_ago_is_shown_the_way_in_and_nothing_is_asked_for(visit: Visit) -> None:
    fake = ada()
    fake.refuse["POST", "/me/erasures"] = problem(401, "sign-in-again", "Sign in again first.")
    page = visit(fake, "#/erasure")
    page.get_by_label(SURE).check()
    press(page, "Erase my data")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Sign in again first.")
    expect(alert.get_by_role("link", name="Sign in")).to_be_visible()
    assert fake.erasure is None


def test_whoever_holds_the_code_is_shown_the_receipt_without_an_account(visit: Visit) -> None:
    page = visit(Fake())
    page.get_by_role("link", name="Receipt of an erasure").click()
    page.get_by_label("Code").fill(f" {sample.CODE} ")
    press(page, "Show it")
    expect(page.get_by_role("row", name="responses 12")).to_be_visible()
    expect(page.get_by_text("what was done must be shown until claims have lapsed", exact=True)).to_be_visible()
    expect(page.get_by_text("The last backup copy is gone by 29 Dec 2026.")).to_be_visible()


def test_a_code_that_opens_nothing_is_refused_in_words(visit: Visit) -> None:
    fake = Fake(signed_in=True)
    page = visit(fake, "#/receipt")
    page.get_by_label("Code").fill("no code")
    press(page, "Show it")
    expect(page.get_by_role("alert")).to_be_visible()


@pytest.mark.parametrize("state", ["cooling-off", "running"])
def test_the_page_fits_a_small_phone(visit: Visit, state: str) -> None:
    fake = ada()
    fake.erasure = state
    page = visit(fake, "#/erasure")
    page.set_viewport_size({"width": 320, "height": 640})
    expect(page.get_by_text(f"What comes after {state}.")).to_be_visible()
    assert width(page) <= 320


@pytest.mark.parametrize("state", ["forwarded", "instructed"])
def test_one_that_was_passed_on_is_declined_or_asked_for(visit: Visit, state: str) -> None:
    fake = ada()
    fake.erasure = state
    page = visit(fake, "#/erasure")
    expect(page.get_by_text(f"What comes after {state}.")).to_be_visible()
    expect(page.get_by_role("button", name="Erase my data")).to_be_visible()
    press(page, "Decline")
    expect(page.locator("#said")).to_have_text("Declined. Nothing was erased.")
    assert len(fake.sent("DELETE", "/me/erasures/e1")) == 1


def test_one_that_was_entered_says_how_and_is_cancelled_or_asked_for(visit: Visit) -> None:
    fake = ada()
    fake.erasure = "entered"
    page = visit(fake, "#/erasure")
    expect(
        page.get_by_text("Who asked was proven by letter: a notary or an authority certified the signature.")
    ).to_be_visible()
    expect(page.get_by_role("button", name="Erase my data")).to_be_visible()
    press(page, "Cancel the erasure")
    expect(page.locator("#said")).to_have_text("Cancelled. Nothing was erased.")
    assert len(fake.sent("DELETE", "/me/erasures/e1")) == 1


def test_one_that_was_denied_says_why_and_what_one_can_do(visit: Visit) -> None:
    fake = Fake()
    fake.receipt = sample.denied()
    page = visit(fake, "#/receipt")
    page.get_by_label("Code").fill(sample.CODE)
    press(page, "Show it")
    expect(page.get_by_text("There are signs of deceit. (art. 12(5)(b) GDPR)")).to_be_visible()
    expect(page.get_by_text("You may go to court (article 79 GDPR).")).to_be_visible()


def test_one_that_waits_for_proof_says_why_and_is_settled_by_signing_in_and_asking_again(visit: Visit) -> None:
    fake = ada()
    fake.erasure = "doubted"
    page = visit(fake, "#/erasure")
    expect(page.get_by_text("It was asked for by a sign-in unlike yours.")).to_be_visible()
    expect(page.get_by_role("link", name="Sign in anew")).to_be_visible()
    page.get_by_label(SURE).check()
    press(page, "Erase my data")
    expect(page.get_by_text("What comes after cooling-off.")).to_be_visible()
