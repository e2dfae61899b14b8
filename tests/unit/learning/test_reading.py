"""Opening and completing a lesson: in this order, once."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inarax import problems
from inarax.stores.beliefs import Belief, QuizOutcome
from inarax.stores.enrollments import Enrollment
from learning.reading import reading
from learning.unlocking import LessonState, states
from tests.kit import courses
from tests.unit.learning.strategies import NOW, situations

FRESH = Enrollment("learner", courses.BINARY, NOW)
LATER = NOW + timedelta(hours=1)


def test_a_lesson_is_completed_only_after_it_was_opened():
    fresh = reading(courses.outline(), "bits", FRESH, None, NOW)
    with pytest.raises(problems.LessonUnopened):
        fresh.completed(NOW)
    assert fresh.opened(NOW).completed(LATER).enrollment.completed == {"bits": LATER}


@pytest.mark.parametrize("passed", [True, False])
def test_who_passes_the_quiz_need_not_open_the_lesson(passed):
    taken = Belief("learner", courses.BINARY, quizzes={"masks": QuizOutcome(passed, 3 * passed, 3, NOW)})
    found = reading(courses.outline(), "masks", FRESH, taken, NOW)
    if not passed:
        with pytest.raises(problems.LessonUnopened):
            found.completed(NOW)
        return
    after = found.completed(NOW).enrollment
    assert (after.completed, after.opened) == ({"masks": NOW}, {})


@pytest.mark.parametrize(("lesson", "problem"), [("octets", problems.LessonLocked), ("poetry", problems.NotFound)])
def test_what_is_locked_or_unknown_cannot_be_read(lesson, problem):
    with pytest.raises(problem):
        reading(courses.outline(), lesson, FRESH, None, NOW)


@given(situations(), st.data())
def test_opening_and_completing_count_once_and_touch_no_other_lesson(situation, data):
    outline, enrollment, belief = situation
    found = states(outline, enrollment, belief, NOW)
    lesson = data.draw(st.sampled_from([each for each in found if found[each] is not LessonState.LOCKED]))
    once = reading(outline, lesson, enrollment, belief, NOW).opened(NOW).completed(NOW)
    assert once.opened(LATER) is once
    again = once.completed(LATER)
    assert again is once if once.lesson.quiz else again.enrollment.completed[lesson] == LATER
    assert once.enrollment.completed == {lesson: NOW} | dict(enrollment.completed)
    assert once.enrollment.opened == {lesson: NOW} | dict(enrollment.opened)
