"""Which skills of a course are to be reviewed, and from when: those of completed lessons, once they were answered.

A lesson without a quiz is no review: nothing would be answered, and the skill would be due for ever.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from inarax.courses import Lesson, Outline
from inarax.stores.beliefs import Belief
from inarax.stores.enrollments import Enrollment


class Review(NamedTuple):
    """One skill, by its title, the completed lesson that teaches it, and the moment from which its review is due."""

    course: str
    skill: str
    title: str
    lesson: Lesson
    due: datetime


def upcoming(outline: Outline, enrollment: Enrollment, belief: Belief | None) -> list[Review]:
    """Every review of the course's current version, the one that is due first at first."""
    cards = belief.cards if belief else {}
    found = [
        Review(outline.course, skill["id"], skill["title"], lesson, datetime.fromtimestamp(cards[skill["id"]].due, UTC))
        for skill in outline.raw["skills"]
        if skill["id"] in cards and (lesson := _taught(outline, enrollment, skill["id"]))
    ]
    return by_due(found)


def by_due(reviews: Iterable[Review]) -> list[Review]:
    """In the order in which they are due."""
    return sorted(reviews, key=lambda review: (review.due, review.course, review.skill))


def _taught(outline: Outline, enrollment: Enrollment, skill: str) -> Lesson | None:
    """The first lesson of the skill with a quiz, in the order of the course, that was completed; extra help is none."""
    return next(
        (
            lesson
            for lesson in outline.lessons.values()
            if skill in lesson.skills and lesson.id in enrollment.completed and lesson.quiz and not lesson.remedial
        ),
        None,
    )
