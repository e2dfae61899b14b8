"""Choosing what to learn for, and being placed: every kind of question, in a real browser on a fake of the API."""

import pytest
from playwright.sync_api import expect

from tests.browser.acting import MINE, RIGHT, Visit, ada, answer, press
from tests.browser.fake import problem
from tests.browser.sample import KEYS


def test_enrolling_leads_through_the_choices_to_the_placement(visit: Visit) -> None:
    fake = ada(enrolled=False)
    page = visit(fake)
    page.get_by_role("link", name="Look at this course").click()
    press(page, "Enroll")
    page.get_by_role("radio", name="Cloud platforms").check()
    page.get_by_role("radio", name="Network technician").check()
    page.get_by_label("Be done by").fill("2027-03-01")
    page.get_by_label("Time for a lesson").select_option("Half as much again")
    page.get_by_label("A note to yourself").fill("before the audit")
    press(page, "Save and find your level")
    expect(page.get_by_role("button", name="Begin")).to_be_visible()
    (chosen,) = fake.sent("PUT", f"{MINE}/settings")
    assert chosen.json == {
        "domain": "cloud",
        "goal": "technician",
        "deadline": "2027-03-01",
        "extra_time": 50,
        "note": "before the audit",
    }
    assert chosen.headers["If-None-Match"] == "*"


def test_changing_the_choices_names_the_version_that_was_read(visit: Visit) -> None:
    fake = ada()
    fake.settings = {"domain": "cloud", "goal": None, "deadline": None, "extra_time": 0, "note": None}
    page = visit(fake, "#/courses/networks/choices")
    expect(page.get_by_role("radio", name="Cloud platforms")).to_be_checked()
    page.get_by_role("radio", name="Any domain").check()
    press(page, "Save and find your level")
    expect(page.get_by_role("heading", name="Find your level")).to_be_visible()
    (chosen,) = fake.sent("PUT", f"{MINE}/settings")
    assert (chosen.headers["If-Match"], chosen.json["domain"]) == ('"1"', None)


@pytest.mark.parametrize(
    ("gone", "told"),
    [
        (["goal"], "Your goal is no longer in this course."),
        (["domain", "goal"], "Your domain and your goal are no longer in this course."),
    ],
)
def test_who_chose_what_the_course_has_no_more_is_told_so_and_chooses_anew(
    visit: Visit, gone: list[str], told: str
) -> None:
    fake = ada()
    fake.ignored = gone
    fake.settings = {"domain": "cloud", "goal": "telegraphist", "deadline": None, "extra_time": 0, "note": None}
    page = visit(fake, "#/courses/networks")
    card = page.get_by_role("region", name="Or begin here")
    expect(card.get_by_text(told)).to_be_visible()
    card.get_by_role("link", name="Choose anew").click()
    expect(page.get_by_role("group", name="Your goal").get_by_text("no longer in this course")).to_be_visible()
    expect(page.get_by_role("group", name="Your domain").get_by_text("no longer in this course")).to_have_count(0)


def test_who_chose_what_the_course_has_is_told_nothing_of_it(visit: Visit) -> None:
    fake = ada()
    fake.settings = {"domain": "cloud", "goal": "technician", "deadline": None, "extra_time": 0, "note": None}
    page = visit(fake, "#/courses/networks")
    expect(page.get_by_role("region", name="Or begin here")).to_be_visible()
    expect(page.get_by_text("no longer in this course")).to_have_count(0)
    page = visit(fake, "#/courses/networks/choices")
    expect(page.get_by_role("radio", name="Network technician")).to_be_checked()
    expect(page.get_by_text("no longer in this course")).to_have_count(0)


def test_the_placement_asks_each_kind_of_item_and_ends_in_a_level_with_its_confidence(visit: Visit) -> None:
    fake = ada()
    page = visit(fake, "#/courses/networks/placement")
    press(page, "Begin")
    for position, given in enumerate(RIGHT.values(), start=1):
        expect(page.get_by_text(f"Question {position} of at most 20")).to_be_visible()
        answer(page, given)
    expect(page.get_by_role("heading", name="Your level: Engineer")).to_be_focused()
    expect(page.get_by_text("We are fairly sure: 83 %, after 4 questions.")).to_be_visible()
    expect(page.get_by_text("This is where the course begins for you.")).to_be_visible()
    sent = fake.sent("POST", "/courses/networks/placements/p1/answers")
    assert {each.json["item"]: each.json["answer"] for each in sent} == KEYS
    assert len({each.headers["Idempotency-Key"] for each in sent}) == len(sent)


def test_who_is_asked_questions_on_trial_is_told_that_they_do_not_count(visit: Visit) -> None:
    fake = ada()
    page = visit(fake, "#/courses/networks/placement")
    press(page, "Begin")
    expect(page.get_by_text("Question 1 of at most 20")).to_be_visible()
    expect(page.get_by_text("on trial")).to_be_hidden()
    fake.on_trial = 2
    page.reload()
    expect(page.get_by_text("Question 1 of at most 22")).to_be_visible()
    expect(page.get_by_text("Up to 2 questions of these may be new and on trial")).to_be_visible()


