"""The work of a privacy admin on requests by right, in a real browser on a fake of the API."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acting import Visit, ada, press, unlabelled, width
from tests.browser.desk import CODE, LEARNER, PAVEL, PRIYA, Desk, queued
from tests.browser.fake import AT, problem

ONE = "/rights/requests/r1"
SAME = problem(
    403, "not-allowed", "Your role does not allow this.", "Somebody else than who entered it must decide on it."
)


def decide(page: Page, name: str, **chosen: str) -> None:
    """Open a decision, choose in its fields, and send it."""
    page.locator("summary", has_text=name).click()
    for label, option in chosen.items():
        page.locator("details[open]").get_by_label(label.replace("_", " ")).select_option(option)
    press(page, name)


def offered(page: Page) -> list[str]:
    """What can be decided."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return page.locator("main summary").all_inner_texts()


def test_requests_are_not_offered_to_learners(visit: Visit) -> None:
    page = visit(ada())
    expect(page.get_by_role("link", name="Profile")).to_be_visible()
    expect(page.get_by_role("link", name="Requests")).to_have_count(0)


def test_the_queue_says_in_words_what_is_due_and_what_is_to_be_done(visit: Visit) -> None:
    late = queued("access", "running", proven=None, urgency="overdue", due="2026-11-20", extended="number")
    page = visit(Desk(late, queued(urgency="soon")))
    page.get_by_role("link", name="Requests").click()
    expect(page.get_by_role("heading", name="Requests")).to_be_focused()
    cards = page.locator("main ul.cards > li")
    expect(cards.nth(0)).to_contain_text("Copy of the data, received on 24 Nov 2026")
    expect(cards.nth(0)).to_contain_text("To be answered by 20 Nov 2026, extended")
    expect(cards.nth(0).locator(".chip")).to_have_text(["under way", "overdue"])
    expect(cards.nth(1).locator(".chip")).to_have_text(["entered, to be decided", "due within 7 days"])
    expect(cards.nth(1)).to_contain_text("Approve it or deny it.")


def test_the_day_that_is_due_is_the_same_day_everywhere(visit: Visit) -> None:
    page = visit(Desk(queued()), "#/requests")
    page.context.new_cdp_session(page).send("Emulation.setTimezoneOverride", {"timezoneId": "America/Los_Angeles"})
    page.reload()
    expect(page.locator("main ul.cards")).to_contain_text("To be answered by 24 Dec 2099")


def test_the_queue_is_told_a_page_at_a_time_of_what_is_sought(visit: Visit) -> None:
    desk = Desk(queued("access", "running"), queued("access", "ready"))
    page = visit(desk, "#/requests")
    expect(page.locator("main ul.cards > li")).to_have_count(2)
    desk.pages = [[queued("access", "ready", due="2027-01-08")]]
    page.get_by_label("State").select_option("ready to download")
    press(page, "Show")
    expect(page.locator("#said")).to_have_text("1 request shown.")
    press(page, "Show more")
    expect(page.locator("main ul.cards > li")).to_have_count(2)
    expect(page.locator("main ul.cards > li").last).to_be_focused()
    queries = [request.query for request in desk.sent("GET", "/rights/requests")]
    assert queries == ["", "state=ready", "state=ready&cursor=a-cursor"]
    page.get_by_role("link", name="Copy of the data").first.click()
    page.get_by_role("link", name="Requests").first.click()
    expect(page.get_by_label("State")).to_have_value("ready")


def test_an_empty_queue_says_so(visit: Visit) -> None:
    expect(visit(Desk(), "#/requests").get_by_text("There are none.")).to_be_visible()


