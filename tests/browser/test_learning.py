"""Lessons, quizzes and contests, in a real browser on a fake of the API."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.acting import MINE, RIGHT, WRONG, Visit, ada, answer, press, take_quiz
from tests.browser.fake import AT, problem
from tests.browser.sample import ITEMS


def test_a_lesson_is_opened_once_and_its_table_keeps_its_alignment(visit: Visit) -> None:
    fake = ada()
    page = visit(fake)
    with page.expect_response("**/opened"):
        page.goto(f"{page.url}#/courses/networks/lessons/masks")
    expect(page.locator("td.to-right").first).to_have_css("text-align", "right")
    page.reload()
    expect(page.get_by_role("button", name="Take the quiz")).to_be_visible()
    assert len(fake.sent("PUT", f"{MINE}/lessons/masks/opened")) == 1


def test_a_lesson_without_a_quiz_ends_in_the_next_one(visit: Visit) -> None:
    fake = ada()
    page = visit(fake, "#/courses/networks/lessons/bits")
    press(page, "I have finished this lesson")
    expect(page.get_by_role("region", name="Next for you")).to_contain_text("Masks and prefix lengths")
    expect(page.get_by_role("region", name="Next for you").get_by_role("heading")).to_be_focused()
    expect(page.locator("#said")).to_have_text("The lesson is completed.")
    assert fake.completed == {"bits"}
    page.reload()
    expect(page.get_by_text("Completed on")).to_be_visible()
    press(page, "I have gone through it again")
    expect(page.locator("#said")).to_have_text("The lesson is completed.")
    assert len(fake.sent("PUT", f"{MINE}/lessons/bits/completed")) == 2


def test_a_lesson_that_could_not_be_noted_as_opened_is_shown_with_the_reason_above(visit: Visit) -> None:
    fake = ada()
    refusal = problem(403, "restricted", "Your record is restricted.", "Lift the restriction first.")
    fake.refuse["PUT", f"{MINE}/lessons/masks/opened"] = refusal
    page = visit(fake, "#/courses/networks/lessons/masks")
    expect(page.get_by_role("alert")).to_contain_text("Your record is restricted.")
    expect(page.get_by_role("alert")).to_contain_text("Lift the restriction first.")
    expect(page.locator("main > div:has(.problem) + article")).to_contain_text("A mask is 32 bits")
    expect(page.get_by_role("button", name="Take the quiz")).to_be_visible()


def test_a_failed_quiz_explains_each_answer_and_leads_to_another_lesson_and_why(visit: Visit) -> None:
    fake = ada()
    page = visit(fake, "#/courses/networks/lessons/masks")
    press(page, "Take the quiz")
    answer(page, WRONG["masks-2"])
    expect(page.get_by_role("heading", name="Not right")).to_be_focused()
    expect(page.locator(".is-right")).to_contain_text("Ten host bits: 1024 addresses.")
    expect(page.locator(".is-wrong")).to_contain_text("your answer")
    expect(page.get_by_text("someone who thinks a longer prefix is a larger network")).to_be_visible()
    press(page, "Next question")
    answer(page, WRONG["masks-9"])
    press(page, "Next question")
    answer(page, WRONG["masks-3"])
    expect(page.get_by_text("The answer is 62 hosts.")).to_be_visible()
    press(page, "Next question")
    answer(page, RIGHT["masks-1"])
    expect(page.get_by_role("heading", name="Right", exact=True)).to_be_focused()
    press(page, "See how it went")
    expect(page.get_by_role("heading", name="Not passed yet")).to_be_focused()
    step = page.get_by_role("region", name="Next for you")
    expect(step).to_contain_text("Masks, step by step")
    expect(step.locator(".reason")).to_contain_text("You answered 1 of 4 questions right")
    assert not fake.completed


def test_a_passed_quiz_completes_its_lesson(visit: Visit) -> None:
    fake = ada()
    page = visit(fake, "#/courses/networks/lessons/masks")
    take_quiz(page, RIGHT)
    expect(page.get_by_role("heading", name="Passed")).to_be_focused()
    expect(page.get_by_text("4 of 4 right (100 %).")).to_be_visible()
    expect(page.get_by_role("region", name="Next for you")).to_contain_text("Routing")
    assert fake.completed == {"masks"}


def test_a_passed_quiz_whose_lesson_could_not_be_completed_says_so(visit: Visit) -> None:
    fake = ada()
    refusal = problem(403, "restricted", "Your record is restricted.", "Lift the restriction first.")
    fake.refuse["PUT", f"{MINE}/lessons/masks/completed"] = refusal
    page = visit(fake, "#/courses/networks/lessons/masks")
    take_quiz(page, RIGHT)
    expect(page.get_by_role("heading", name="Passed")).to_be_focused()
    expect(page.get_by_text("But the lesson could not be completed.")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("Your record is restricted.")
    expect(page.get_by_text("The lesson is completed.")).to_have_count(0)


def test_a_quiz_whose_end_could_not_be_shown_says_why_and_can_be_gone_on_with(visit: Visit) -> None:
    fake = ada()
    fake.refuse["GET", f"{MINE}/next"] = problem(500, "unexpected", "Something went wrong on our side.")
    page = visit(fake, "#/courses/networks/lessons/masks")
    take_quiz(page, RIGHT)
    expect(page.get_by_role("alert")).to_have_text("Something went wrong on our side.")
    press(page, "See how it went")
    expect(page.get_by_role("heading", name="Passed")).to_be_focused()


def test_a_quiz_goes_on_after_a_reload_and_ends_as_it_ended(visit: Visit) -> None:
    page = visit(ada(), "#/courses/networks/lessons/masks")
    press(page, "Take the quiz")
    answer(page, RIGHT["masks-2"])
    expect(page.get_by_role("button", name="Next question")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Question 2 of 4")).to_be_visible()


def test_a_grade_is_contested_below_it_and_the_contest_listed(visit: Visit) -> None:
    fake = ada()
    page = visit(fake, "#/courses/networks/lessons/masks")
    press(page, "Take the quiz")
    answer(page, WRONG["masks-2"])
    page.get_by_text("I think this grade is wrong").click()
    page.get_by_label("What is wrong with it?").fill("The stem says nothing of prefixes.")
    press(page, "Contest the grade")
    page.get_by_role("link", name="See your contests").click()
    expect(page.get_by_role("listitem")).to_contain_text("The stem says nothing of prefixes.")
    expect(page.get_by_role("listitem")).to_contain_text(
        f"IP networking in practice: the grade of your answer to “{ITEMS['masks-2']['stem']}”"
    )
    expect(page.get_by_role("listitem")).to_contain_text("to be decided by 24 Dec 2026")
    (sent,) = fake.sent("POST", "/me/contests")
    assert sent.json == {"attempt": "q1", "item": "masks-2", "text": "The stem says nothing of prefixes."}


def waiting(kind: str, **more: Any) -> dict[str, Any]:
    """A contest as the queue shows it."""
    named = {"course": "networks", "course_title": "IP networking in practice"}
    known = {"contest": "handle", **named, "kind": kind, "status": "open", "text": "It is wrong."}
    none = {"attempt": None, "item": None, "skill": None, "subject": None, "said": None, "answers": [], "levels": []}
    return {
        **known,
        **none,
        "contested_at": AT,
        "due": "2026-12-24",
        "urgency": None,
        "decided_at": None,
        "explanation": None,
        **more,
    }


def answered(item: str, **more: Any) -> dict[str, Any]:
    """A question that was not answered right, as the queue shows it."""
    asked = {field: ITEMS[item][field] for field in ("stem", "options", "unit")}
    return {**asked, "correct": False, "answer": None, "key": None, "explanation": None, **more}


def facts(page: Page) -> list[str]:
    """What is told of a question, after its stem."""
    return page.locator("main dl.facts dd").all_inner_texts()


def test_an_operator_decides_a_contest_and_the_learner_sees_why(visit: Visit) -> None:
    fake = ada("operator")
    graded = {"answer": {"options": ["b"]}, "key": {"options": ["a"]}, "explanation": "The shortest leaves most."}
    answers = [answered("masks-2", **graded)]
    fake.contests = [waiting("grade", attempt="q1", item="masks-2", answers=answers, urgency="soon")]
    page = visit(fake)
    page.get_by_role("link", name="Review").click()
    expect(page.locator("main ul.cards > li")).to_contain_text("to be decided by 24 Dec 2026")
    expect(page.get_by_text("due soon")).to_be_visible()
    assert facts(page) == ["10.0.0.0/24", "10.0.0.0/22", "not right", "The shortest leaves most."]
    expect(page.locator("main li li")).to_have_text(["10.0.0.0/22", "10.0.0.0/24", "10.0.0.0/26", "10.0.0.0/30"])
    page.get_by_role("radio", name="Right", exact=True).check()
    page.get_by_label("Explanation for the learner").fill("You are right.")
    press(page, "Decide")
    expect(page.get_by_text("Nothing is waiting to be reviewed.")).to_be_visible()
    expect(page.get_by_role("heading", name="Contests to review")).to_be_focused()
    page.get_by_role("link", name="Contests").click()
    expect(page.get_by_role("listitem")).to_contain_text("Decision: You are right.")
    (sent,) = fake.sent("POST", "/contests/handle/regrades")
    assert sent.json == {"correct": True, "explanation": "You are right."}


def test_an_operator_sees_a_contested_number_with_its_unit(visit: Visit) -> None:
    fake = ada("operator")
    graded = {"answer": {"number": 64.0}, "key": {"number": 62.0}, "explanation": "Two are not for hosts."}
    fake.contests = [waiting("grade", attempt="q1", item="masks-3", answers=[answered("masks-3", **graded)])]
    page = visit(fake, "#/review")
    expect(page.get_by_role("radio", name="Not right")).to_be_checked()
    assert facts(page) == ["64 hosts", "62 hosts", "not right", "Two are not for hosts."]


def test_an_operator_chooses_the_level_that_is_right(visit: Visit) -> None:
    fake = ada("operator")
    levels = [{"id": "newcomer", "title": "Newcomer"}, {"id": "engineer", "title": "Engineer"}]
    answers = [answered("masks-2")]
    fake.contests = [waiting("placement", attempt="p1", said="newcomer", answers=answers, levels=levels)]
    page = visit(fake, "#/review")
    expect(page.get_by_role("radio", name="Newcomer")).to_be_checked()
    page.get_by_role("radio", name="Engineer").check()
    page.get_by_label("Explanation for the learner").fill("You know more.")
    press(page, "Decide")
    expect(page.get_by_text("Nothing is waiting to be reviewed.")).to_be_visible()
    (sent,) = fake.sent("POST", "/contests/handle/placements")
    assert sent.json == {"level": "engineer", "explanation": "You know more."}


def test_an_operator_withdraws_a_signal_that_is_wrong(visit: Visit) -> None:
    fake = ada("operator")
    fake.contests = [waiting("signal", skill="masks", subject="Use masks", said="struggling: 2 of 5 were right")]
    page = visit(fake, "#/review")
    expect(page.get_by_text("It says: struggling: 2 of 5 were right")).to_be_visible()
    expect(page.locator("main li")).to_contain_text("IP networking in practice · signal of “Use masks”")
    page.get_by_role("radio", name="Wrong").check()
    page.get_by_label("Explanation for the learner").fill("These were mistyped.")
    press(page, "Decide")
    expect(page.get_by_text("Nothing is waiting to be reviewed.")).to_be_visible()
    (sent,) = fake.sent("POST", "/contests/handle/signals")
    assert sent.json == {"right": False, "explanation": "These were mistyped."}


def test_the_level_and_what_is_noticed_are_contested_where_they_are_shown(visit: Visit) -> None:
    fake = ada()
    fake.placed = True
    page = visit(fake, "#/courses/networks/mastery")
    page.get_by_text("I think this level is wrong").click()
    page.get_by_role("textbox", name="What is wrong with it?").fill("I know more.")
    press(page, "Contest the level")
    expect(page.locator("#said")).to_have_text("Your contest is under review.")
    entry = page.get_by_role("listitem").filter(has_text="Use masks")
    entry.get_by_text("I think this is wrong").click()
    entry.get_by_role("textbox", name="What is wrong with it?").fill("I mistyped.")
    entry.get_by_role("button", name="Contest this").click()
    entry.get_by_role("link", name="See your contests").click()
    expect(page.get_by_role("listitem").filter(has_text="I mistyped.")).to_contain_text("It said: struggling")
    assert [sent.json for sent in fake.sent("POST", "/me/contests")] == [{"attempt": "p1", "text": "I know more."}]
    assert [sent.json for sent in fake.sent("POST", f"{MINE}/mastery/s/contests")] == [{"text": "I mistyped."}]


def test_what_is_believed_is_shown_with_what_it_rests_on(visit: Visit) -> None:
    page = visit(ada(), "#/courses/networks/mastery")
    entry = page.get_by_role("listitem").filter(has_text="Use masks")
    expect(entry).to_contain_text("41 %")
    expect(entry).to_contain_text("not settling in yet")
    expect(entry).to_contain_text("2 of your 5 answers on this skill were right.")
    expect(entry).to_contain_text(re.compile(r"Noticed on .*20.* 2026: 2 of 4 answers on this skill were right\."))
    expect(page.get_by_role("progressbar", name="Mastery of Use masks and prefix lengths")).to_be_visible()


def test_a_locked_lesson_cannot_be_opened_from_the_course(visit: Visit) -> None:
    page = visit(ada(), "#/courses/networks")
    expect(page.get_by_text("14 min · Locked")).to_be_visible()
    expect(page.get_by_role("link", name="Routing: one hop at a time")).to_have_count(0)


def test_a_page_that_could_not_be_loaded_says_why(visit: Visit) -> None:
    fake = ada()
    fake.refuse["GET", f"{MINE}/lessons/routing"] = problem(409, "lesson-locked", "This lesson builds on others.")
    page = visit(fake, "#/courses/networks/lessons/routing")
    expect(page.get_by_role("alert")).to_have_text("This lesson builds on others.")


def test_a_question_is_answered_by_keyboard_alone(visit: Visit) -> None:
    fake = ada()
    page = visit(fake, "#/courses/networks/lessons/masks")
    press(page, "Take the quiz")
    expect(page.get_by_role("heading", name="Question 1 of 4")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Right", exact=True)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Next question")).to_be_focused()


def test_a_question_one_is_stuck_on_is_left_with_its_answer_explained(visit: Visit) -> None:
    fake = ada()
    page = visit(fake, "#/courses/networks/lessons/masks")
    press(page, "Take the quiz")
    press(page, "I do not know")
    expect(page.get_by_role("heading", name="Not known yet")).to_be_focused()
    expect(page.get_by_text("The shortest prefix leaves most.")).to_be_visible()
    press(page, "Next question")
    expect(page.get_by_text("Question 2 of 4")).to_be_visible()


def test_who_knows_a_lesson_already_takes_its_quiz_from_the_course_and_has_completed_it(visit: Visit) -> None:
    fake = ada()
    fake.placed = True
    page = visit(fake, "#/courses/networks")
    press(page, "I know this: take the quiz of Masks and prefix lengths")
    for position, given in enumerate(RIGHT.values(), start=1):
        answer(page, given)
        press(page, "See how it went" if position == len(RIGHT) else "Next question")
    expect(page.get_by_text("The lesson is completed.")).to_be_visible()
    assert (fake.completed, fake.opened) == ({"masks"}, set())


def test_the_course_shows_what_fits_into_the_minutes_there_are_and_the_plan(visit: Visit) -> None:
    fake = ada()
    fake.placed = True
    fake.settings = {"domain": None, "goal": None, "deadline": "2027-03-01", "extra_time": 0, "note": None}
    page = visit(fake, "#/courses/networks")
    expect(page.get_by_role("region", name="Your plan")).to_contain_text("The chance is 0.74 that you are done.")
    page.get_by_label("How many minutes do you have?").fill("20")
    press(page, "What fits?")
    expect(page.get_by_role("region", name="Within 20 minutes")).to_contain_text("Masks and prefix lengths")
    assert [request.query for request in fake.sent("GET", f"{MINE}/next")] == ["", "minutes=20"]


def test_what_is_due_for_review_is_listed_with_its_lesson(visit: Visit) -> None:
    fake = ada()
    fake.placed = True
    fake.completed = {"masks"}
    page = visit(fake, "#/courses/networks")
    reviews = page.get_by_role("region", name="Your reviews")
    expect(reviews).to_contain_text("due now")
    expect(reviews.get_by_role("link", name="Use masks and prefix lengths")).to_have_attribute(
        "href", "#/courses/networks/lessons/masks"
    )
