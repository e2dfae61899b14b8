"""How an attempt goes on: what may be answered, and when a quiz is over and passed."""

from copy import replace

import pytest

from assessment import attempting
from inarax import problems
from inarax.courses import Outline
from inarax.stores.attempts import Attempt, Kind
from inarax.stores.beliefs import Belief
from tests.kit.events import NOW
from tests.unit.assessment.course import course

QUIZ = Attempt("learner", "quiz", Kind.QUIZ, "binary", "v", "bits", ("bits-1", "bits-2", "bits-3"), NOW)
PLACEMENT = replace(QUIZ, kind=Kind.PLACEMENT, quiz=None)


@pytest.mark.parametrize(
    ("attempt", "item", "refusal"),
    [
        (QUIZ, "bits-2", None),
        (QUIZ, "bits-4", problems.NotAsked),
        (replace(QUIZ, closed_at=NOW), "bits-2", problems.AttemptClosed),
        (PLACEMENT, "bits-3", None),
        (PLACEMENT, "bits-2", problems.NotAsked),
        (replace(PLACEMENT, closed_at=NOW), "bits-3", problems.AttemptClosed),
    ],
)
def test_a_quiz_takes_its_items_in_any_order_and_a_placement_the_last_one_asked(attempt, item, refusal):
    if refusal is None:
        attempting.answerable(attempt, item)
    else:
        with pytest.raises(refusal):
            attempting.answerable(attempt, item)


def _answered(right, mark):
    raw = course().outline.raw
    lessons = [{**lesson, "quiz": {"items": 3, "pass": mark}} for lesson in raw["lessons"]]
    marked = attempting.Course(Outline("binary", "v", {**raw, "lessons": lessons}), course().items)
    attempt, belief = QUIZ, Belief("learner", "binary")
    for item, correct in zip(QUIZ.asked, right, strict=True):
        after = attempting.advanced(attempt, belief, marked, item, correct, NOW)
        attempt, belief = after.attempt, after.belief
    return attempt, belief


@pytest.mark.parametrize(
    ("right", "mark", "passed"),
    [
        ([True] * 3, 1.0, True),
        ([True, False, True], 1.0, False),
        ([True, False, True], 2 / 3, True),
        ([True, False, True], 0.67, False),
        ([False] * 3, 0.1, False),
    ],
)
def test_a_quiz_ends_with_its_last_answer_and_is_passed_from_its_mark_on(right, mark, passed):
    attempt, belief = _answered(right, mark)
    assert attempt.closed_at == NOW
    outcome = belief.quizzes["bits"]
    assert (outcome.passed, outcome.correct, outcome.asked, outcome.attempt) == (passed, sum(right), 3, "quiz")


def test_a_lesson_without_a_quiz_has_no_pass_mark():
    with pytest.raises(problems.NotFound):
        attempting.passed(replace(QUIZ, quiz="masks-cloud"), course())
