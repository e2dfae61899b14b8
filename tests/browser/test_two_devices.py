"""Answering on two devices, in a real browser on a fake of the API: the slower one is led to where the other is."""

import pytest
from playwright.sync_api import expect

from tests.browser.acting import RIGHT, Visit, ada, answer, press
from tests.browser.fake import Answer, problem
from tests.browser.sample import ITEMS

PLACEMENT = "#/courses/networks/placements/p1"
ANSWERS = "/courses/networks/placements/p1/answers"


def _refusal(code: str) -> Answer:
    return problem(409, code, "This was answered already.")


@pytest.mark.parametrize("code", ["already-counted", "not-asked"])
def test_the_slower_of_two_devices_is_led_to_where_the_other_is(visit: Visit, code: str) -> None:
    fake = ada()
    page = visit(fake, PLACEMENT)
    expect(page.get_by_text("Question 1 of at most 20")).to_be_visible()
    fake.placement = ["masks-2"]
    fake.refuse["POST", ANSWERS] = _refusal(code)
    answer(page, RIGHT["masks-2"])
    press(page, "Load it anew")
    expect(page.get_by_text("Question 2 of at most 20")).to_be_visible()


def test_the_slower_of_two_devices_is_shown_the_level_that_the_other_found(visit: Visit) -> None:
    fake = ada()
    page = visit(fake, PLACEMENT)
    expect(page.get_by_text("Question 1 of at most 20")).to_be_visible()
    fake.placement = list(ITEMS)
    fake.refuse["POST", ANSWERS] = _refusal("attempt-closed")
    answer(page, RIGHT["masks-2"])
    press(page, "Load it anew")
    expect(page.get_by_role("heading", name="Your level: Engineer")).to_be_visible()


def test_of_a_quiz_on_two_devices_the_slower_one_goes_on_with_what_is_not_answered(visit: Visit) -> None:
    fake = ada()
    page = visit(fake, "#/courses/networks/quizzes/masks/q1")
    expect(page.get_by_text("Question 1 of 4")).to_be_visible()
    fake.quiz = {"masks-2": True}
    fake.refuse["POST", "/courses/networks/quizzes/masks/submissions"] = _refusal("already-counted")
    answer(page, RIGHT["masks-2"])
    press(page, "Load it anew")
    expect(page.get_by_text("Question 2 of 4")).to_be_visible()
