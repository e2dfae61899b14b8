"""What privacy admins give out by law, in a real browser on a fake of the API: recorded by one, approved by another."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acting import Visit, press, unlabelled, width
from tests.browser.desk import LEARNER, PRIYA, Desk, recorded

ONE = "/rights/disclosures/a-handle"


def change(page: Page, name: str) -> None:
    """Open a change, and make it."""
    page.locator("summary", has_text=name).click()
    press(page, name)


def changes(page: Page) -> list[str]:
    """What can be done."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return page.locator("main summary").all_inner_texts()


def test_what_a_court_is_given_is_recorded_and_waits_for_another_admin(visit: Visit) -> None:
    desk = Desk(me=PRIYA)
    page = visit(desk)
    page.get_by_role("link", name="Disclosures").click()
    expect(page.get_by_text("There are none.")).to_be_visible()
    page.get_by_role("link", name="Record a disclosure").click()
    page.get_by_label("Learner id").fill(LEARNER)
    page.get_by_label("Why").select_option("court-order")
    page.get_by_label("By which rule").select_option("art. 6(1)(c) GDPR")
    page.get_by_label("The order or request").fill("Order 12 C 34/26.")
    page.get_by_label("To whom it is given").fill("District court of Springfield")
    page.get_by_label("Their mail address").fill("registry@court.example")
    page.get_by_role("checkbox", name="responses").check()
    page.get_by_label("Given on").fill("2026-11-27")
    press(page, "Record it")
    expect(page.locator("#said")).to_have_text("Recorded.")
    (sent,) = desk.sent("POST", "/rights/disclosures")
    assert sent.json == {
        "learner": LEARNER,
        "kind": "court-order",
        "article": "art. 6(1)(c) GDPR",
        "reference": "Order 12 C 34/26.",
        "recipient": "District court of Springfield",
        "recipient_mail": "registry@court.example",
        "stores": ["responses"],
        "disclosed_on": "2026-11-27",
        "silent_until": None,
    }
    page.get_by_role("link", name="See the disclosure").click()
    expect(page.get_by_text("You recorded it: another privacy admin has to approve it.")).to_be_visible()
    assert changes(page) == ["Change until when the learner may not be told", "Discard it"]


def test_another_admin_approves_it_and_the_learner_is_told_when_the_ban_ends(visit: Visit) -> None:
    desk = Desk()
    desk.disclosure = recorded(silent_until="2099-12-24")
    page = visit(desk, "#/disclosures")
    expect(page.locator("main ul.cards")).not_to_contain_text("Springfield")
    page.get_by_role("link", name="A court ordered it, 27 Nov 2026").click()
    change(page, "Approve it")
    expect(page.get_by_role("heading", name="approved, learner not to be told yet")).to_be_focused()
    expect(page.locator("#said")).to_have_text("Approved.")
    page.locator("summary", has_text="Change until when").click()
    page.get_by_label("Not before").fill("")
    press(page, "Change until when the learner may not be told")
    expect(page.locator("#said")).to_have_text("Changed.")
    (approval,), (silence,) = desk.sent("PUT", f"{ONE}/approval"), desk.sent("PUT", f"{ONE}/silence")
    assert (approval.headers["If-Match"], approval.body) == ('"1"', b"")
    assert (silence.headers["If-Match"], silence.json) == ('"2"', {"until": None})
    assert len(desk.sent("GET", ONE)) == 1  # each is noted


def test_disclosures_are_listed_by_how_far_they_have_come(visit: Visit) -> None:
    desk = Desk()
    desk.disclosure = recorded(state="told", told_at="2026-11-24T12:00:00Z")
    page = visit(desk, "#/disclosures")
    expect(page.get_by_text("There are none.")).to_be_visible()
    page.get_by_label("State").select_option("told")
    press(page, "Show")
    expect(page.locator("#said")).to_have_text("1 disclosure shown.")
    page.get_by_role("link", name="A court ordered it").click()
    assert changes(page) == []


def test_one_that_nobody_approved_is_discarded(visit: Visit) -> None:
    desk = Desk()
    desk.disclosure = recorded()
    page = visit(desk, "#/disclosures/a-handle")
    change(page, "Discard it")
    expect(page.locator("#said")).to_have_text("Discarded.")
    (sent,) = desk.sent("DELETE", ONE)
    assert sent.headers["If-Match"] == '"1"'


@pytest.mark.parametrize("route", ["#/disclosures", "#/disclosures/new", "#/disclosures/a-handle"])
def test_every_page_of_disclosures_fits_a_small_phone_has_one_main_heading_and_labels(visit: Visit, route: str) -> None:
    desk = Desk()
    desk.disclosure = recorded()
    page = visit(desk, route)
    page.set_viewport_size({"width": 320, "height": 640})
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert width(page) <= 320
    assert unlabelled(page) == 0
