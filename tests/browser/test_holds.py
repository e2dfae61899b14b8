"""The holds of privacy admins on what an erasure would delete, in a real browser on a fake of the API."""

import pytest
from playwright.sync_api import expect

from tests.browser.acting import Visit, press, unlabelled, width
from tests.browser.desk import LEARNER, PAVEL, Desk, held

ONE = "/rights/holds/a-handle"


def test_a_hold_is_placed_on_named_stores_for_a_reason(visit: Visit) -> None:
    desk = Desk()
    page = visit(desk)
    page.get_by_role("link", name="Holds").click()
    expect(page.get_by_text("There are none.")).to_be_visible()
    page.get_by_role("link", name="Place a hold").click()
    page.get_by_label("Learner id").fill(LEARNER)
    page.get_by_label("For what").select_option("legal-claim")
    page.get_by_label("By which rule").select_option("art. 17(3)(e) GDPR")
    page.get_by_label("Reason, in words for the learner").fill("A court has asked for it.")
    page.get_by_label("To be reviewed by").fill("2099-12-24")
    press(page, "Place it")
    expect(page.get_by_role("alert")).to_have_text("Choose at least one store.")
    for store in ("accounts", "responses"):
        page.get_by_role("checkbox", name=store).check()
    press(page, "Place it")
    expect(page.locator("#said")).to_have_text("Placed.")
    expect(page.get_by_text("from now on an erasure keeps accounts, responses.")).to_be_visible()
    (sent,) = desk.sent("POST", "/rights/holds")
    assert sent.json == {
        "learner": LEARNER,
        "kind": "legal-claim",
        "article": "art. 17(3)(e) GDPR",
        "stores": ["accounts", "responses"],
        "reason": "A court has asked for it.",
        "review_on": "2099-12-24",
    }


def test_a_hold_is_reviewed_and_lifted_each_on_the_version_that_was_seen(visit: Visit) -> None:
    desk = Desk()
    desk.hold = held(begun=["responses"])
    page = visit(desk, "#/holds")
    expect(page.locator("main ul.cards")).not_to_contain_text("A court has asked for it.")
    page.get_by_role("link", name="Legal claims, to be reviewed by 24 Dec 2099").click()
    expect(page.get_by_text("A court has asked for it.").first).to_be_visible()
    expect(page.locator("dl.facts")).to_contain_text("Came too late for some of")
    page.locator("summary", has_text="Review it").click()
    expect(page.get_by_label("Reason, in words for the learner")).to_have_value("A court has asked for it.")
    page.get_by_label("To be reviewed by").fill("2100-01-08")
    press(page, "Review it")
    expect(page.locator("#said")).to_have_text("Reviewed.")
    expect(page.get_by_text("8 Jan 2100")).to_be_visible()
    page.locator("summary", has_text="Lift it").click()
    press(page, "Lift it")
    expect(page.get_by_role("heading", name="Lifted on")).to_be_focused()
    expect(page.locator("summary")).to_have_count(0)
    assert [sent.headers["If-Match"] for sent in desk.sent("PUT", ONE) + desk.sent("DELETE", ONE)] == ['"1"', '"2"']
    assert len(desk.sent("GET", ONE)) == 1  # each is noted, and the learner sees it


def test_a_hold_that_somebody_changed_meanwhile_is_not_lifted(visit: Visit) -> None:
    desk = Desk()
    desk.hold = held()
    page = visit(desk, "#/holds/a-handle")
    page.locator("summary", has_text="Lift it").click()
    desk.version = 2
    press(page, "Lift it")
    expect(page.get_by_role("alert")).to_contain_text("The resource has changed since you read it.")
    press(page, "Load it anew")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_nobody_decides_on_a_hold_on_what_is_their_own(visit: Visit) -> None:
    desk = Desk()
    desk.hold = held(learner_id=PAVEL)
    page = visit(desk, "#/holds/a-handle")
    expect(page.get_by_text("It is on what is your own, so that somebody else must decide on it.")).to_be_visible()
    expect(page.locator("summary")).to_have_count(0)


@pytest.mark.parametrize("route", ["#/holds", "#/holds/new", "#/holds/a-handle"])
def test_every_page_of_holds_fits_a_small_phone_has_one_main_heading_and_labels(visit: Visit, route: str) -> None:
    desk = Desk()
    desk.hold = held()
    page = visit(desk, route)
    page.set_viewport_size({"width": 320, "height": 640})
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert width(page) <= 320
    assert unlabelled(page) == 0