def test_a_placement_goes_on_where_it_was_when_the_page_is_loaded_again(visit: Visit) -> None:
    page = visit(ada(), "#/courses/networks/placement")
    press(page, "Begin")
    answer(page, RIGHT["masks-2"])
    expect(page.get_by_text("Question 2 of at most 20")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Question 2 of at most 20")).to_be_visible()


def test_an_answer_without_an_option_is_not_sent(visit: Visit) -> None:
    fake = ada()
    fake.placement = ["masks-2"]
    page = visit(fake, "#/courses/networks/placements/p1")
    press(page, "Answer")
    expect(page.get_by_role("alert")).to_have_text("Choose at least one option.")
    assert not fake.sent("POST", "/courses/networks/placements/p1/answers")


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("62", 62),
        (" 0,5 ", 0.5),
        ("\N{MINUS SIGN}3", -3),
        ("1e3", 1000),
        (".5", 0.5),
        ("0.125", 0.125),
        ("65 536", 65_536),
        ("1\N{NO-BREAK SPACE}048\N{NARROW NO-BREAK SPACE}576,25", 1_048_576.25),
        ("65.5360", 65.536),
        ("65536,125", 65_536.125),
    ],
)
def test_a_number_may_be_written_as_people_write_it(visit: Visit, typed: str, sent: float) -> None:
    fake = ada()
    fake.placement = ["masks-2", "masks-9"]
    page = visit(fake, "#/courses/networks/placements/p1")
    answer(page, typed)
    expect(page.get_by_text("Question 4 of at most 20")).to_be_visible()
    (answered,) = fake.sent("POST", "/courses/networks/placements/p1/answers")
    assert answered.json["answer"] == {"number": sent}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            "65,536",
            "“65,536” can be read in two ways. Write 65536 without separators. If you mean a decimal, write 65.5360.",
        ),
        (
            "-1.500",
            "“-1.500” can be read in two ways. Write -1500 without separators. If you mean a decimal, write -1.5000.",
        ),
        ("1,048,576", "Write 1048576 without separators."),
    ],
)
def test_a_number_whose_separators_may_be_thousands_or_decimals_is_not_sent(
    visit: Visit, typed: str, told: str
) -> None:
    fake = ada()
    fake.placement = ["masks-2", "masks-9"]
    page = visit(fake, "#/courses/networks/placements/p1")
    answer(page, typed)
    expect(page.get_by_role("alert")).to_have_text(told)
    assert not fake.sent("POST", "/courses/networks/placements/p1/answers")


@pytest.mark.parametrize(
    "typed", ["", "many", "1.2.3", "0x10", "Infinity", "65 53", "1,04,576", "0,123,456", "1,048,576e3"]
)
def test_what_is_no_number_is_not_sent(visit: Visit, typed: str) -> None:
    fake = ada()
    fake.placement = ["masks-2", "masks-9"]
    page = visit(fake, "#/courses/networks/placements/p1")
    answer(page, typed)
    expect(page.locator("input:invalid")).to_be_focused()
    assert not fake.sent("POST", "/courses/networks/placements/p1/answers")


def test_a_busy_service_is_asked_again_with_the_same_key(visit: Visit) -> None:
    fake = ada()
    fake.refuse["POST", "/courses/networks/placements"] = problem(503, "busy", "The service is busy.")
    page = visit(fake, "#/courses/networks/placement")
    press(page, "Begin")
    expect(page.get_by_text("Question 1 of at most 20")).to_be_visible()
    first, second = fake.sent("POST", "/courses/networks/placements")
    assert first.headers["Idempotency-Key"] == second.headers["Idempotency-Key"]


def test_a_refusal_is_shown_beside_the_action_with_its_detail_and_can_be_tried_again(visit: Visit) -> None:
    fake = ada()
    refusal = problem(429, "too-many", "You have done this too often today.", "Come back tomorrow.")
    fake.refuse["POST", "/courses/networks/placements"] = refusal
    page = visit(fake, "#/courses/networks/placement")
    press(page, "Begin")
    expect(page.get_by_role("alert")).to_contain_text("You have done this too often today.")
    expect(page.get_by_role("alert")).to_contain_text("Come back tomorrow.")
    press(page, "Begin")
    expect(page.get_by_text("Question 1 of at most 20")).to_be_visible()


def test_who_does_not_know_says_so_and_goes_on(visit: Visit) -> None:
    fake = ada()
    page = visit(fake, "#/courses/networks/placement")
    press(page, "Begin")
    press(page, "I do not know")
    expect(page.get_by_text("Question 2 of at most 20")).to_be_visible()
    (sent,) = fake.sent("POST", "/courses/networks/placements/p1/answers")
    assert sent.json["answer"] == {"unknown": True}
