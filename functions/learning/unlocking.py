"""Which lessons of a course are open to a learner.

A lesson is open when each lesson it requires is completed, or known: all its skills are mastered, so that who was
placed beyond a lesson need not sit through it. A required lesson that is not for everybody who takes this one
(remedial, or of another domain) holds nobody up. Remedial lessons are help and never locked. What was begun (opened,
completed, or its quiz taken) stays open, also where mastery fades or a later version of the course requires more.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from adaptive.mastery import VERSIONS, mastered_probability
from adaptive.path import MASTERED
from inarax.courses import Lesson, Outline
from inarax.stores.beliefs import Belief
from inarax.stores.enrollments import Enrollment


class LessonState(StrEnum):
    """How far a learner is with a lesson."""

    LOCKED = "locked"
    OPEN = "open"
    OPENED = "opened"
    COMPLETED = "completed"


def states(outline: Outline, enrollment: Enrollment, belief: Belief | None, at: datetime) -> Mapping[str, LessonState]:
    """The state of every lesson, in the order of the course."""
    known = _mastered(belief, at)
    taken = belief.quizzes.keys() if belief else frozenset[str]()

    def holds(required: Lesson, lesson: Lesson) -> bool:
        return (
            required.id in enrollment.completed
            or (bool(required.skills) and known.issuperset(required.skills))
            or required.remedial
            or required.domain not in {None, lesson.domain}
        )

    def state(lesson: Lesson) -> LessonState:
        if lesson.id in enrollment.completed:
            return LessonState.COMPLETED
        if lesson.id in enrollment.opened:
            return LessonState.OPENED
        helps = lesson.remedial or lesson.id in taken
        open_ = helps or all(holds(outline.lesson(required), lesson) for required in lesson.requires)
        return LessonState.OPEN if open_ else LessonState.LOCKED

    return {name: state(lesson) for name, lesson in outline.lessons.items()}


def _mastered(belief: Belief | None, at: datetime) -> frozenset[str]:
    seconds = int(at.timestamp())
    skills = belief.skills if belief else {}
    return frozenset(
        skill
        for skill, kept in skills.items()
        if mastered_probability(kept, seconds, VERSIONS[kept.parameters]) >= MASTERED
    )
