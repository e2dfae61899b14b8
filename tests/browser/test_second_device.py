"""A placement on the deployed stack, begun in one browser and gone on with in another, where nothing is known of it."""

import pytest
from local.client import Client
from local.people import OLD_ENOUGH
from local.running import Running
from playwright.sync_api import Page, expect

from tests.browser.acting import press, sign_in
from tests.kit import newcomers

COURSE = "networks"


pytestmark = pytest.mark.usefixtures("patient")


def test_a_placement_is_gone_on_with_in_another_browser(stack: Running, stranger: Page, another: Page) -> None:
    nora = newcomers.known_to_the_pool(stack)
    client = Client(stack.origin)
    client.post("/age-gate", OLD_ENOUGH)
    client.sign_in(nora.email, nora.password)
    client.put(f"/me/courses/{COURSE}")
    for page in (stranger, another):
        sign_in(page, stack, nora)

    stranger.goto(f"{stack.origin}/#/courses/{COURSE}/placement")
    expect(stranger.get_by_text("and up to 2 more that are new and do not count")).to_be_visible()
    press(stranger, "Begin")
    press(stranger, "I do not know")
    expect(stranger.get_by_text("Question 2 of at most")).to_be_visible()
    asked = stranger.locator(".question").get_attribute("data-item")

    another.goto(f"{stack.origin}/#/courses/{COURSE}")
    another.get_by_role("link", name="Go on where you were").click()
    expect(another.get_by_text("Question 2 of at most")).to_be_visible()
    assert another.locator(".question").get_attribute("data-item") == asked
    press(another, "I do not know")
    expect(another.get_by_text("Question 3 of at most")).to_be_visible()

    stranger.get_by_role("button", name="I do not know").click()  # the same answer again: it was counted already
    expect(stranger.get_by_text("Question 3 of at most")).to_be_visible()
    assert len(client.get(f"/courses/{COURSE}/placements").json["open"]) == 1