def test_another_admin_approves_what_one_entered_on_the_version_that_was_seen(visit: Visit) -> None:
    desk = Desk(queued())
    page = visit(desk, "#/requests")
    page.get_by_role("link", name="Erasure, received").click()
    expect(page.get_by_role("heading", name="Where it stands: entered, to be decided")).to_be_visible()
    expect(page.get_by_text(LEARNER)).to_be_visible()
    expect(page.get_by_text("24 Dec 2099: a month after receipt, or the next working day")).to_be_visible()
    expect(page.get_by_text("Recorded by another admin.")).to_be_visible()
    decide(page, "Approve it")
    expect(page.get_by_role("heading", name="Where it stands: cooling off")).to_be_focused()
    expect(page.locator("#said")).to_have_text("Approved.")
    (sent,) = desk.sent("PUT", f"{ONE}/approval")
    assert (sent.headers["If-Match"], sent.body) == ('"1"', b"")
    assert len(desk.sent("GET", ONE)) == 1  # each is noted, and the learner sees it


def test_who_entered_it_is_told_before_that_somebody_else_decides(visit: Visit) -> None:
    page = visit(Desk(queued(), me=PRIYA), "#/requests/r1")
    expect(page.get_by_text("You entered it: another privacy admin has to approve or deny it.")).to_be_visible()
    assert offered(page) == ["Raise a doubt who asked", "Take longer"]


def test_nobody_decides_on_what_is_their_own(visit: Visit) -> None:
    desk = Desk(queued())
    desk.whose = desk.me
    page = visit(desk, "#/requests/r1")
    expect(page.get_by_text("It is your own, so that somebody else must decide on it.")).to_be_visible()
    assert offered(page) == []


def test_a_refusal_is_shown_where_it_was_decided_in_the_words_of_the_service(visit: Visit) -> None:
    desk = Desk(queued())
    desk.refuse["PUT", f"{ONE}/denial"] = SAME
    page = visit(desk, "#/requests/r1")
    decide(page, "Deny it", Why="suspected_fraud")
    alert = page.locator("details[open]").get_by_role("alert")
    expect(alert).to_contain_text("Somebody else than who entered it must decide on it.")
    expect(page.get_by_role("button", name="Load it anew")).to_have_count(0)
    (sent,) = desk.sent("PUT", f"{ONE}/denial")
    assert sent.json == {"reason": "suspected_fraud"}


def test_what_somebody_changed_meanwhile_is_not_decided_on_and_can_be_loaded_anew(visit: Visit) -> None:
    desk = Desk(queued())
    page = visit(desk, "#/requests/r1")
    expect(page.get_by_role("heading", name="Where it stands: entered, to be decided")).to_be_visible()
    desk.version = 2
    decide(page, "Approve it")
    expect(page.get_by_role("alert")).to_contain_text("The resource has changed since you read it.")
    press(page, "Load it anew")
    expect(page.get_by_role("alert")).to_have_count(0)
    decide(page, "Approve it")
    expect(page.locator("#said")).to_have_text("Approved.")
    assert [sent.headers["If-Match"] for sent in desk.sent("PUT", f"{ONE}/approval")] == ['"1"', '"2"']


def test_decisions_follow_each_other_without_looking_anew(visit: Visit) -> None:
    desk = Desk(queued())
    page = visit(desk, "#/requests/r1")
    decide(page, "Take longer", Why="complexity")
    expect(page.get_by_text("24 Feb 2100: three months after receipt")).to_contain_text("it is complex")
    decide(page, "Raise a doubt who asked", Why="unknown-sender")
    expect(page.locator("dd", has_text="It came from an address or a number that is not the account's")).to_be_visible()
    decide(page, "Record a proof", What_you_examined="account-facts", How_they_came="phone")
    expect(page.locator("#said")).to_have_text("Recorded. It goes on.")
    sent = [
        (each.path.removeprefix(f"{ONE}/"), each.headers["If-Match"], each.json)
        for each in desk.asked
        if each.method == "PUT"
    ]
    assert sent == [
        ("extension", '"1"', {"reason": "complexity"}),
        ("doubt", '"2"', {"reason": "unknown-sender"}),
        ("proof", '"3"', {"proof": "account-facts", "channel": "phone"}),
    ]


