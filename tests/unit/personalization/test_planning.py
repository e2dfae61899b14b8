"""What is left of a course, and the chance to be done by the chosen day: honest, and explained."""

from copy import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inarax.stores.beliefs import Belief
from inarax.stores.enrollments import Enrollment
from inarax.stores.preferences import Choice
from personalization.choosing import Situation
from personalization.planning import plan
from tests.kit import courses
from tests.kit.believing import believed
from tests.unit.learning.strategies import NOW
from tests.unit.personalization.strategies import rethought, situations

WEEK = timedelta(weeks=1)
SOON = NOW.date() + timedelta(days=20)


def situation(*completed_weeks_ago, deadline=SOON, weeks=4, **choice):
    """Somebody who enrolled so many weeks ago and completed one lesson after the other, each so many weeks ago."""
    done = dict(zip(courses.outline().lessons, (NOW - ago * WEEK for ago in completed_weeks_ago), strict=False))
    enrollment = Enrollment("learner", courses.BINARY, NOW - weeks * WEEK, done, done)
    return Situation(courses.outline(), enrollment, None, Choice(deadline=deadline, **choice), None)


def test_without_a_day_it_says_what_is_left():
    found = plan(situation(deadline=None), NOW, plain=False)
    assert (found.code, found.chance, found.days) == ("no-deadline", None, None)
    assert found.minutes == sum(lesson.minutes for lesson in found.lessons) > 0
    assert f"about {found.minutes} minutes" in found.text


def test_the_chance_rests_on_the_weeks_that_were_seen():
    found = plan(situation(1.5, 2.5), NOW, plain=False)
    assert (found.code, found.days, found.pace.weeks) == ("pace", 21, 4)
    assert 0 < found.chance < 1
    assert "if you go on as in the last 4 weeks: about" in found.text
    assert f"The chance is {found.chance:.2f} that you are done by 14 December 2026" in found.text
    assert "no promise" in found.text
    later = plan(situation(1.5, 2.5, deadline=SOON + 10 * WEEK), NOW, plain=False)
    assert later.chance > found.chance


@pytest.mark.parametrize("early", [{"weeks": 1}, {"weeks": 6}])
def test_who_began_a_week_ago_or_completed_nothing_is_told_what_it_takes_and_no_chance(early):
    found = plan(situation(*[0.5] * (early["weeks"] == 1), **early), NOW, plain=False)
    assert (found.code, found.chance) == ("too-early", None)
    assert found.needed == pytest.approx(found.minutes / 3)
    assert "minutes a week until then" in found.text


def test_who_objects_is_told_what_is_left_and_no_chance():
    found = plan(situation(1.5, 2.5), NOW, plain=True)
    assert (found.code, found.chance, found.pace) == ("standard-order", None, None)
    assert found.needed


def test_lessons_that_were_tested_out_of_are_no_minutes_studied():
    studied = situation(1.5, 2.5, 2.5)
    done = studied.enrollment.completed
    tested = replace(studied, enrollment=replace(studied.enrollment, opened={}))
    found = plan(tested, NOW, plain=False)
    assert (found.code, found.chance, found.pace) == ("too-early", None, None)
    assert "testing out of one says nothing" in found.text
    first, *others = done
    later = replace(studied, enrollment=replace(studied.enrollment, opened={**done, **dict.fromkeys(others, NOW)}))
    alone = replace(studied, enrollment=replace(studied.enrollment, opened={first: done[first]}))
    assert plan(later, NOW, plain=False).pace == plan(alone, NOW, plain=False).pace
    assert plan(alone, NOW, plain=False).pace.mean < plan(studied, NOW, plain=False).pace.mean


def test_a_day_that_has_passed_and_a_course_that_is_done_are_told_as_such():
    late = plan(situation(1.5, deadline=date(2026, 11, 23)), NOW, plain=False)
    assert (late.code, late.chance, late.days, late.needed) == ("too-late", 0, 0, None)
    assert "23 November 2026 has passed" in late.text
    done = plan(situation(*[1.5] * 20), NOW, plain=False)
    assert (done.code, done.chance, done.lessons) == ("done", 1, ())


def test_today_is_a_day_still():
    assert plan(situation(1.5, deadline=NOW.date()), NOW, plain=False).days == 1


def test_a_day_is_left_for_as_long_as_it_is_that_day_somewhere_on_earth():
    chosen, noon = date(2026, 11, 23), NOW
    still = plan(situation(1.5, deadline=chosen), noon - timedelta(seconds=1), plain=False)
    assert (still.code, still.days) == ("pace", 1)
    over = plan(situation(1.5, deadline=chosen), noon, plain=False)
    assert (over.code, over.days) == ("too-late", 0)


@pytest.mark.parametrize(("deadline", "told"), [(date(2030, 1, 1), "over 0.99"), (date(2026, 11, 24), "under 0.01")])
def test_nothing_likely_is_called_certain(deadline, told):
    assert f"The chance is {told}" in plan(situation(1.5, 2.5, deadline=deadline), NOW, plain=False).text


def test_extra_time_counts_for_what_was_done_as_for_what_is_left():
    usual, longer = (plan(situation(1.5, 2.5, extra_time=percent), NOW, plain=False) for percent in (0, 100))
    assert (longer.minutes, longer.pace.mean) == (2 * usual.minutes, 2 * usual.pace.mean)
    assert longer.chance == pytest.approx(usual.chance)


def test_what_was_placed_out_of_is_not_left():
    known = situation(deadline=None)
    assert "masks" in {lesson.id for lesson in plan(known, NOW, plain=False).lessons}
    belief = Belief("learner", courses.BINARY, {"masks": believed("masks", 0.95, tries=3, correct=3, at=10**10)})
    placed = replace(known, belief=belief)
    assert "masks" not in {lesson.id for lesson in plan(placed, NOW, plain=False).lessons}
    assert "masks" in {lesson.id for lesson in plan(placed, NOW, plain=True).lessons}


@given(rethought(), st.none() | st.dates(date(2026, 1, 1), date(2028, 1, 1)))
def test_for_who_objects_beliefs_signals_and_goal_change_nothing(pair, deadline):
    one, other = (replace(each, choice=replace(each.choice, deadline=deadline)) for each in pair)
    assert plan(one, NOW, plain=True) == plan(other, NOW, plain=True)


@given(situations(), st.dates(date(2026, 11, 1), date(2027, 6, 1)), st.booleans())
def test_a_chance_is_one_and_every_plan_says_why(situation, deadline, plain):
    found = plan(replace(situation, choice=replace(situation.choice, deadline=deadline)), NOW, plain=plain)
    assert found.chance is None or 0 <= found.chance <= 1
    assert found.code
    assert found.text
