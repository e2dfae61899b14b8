"""A copy of one's data, in a browser on a fake of the API: asked for, downloaded, deleted; and who read the data."""

import pytest
from playwright.sync_api import expect

from tests.browser import sample
from tests.browser.acting import Visit, ada, press, width
from tests.browser.fake import problem


def test_a_copy_is_asked_for_and_said_to_be_under_way(visit: Visit) -> None:
    fake = ada()
    page = visit(fake, "#/profile")
    page.get_by_role("link", name="A copy of my data, and who read it").click()
    press(page, "Make a copy")
    expect(page.get_by_text("being made", exact=True)).to_be_visible()
    expect(page.get_by_text("What comes after running.")).to_be_visible()
    expect(page.get_by_role("button", name="Download it")).to_have_count(0)


def test_what_is_ready_is_downloaded(visit: Visit) -> None:
    fake = ada()
    fake.export = "ready"
    page = visit(fake, "#/data")
    expect(page.get_by_text("1.2 MB, until 1 Dec 2026")).to_be_visible()
    with page.expect_request("**/assets/archive.zip"):
        press(page, "Download it")


def test_who_signed_in_too_long_ago_is_shown_the_way_in_and_stays_on_the_page(visit: Visit) -> None:
    fake = ada()
    fake.export = "ready"
    fake.refuse["GET", "/me/exports/x1/archive"] = problem(401, "sign-in-again", "Sign in again first.")
    page = visit(fake, "#/data")
    press(page, "Download it")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Sign in again first.")
    expect(alert.get_by_role("link", name="Sign in")).to_be_visible()


def test_it_is_deleted_before_its_time(visit: Visit) -> None:
    fake = ada()
    fake.export = "ready"
    page = visit(fake, "#/data")
    press(page, "Delete it")
    expect(page.locator("#said")).to_have_text("The copy is being deleted.")
    expect(page.get_by_text("What comes after withdrawing.")).to_be_visible()
    expect(page.get_by_role("button", name="Delete it")).to_have_count(0)


def test_who_read_the_data_is_told_page_by_page(visit: Visit) -> None:
    fake = ada()
    fake.accesses = [sample.access("operator", "contests", "responses"), sample.access("export", "accounts")]
    fake.accesses.append(sample.access("privacy-admin", "standings"))
    page = visit(fake, "#/data")
    expect(page.get_by_text("For assessment: contests, responses")).to_be_visible()
    expect(page.get_by_text("privacy admin")).to_have_count(0)
    press(page, "Show more")
    expect(page.get_by_role("listitem").filter(has_text="privacy admin")).to_be_focused()
    expect(page.locator("#said")).to_have_text("1 more entry")
    expect(page.get_by_role("button", name="Show more")).to_have_count(0)


def test_where_nobody_did_it_says_so(visit: Visit) -> None:
    page = visit(ada(), "#/data")
    expect(page.get_by_text("Nobody but you.")).to_be_visible()
    expect(page.get_by_text("Nobody of whom we may tell you.")).to_be_visible()


def test_who_was_given_some_of_it_by_law_is_told(visit: Visit) -> None:
    fake = ada()
    fake.disclosures = [sample.disclosure("attempts", "responses")]
    page = visit(fake, "#/data")
    expect(page.get_by_text("District court of Springfield")).to_be_visible()
    expect(page.get_by_text("27 Nov 2026")).to_be_visible()
    expect(page.get_by_text("12 C 34/26. (art. 6(1)(c) GDPR)")).to_be_visible()
    expect(page.get_by_text("Given: attempts, responses")).to_be_visible()


@pytest.mark.parametrize("state", ["running", "ready"])
def test_the_page_fits_a_small_phone(visit: Visit, state: str) -> None:
    fake = ada()
    fake.export = state
    long = [f"a-long-name-of-a-store-{number}" for number in range(20)]
    fake.accesses, fake.disclosures = [sample.access("export", *long)], [sample.disclosure(*long)]
    page = visit(fake, "#/data")
    page.set_viewport_size({"width": 320, "height": 640})
    expect(page.get_by_text(f"What comes after {state}.")).to_be_visible()
    assert width(page) <= 320


def test_a_copy_that_was_passed_on_is_made_once_one_asks_for_it(visit: Visit) -> None:
    fake = ada()
    fake.export = "forwarded"
    page = visit(fake, "#/data")
    expect(page.get_by_text("passed on", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Decline")).to_be_visible()
    press(page, "Make a copy")
    expect(page.get_by_text("being made", exact=True)).to_be_visible()


def test_a_copy_that_was_passed_on_can_be_declined(visit: Visit) -> None:
    fake = ada()
    fake.export = "forwarded"
    page = visit(fake, "#/data")
    press(page, "Decline")
    expect(page.locator("#said")).to_have_text("Declined.")
    assert len(fake.sent("DELETE", "/me/exports/x1")) == 1


def test_a_copy_that_waits_for_proof_says_why_and_is_asked_for_again_or_deleted(visit: Visit) -> None:
    fake = ada()
    fake.export = "doubted"
    page = visit(fake, "#/data")
    expect(page.get_by_text("It was asked for by a sign-in unlike yours.")).to_be_visible()
    expect(page.get_by_role("button", name="Stop and delete it")).to_be_visible()
    press(page, "Make a copy")
    expect(page.get_by_text("being made", exact=True)).to_be_visible()