@pytest.mark.parametrize(
    ("one", "decisions"),
    [
        (queued(), ["Approve it", "Deny it", "Raise a doubt who asked", "Take longer"]),
        (queued(due="2026-01-01"), ["Approve it", "Deny it", "Raise a doubt who asked"]),
        (queued(state="doubted", note="unknown-sender"), ["Record a proof"]),
        (queued(state="cooling-off"), ["Raise a doubt who asked", "Take longer"]),
        (queued(state="cooling-off", extended="number"), ["Raise a doubt who asked"]),
        (queued(state="held"), ["Raise a doubt who asked", "Take longer"]),
        (queued(state="running"), ["Start another execution"]),
        (queued(state="mailing"), []),
        (queued(state="closing"), ["Start another execution"]),
        (queued(state="kept"), []),
        (queued(state="complete", next_at=None), []),
        (queued("access", "running"), ["Raise a doubt who asked", "Take longer", "Start another execution"]),
        (queued("access", "ready"), []),
        (queued("access", "withdrawing"), ["Start another execution"]),
        (queued("restriction", "forwarded"), ["Take longer"]),
        (queued("restriction", "restricted"), ["Announce that it is lifted"]),
        (queued("restriction", "lifting"), ["Keep it restricted"]),
    ],
    ids=lambda value: " ".join((value["right"], value["state"])) if isinstance(value, dict) else "",
)
def test_only_what_its_state_allows_can_be_decided(visit: Visit, one: dict[str, Any], decisions: list[str]) -> None:
    assert offered(visit(Desk(one), "#/requests/r1")) == decisions


def test_the_lifting_of_a_restriction_is_announced_and_taken_back(visit: Visit) -> None:
    desk = Desk(queued("restriction", "restricted", proven=None))
    page = visit(desk, "#/requests/r1")
    decide(page, "Announce that it is lifted", Why="verified")
    expect(page.locator("#said")).to_have_text("Announced.")
    expect(page.get_by_role("heading", name="Where it stands: lifting announced")).to_be_focused()
    decide(page, "Keep it restricted")
    expect(page.get_by_role("heading", name="Where it stands: restricted")).to_be_focused()
    (sent,) = desk.sent("PUT", "/restrictions/r1/lifting")
    assert sent.json == {"reason": "verified"}
    assert len(desk.sent("DELETE", "/restrictions/r1/lifting")) == 1


def test_one_that_has_ended_is_nobodys_and_says_why(visit: Visit) -> None:
    desk = Desk(queued(state="denied", note="insuf_verification", next_at=None))
    desk.whose = None
    page = visit(desk, "#/requests/r1")
    expect(page.get_by_text("nobody's any more: it has ended")).to_be_visible()
    expect(page.get_by_text("It was not shown that the learner asks")).to_be_visible()


def fill(page: Page, **chosen: str) -> None:
    """Fill in what came by letter today, of the learner that there is."""
    page.get_by_label("Learner id").fill(f" {LEARNER} ")
    known = {"What they ask for": "erasure", "How they came": "letter", "What you examined": "notarized-letter"}
    for label, option in (known | chosen).items():
        page.get_by_label(label).select_option(option)
    page.get_by_label("Received on").fill("2026-11-20")


def test_a_request_that_came_by_letter_is_entered_and_its_code_shown_once(visit: Visit) -> None:
    desk = Desk()
    page = visit(desk, "#/requests")
    page.get_by_role("link", name="Enter a request").click()
    fill(page)
    expect(page.get_by_label("On which ground")).to_be_hidden()
    press(page, "Enter it")
    expect(page.locator("#said")).to_have_text("Entered.")
    expect(page.get_by_text("entered, to be decided, to be answered by 24 Dec 2099.")).to_be_visible()
    expect(page.get_by_text(CODE)).to_be_visible()
    (sent,) = desk.sent("POST", "/rights/requests")
    assert sent.json == {
        "learner": LEARNER,
        "right": "erasure",
        "jurisdiction": "GDPR",
        "channel": "letter",
        "proof": "notarized-letter",
        "received_on": "2026-11-20",
    }
    page.get_by_role("link", name="See the request").click()
    expect(page.get_by_role("heading", name="Where it stands: entered, to be decided")).to_be_visible()


