"""Progress is counted in core lessons, and everybody can get to the end of it."""

from copy import replace

from hypothesis import given

from inarax.stores.enrollments import Enrollment
from learning.counting import Count, count
from tests.kit import courses
from tests.unit.learning.strategies import NOW, situations

FRESH = Enrollment("learner", courses.BINARY, NOW)


def completing(*lessons):
    done = dict.fromkeys(lessons, NOW)
    return replace(FRESH, opened=done, completed=done)


def test_remedial_lessons_count_for_nothing():
    assert count(courses.outline(), completing("octets-again")) == Count(0, 3)


def test_a_lesson_of_one_domain_counts_once_it_was_begun():
    assert count(courses.outline(), completing("bits")) == Count(1, 3)
    assert count(courses.outline(), replace(FRESH, opened={"masks-cloud": NOW})) == Count(0, 4)
    assert count(courses.outline(), completing("masks-cloud")) == Count(1, 4)


def test_lessons_of_earlier_versions_do_not_count():
    assert count(courses.outline(), completing("bits", "long-gone")) == Count(1, 3)


@given(situations())
def test_who_has_done_what_counts_is_at_the_end(situation):
    outline, enrollment, _ = situation
    done = replace(enrollment, completed=dict.fromkeys(outline.lessons, NOW))
    assert count(outline, done).completed == count(outline, done).total
    assert 0 <= count(outline, enrollment).completed <= count(outline, enrollment).total
