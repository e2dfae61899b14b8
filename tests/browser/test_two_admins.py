"""Four eyes on the deployed stack, in two browsers: one privacy admin enters an erasure, and another approves it."""

from datetime import UTC, datetime

import pytest
from local.people import PEOPLE
from local.running import Running
from playwright.sync_api import Page, expect

from tests.browser.acting import press, sign_in
from tests.kit import newcomers

pytestmark = pytest.mark.usefixtures("patient")


def test_one_admin_enters_an_erasure_by_letter_and_another_approves_it(
    stack: Running, stranger: Page, another: Page
) -> None:
    learner = newcomers.signed_in(stack)
    priya, pavel = stranger, another
    for page, name in ((priya, "Priya"), (pavel, "Pavel")):
        (person,) = [each for each in PEOPLE if each.name.startswith(name)]
        sign_in(page, stack, person)

    priya.get_by_role("link", name="Requests").click()
    priya.get_by_role("link", name="Enter a request").click()
    priya.get_by_label("Learner id").fill(learner.get("/me/profile").json["learner_id"])
    priya.get_by_label("What they ask for").select_option("erasure")
    priya.get_by_label("How they came").select_option("letter")
    priya.get_by_label("What you examined").select_option("notarized-letter")
    priya.get_by_label("Received on").fill(datetime.now(UTC).date().isoformat())
    press(priya, "Enter it")
    priya.get_by_role("link", name="See the request").click()
    expect(priya.get_by_text("You entered it: another privacy admin has to approve or deny it.")).to_be_visible()
    expect(priya.locator("summary", has_text="Approve it")).to_have_count(0)

    pavel.goto(priya.url)
    _decide(pavel, "Approve it")
    expect(pavel.get_by_role("heading", name="Where it stands: cooling off")).to_be_focused()

    _decide(priya, "Take longer", "complexity")
    expect(priya.get_by_role("alert")).to_contain_text("The resource has changed since you read it.")
    press(priya, "Load it anew")
    expect(priya.get_by_role("heading", name="Where it stands: cooling off")).to_be_visible()
    _decide(priya, "Take longer", "complexity")
    expect(priya.get_by_text("three months after receipt")).to_be_visible()

    (shown,) = learner.get("/me/erasures").json["erasures"]
    assert (shown["state"], shown["extended"]) == ("cooling-off", "complexity")
    assert {each["by"] for each in learner.get("/me/accesses").json["accesses"]} == {"privacy-admin"}


def _decide(page: Page, name: str, reason: str | None = None) -> None:
    page.locator("summary", has_text=name).click()
    if reason:
        page.locator("details[open]").get_by_label("Why").select_option(reason)
    press(page, name)