@pytest.mark.parametrize("route", ["#/requests/new", "#/holds/new", "#/disclosures/new"])
def test_a_learner_is_found_by_address_with_the_keyboard_alone(visit: Visit, route: str) -> None:
    desk = Desk()
    page = visit(desk, route)
    page.get_by_label("Email address", exact=True).press_sequentially("nobody@example.com")
    page.keyboard.press("Enter")
    expect(page.get_by_text("No account has this address.")).to_be_focused()
    another = {"learner_id": PAVEL, "created_at": AT, "email_verified": False}
    desk.found = [{"learner_id": LEARNER, "created_at": AT, "email_verified": True}, another]
    page.get_by_label("Email address").fill("ada@example.com")
    page.get_by_label("Email address").press("Enter")
    expect(page.locator("#said")).to_have_text("2 accounts found.")
    cards = page.get_by_role("region", name="Find by address").get_by_role("listitem")
    expect(cards.nth(0)).to_contain_text("Account since 24 Nov 2026. Its provider has verified the address.")
    expect(cards.nth(1)).to_contain_text("Nobody has verified the address: it may be another's.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Learner id")).to_be_focused()
    expect(page.get_by_label("Learner id")).to_have_value(LEARNER)
    assert [(sent.path, sent.query, sent.json) for sent in desk.sent("POST", "/rights/lookups")] == [
        ("/rights/lookups", "", {"address": "nobody@example.com"}),
        ("/rights/lookups", "", {"address": "ada@example.com"}),
    ]


def test_a_restriction_alone_is_entered_with_its_ground(visit: Visit) -> None:
    desk = Desk()
    page = visit(desk, "#/requests/new")
    fill(page, **{"What they ask for": "restriction"})
    press(page, "Enter it")
    assert desk.sent("POST", "/rights/requests") == []
    page.get_by_label("On which ground").select_option("claims")
    press(page, "Enter it")
    expect(page.locator("#said")).to_have_text("Entered.")
    (sent,) = desk.sent("POST", "/rights/requests")
    assert sent.json["ground"] == "claims"


def test_what_is_sent_again_unchanged_carries_the_same_key_and_what_is_changed_another(visit: Visit) -> None:
    desk = Desk()
    page = visit(desk, "#/requests/new")
    fill(page)
    for _ in range(2):
        desk.refuse["POST", "/rights/requests"] = problem(500, "unexpected", "Something went wrong on our side.")
        press(page, "Enter it")
        expect(page.get_by_role("alert")).to_have_text("Something went wrong on our side.")
        expect(page.locator("form.card")).not_to_have_attribute("aria-busy", "true")
    page.get_by_label("Received on").fill("2026-11-21")
    press(page, "Enter it")
    expect(page.get_by_text(CODE)).to_be_visible()
    first, again, changed = (sent.headers["Idempotency-Key"] for sent in desk.sent("POST", "/rights/requests"))
    assert first == again != changed


def test_one_that_is_open_already_stays_as_it_stands(visit: Visit) -> None:
    desk = Desk()
    page = visit(desk, "#/requests/new")
    fill(page, **{"What they ask for": "access"})
    desk.me = PRIYA  # to whom it was not proven who is signed in here
    press(page, "Enter it")
    expect(page.get_by_text("They have such a request open already, which stays as it stands")).to_be_visible()


@pytest.mark.parametrize("route", ["#/requests", "#/requests/new", "#/requests/r1"])
def test_every_page_fits_a_small_phone_has_one_main_heading_and_labels(visit: Visit, route: str) -> None:
    page = visit(Desk(queued(urgency="overdue")), route)
    page.set_viewport_size({"width": 320, "height": 640})
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert width(page) <= 320
    assert unlabelled(page) == 0
