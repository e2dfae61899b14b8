"""Going on with a placement on another device, or taking it again, in a real browser on a fake of the API."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acting import RIGHT, Visit, ada, answer, press, unlabelled, width
from tests.browser.fake import Fake, problem

COURSE = "#/courses/networks"
BEGIN = "/courses/networks/placements"


def _placed(again_from: str | None = None) -> Fake:
    fake = ada()
    fake.placed, fake.again_from = True, again_from
    return fake


def _go_on(page: Page) -> None:
    page.get_by_role("link", name="Go on where you were").click()


def test_a_placement_begun_on_one_device_goes_on_where_it_was_on_another(visit: Visit) -> None:
    fake = ada()
    page = visit(fake, f"{COURSE}/placement")
    press(page, "Begin")
    answer(page, RIGHT["masks-2"])
    expect(page.get_by_text("Question 2 of at most 20")).to_be_visible()
    page = visit(fake, COURSE)
    expect(page.get_by_role("link", name="Take the placement")).to_have_count(0)
    expect(page.get_by_text("have answered 1 question so far")).to_be_visible()
    _go_on(page)
    expect(page.get_by_text("Question 2 of at most 20")).to_be_visible()
    assert len(fake.sent("POST", BEGIN)) == 1


def test_who_comes_to_begin_one_while_another_is_open_is_led_on_and_begins_none(visit: Visit) -> None:
    fake = ada()
    fake.placing, fake.placement = True, ["masks-2"]
    page = visit(fake, f"{COURSE}/choices")
    press(page, "Save and find your level")
    expect(page.get_by_text("You began this placement on 24 Nov 2026")).to_be_visible()
    expect(page.get_by_role("button", name="Begin")).to_have_count(0)
    _go_on(page)
    expect(page.get_by_text("Question 2 of at most 20")).to_be_visible()


def test_the_first_page_says_that_one_may_stop_and_go_on_elsewhere(visit: Visit) -> None:
    page = visit(ada(), f"{COURSE}/placement")
    expect(page.get_by_text("go on from there later, on another device too")).to_be_visible()


@pytest.mark.parametrize(
    ("trials", "told"),
    [
        (0, "At most 20 questions; fewer if it is clear sooner where you stand."),
        (1, "At most 20 questions, and up to 1 more that is new and does not count; fewer if"),
        (2, "At most 20 questions, and up to 2 more that are new and do not count; fewer if"),
    ],
)
def test_the_first_page_says_how_many_questions_there_are_and_how_many_may_not_count(
    visit: Visit, trials: int, told: str
) -> None:
    fake = ada()
    fake.on_trial = trials
    expect(visit(fake, f"{COURSE}/placement").get_by_text(told)).to_be_visible()


def test_beginning_again_after_the_network_failed_begins_no_second_one(visit: Visit) -> None:
    fake = ada()
    page = visit(fake, f"{COURSE}/placement")
    fake.refuse["POST", BEGIN] = problem(500, "unexpected", "Something went wrong on our side.")
    press(page, "Begin")
    expect(page.get_by_role("alert")).to_be_visible()
    press(page, "Begin")
    expect(page.get_by_text("Question 1 of at most 20")).to_be_visible()
    first, second = fake.sent("POST", BEGIN)
    assert first.headers["Idempotency-Key"] == second.headers["Idempotency-Key"]


@pytest.mark.parametrize(
    ("route", "name"), [(f"{COURSE}/lessons/masks", "Take the quiz"), (COURSE, "I know this: take the quiz of Masks")]
)
def test_beginning_a_quiz_again_after_the_network_failed_begins_no_second_one(
    visit: Visit, route: str, name: str
) -> None:
    fake, begin = ada(), "/courses/networks/quizzes/masks/attempts"
    page = visit(fake, route)
    fake.refuse["POST", begin] = problem(500, "unexpected", "Something went wrong on our side.")
    page.get_by_role("button", name=name).click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_role("button", name=name).click()
    expect(page.get_by_text("Question 1 of 4")).to_be_visible()
    first, second = fake.sent("POST", begin)
    assert first.headers["Idempotency-Key"] == second.headers["Idempotency-Key"]


def test_who_was_placed_is_told_from_which_day_on_and_why_not_before(visit: Visit) -> None:
    page = visit(_placed("2026-12-01T12:00:00Z"), COURSE)
    page.get_by_role("link", name="Take the placement again").click()
    expect(page.get_by_text("You can take the placement again from 1 Dec 2026")).to_be_visible()
    expect(page.get_by_text("what you remember of the questions")).to_be_visible()
    expect(page.get_by_role("button", name="Begin")).to_have_count(0)


def test_who_was_placed_a_week_ago_takes_it_again(visit: Visit) -> None:
    page = visit(_placed(), COURSE)
    page.get_by_role("link", name="Take the placement again").click()
    expect(page.get_by_text("You can take the placement again now.")).to_be_visible()
    press(page, "Begin")
    expect(page.get_by_text("Question 1 of at most 20")).to_be_visible()


def test_who_takes_it_again_goes_on_with_that_one(visit: Visit) -> None:
    fake = _placed()
    fake.placing, fake.placement = True, ["masks-2"]
    page = visit(fake, COURSE)
    page.get_by_role("link", name="Take the placement again").click()
    _go_on(page)
    expect(page.get_by_text("Question 2 of at most 20")).to_be_visible()


@pytest.mark.parametrize("route", [COURSE, f"{COURSE}/placement"])
@pytest.mark.parametrize("unfinished", [True, False])
def test_it_fits_a_small_phone_and_every_field_has_a_label(visit: Visit, route: str, unfinished: bool) -> None:
    fake = _placed("2026-12-01T12:00:00Z")
    fake.placing, fake.on_trial = unfinished, 2
    page = visit(fake, route)
    page.set_viewport_size({"width": 320, "height": 640})
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert width(page) <= 320
    assert unlabelled(page) == 0
