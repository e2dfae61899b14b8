"""Appeals of learners whose objection was outweighed, decided by a privacy admin in a browser on a fake of the API."""

from playwright.sync_api import expect

from tests.browser.acting import Visit, press
from tests.browser.desk import Desk, appealed
from tests.browser.fake import problem

ANOTHER = problem(
    403, "not-allowed", "Your role does not allow this.", "Somebody else than who entered it must decide."
)
REVIEWS = "/appeals/an-appeal/reviews"


def test_an_appeal_is_decided_with_an_explanation_for_the_learner(visit: Visit) -> None:
    desk = Desk()
    desk.appeals = [appealed(urgency="soon")]
    page = visit(desk)
    page.get_by_role("link", name="Appeals").click()
    card = page.locator("main ul.cards > li")
    expect(card).to_contain_text("It makes me anxious.")
    expect(card).to_contain_text("This pilot could not be stopped.")
    expect(card).to_contain_text("due within 7 days")
    page.get_by_role("radio", name="Not honoured").check()
    page.get_by_label("Explanation for the learner").fill("It can still not be stopped.")
    press(page, "Decide")
    expect(page.get_by_text("There are none.")).to_be_visible()
    expect(page.get_by_role("heading", name="Appeals")).to_be_focused()
    (sent,) = desk.sent("POST", REVIEWS)
    assert sent.json == {"honoured": False, "explanation": "It can still not be stopped."}


def test_one_whose_decision_was_taken_back_can_only_be_decided_for_the_learner(visit: Visit) -> None:
    desk = Desk()
    desk.appeals = [appealed(grounds=None, outweighed_at=None)]
    page = visit(desk, "#/appeals")
    expect(page.get_by_role("radio", name="Honoured: it holds again at once")).to_be_visible()
    expect(page.get_by_role("radio")).to_have_count(1)


def test_who_found_the_objection_outweighed_is_told_that_another_decides(visit: Visit) -> None:
    desk = Desk()
    desk.appeals = [appealed()]
    desk.refuse["POST", REVIEWS] = ANOTHER
    page = visit(desk, "#/appeals")
    page.get_by_role("radio", name="Honoured: it holds again at once").check()
    page.get_by_label("Explanation for the learner").fill("You are right.")
    press(page, "Decide")
    expect(page.get_by_role("alert")).to_contain_text("Somebody else than who entered it must decide.")
    expect(page.locator("main ul.cards > li")).to_have_count(1)
