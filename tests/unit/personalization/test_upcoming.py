"""Which reviews there are: of completed lessons, each skill once, the one that is due first at first."""

from datetime import timedelta

from hypothesis import given

from adaptive.review import reviewed
from inarax.stores.beliefs import Belief
from inarax.stores.enrollments import Enrollment
from personalization.upcoming import upcoming
from tests.kit import courses
from tests.unit.learning.strategies import NOW
from tests.unit.personalization.strategies import situations


def found(completed, *answered):
    """Somebody who completed these lessons and answered these skills, one a day, each once and right."""
    at = int(NOW.timestamp())
    cards = {skill: reviewed(None, correct=True, at=at + 86_400 * n) for n, skill in enumerate(answered)}
    enrollment = Enrollment("learner", courses.BINARY, NOW, {}, dict.fromkeys(completed, NOW))
    return upcoming(courses.outline(), enrollment, Belief("learner", courses.BINARY, cards=cards))


def test_a_skill_is_reviewed_by_the_lesson_that_was_completed():
    (review,) = found(["octets"], "octets")
    assert (review.skill, review.lesson.id, review.title) == ("octets", "octets", "Read octets")
    assert review.due == NOW + timedelta(days=2)


def test_what_was_not_completed_not_answered_or_helped_with_alone_is_not_reviewed():
    assert found(["bits"], "octets") == []
    assert found(["octets"]) == []
    assert found(["octets-again"], "octets") == []


def test_a_lesson_without_a_quiz_is_no_review_and_another_of_its_skill_with_one_is():
    unasked = courses.outline().lessons["masks-cloud"]
    (skill, *_) = unasked.skills
    assert unasked.quiz is None
    assert found(["masks-cloud"], skill) == []
    (review,) = found(["masks-cloud", "masks"], skill)
    assert review.lesson.quiz


def test_the_one_that_is_due_first_comes_first():
    assert [each.skill for each in found(["bits", "octets"], "octets", "bits")] == ["octets", "bits"]


@given(situations())
def test_each_skill_is_reviewed_once_and_only_where_its_lesson_was_completed(situation):
    reviews = upcoming(situation.outline, situation.enrollment, situation.belief)
    assert len({each.skill for each in reviews}) == len(reviews)
    assert all(each.lesson.id in situation.enrollment.completed for each in reviews)
    assert [each.due for each in reviews] == sorted(each.due for each in reviews)
