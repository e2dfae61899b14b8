"""Which lessons are open: what was learned opens more, and nothing that was begun closes again."""

from copy import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inarax.stores.beliefs import Belief
from inarax.stores.enrollments import Enrollment
from learning.unlocking import LessonState, states
from tests.kit import courses
from tests.kit.believing import believed
from tests.unit.learning.strategies import NOW, situations

FRESH = Enrollment("learner", courses.BINARY, NOW)
YEARS = timedelta(days=2000)


def knowing(**mastery):
    at = int(NOW.timestamp())
    skills = {skill: believed(skill, known, tries=4, correct=4, at=at) for skill, known in mastery.items()}
    return Belief("learner", courses.BINARY, skills)


@pytest.mark.parametrize(
    ("completed", "belief", "open_"),
    [
        ((), None, {"bits", "octets-again"}),
        (("bits",), None, {"octets", "octets-again"}),
        ((), knowing(bits=0.9), {"bits", "octets", "octets-again"}),
        ((), knowing(bits=0.84), {"bits", "octets-again"}),
        (("octets-again",), None, {"bits"}),
        (("bits", "octets", "masks"), None, {"octets-again", "masks-cloud"}),
    ],
)
def test_a_lesson_opens_when_what_it_requires_is_completed_or_known(completed, belief, open_):
    enrollment = replace(FRESH, completed=dict.fromkeys(completed, NOW))
    found = states(courses.outline(), enrollment, belief, NOW)
    assert {lesson for lesson, state in found.items() if state is LessonState.OPEN} == open_


def test_what_fades_from_memory_locks_what_was_not_begun():
    found = states(courses.outline(), FRESH, knowing(bits=0.9), NOW + YEARS)
    assert found["octets"] is LessonState.LOCKED


@given(situations(), st.data())
def test_completing_a_lesson_locks_nothing(situation, data):
    outline, enrollment, belief = situation
    before = states(outline, enrollment, belief, NOW)
    lesson = data.draw(st.sampled_from(list(before)))
    further = replace(enrollment, completed={**enrollment.completed, lesson: NOW})
    after = states(outline, further, belief, NOW)
    assert after[lesson] is LessonState.COMPLETED
    assert all(after[each] is not LessonState.LOCKED for each in before if before[each] is not LessonState.LOCKED)


@given(situations())
def test_what_was_begun_stays_open_however_much_is_forgotten(situation):
    outline, enrollment, belief = situation
    found = states(outline, enrollment, belief, NOW + YEARS)
    begun = {*enrollment.opened, *enrollment.completed, *(belief.quizzes if belief else ())}
    assert all(found[lesson] is not LessonState.LOCKED for lesson in begun)


@given(situations())
def test_some_lesson_is_always_open(situation):
    outline, enrollment, belief = situation
    assert any(state is not LessonState.LOCKED for state in states(outline, enrollment, belief, NOW).values())
