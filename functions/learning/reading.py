"""A learner with a lesson: whether it may be read, and what opening and completing it change.

Who passes its quiz without opening it has tested out of it.
"""

from copy import replace
from datetime import datetime
from typing import NamedTuple, Self

from inarax import problems
from inarax.courses import Lesson, Outline
from inarax.stores.beliefs import Belief
from inarax.stores.enrollments import Enrollment
from learning.unlocking import LessonState, states


class Reading(NamedTuple):
    """A lesson of the course's current version that is open to a learner."""

    outline: Outline
    lesson: Lesson
    enrollment: Enrollment
    passed: bool
    """Whether the latest attempt at its quiz passed."""

    def opened(self, at: datetime) -> Self:
        """The lesson was opened; the first time counts."""
        if self.lesson.id in self.enrollment.opened:
            return self
        opened = {**self.enrollment.opened, self.lesson.id: at}
        return self._replace(enrollment=replace(self.enrollment, opened=opened))

    def completed(self, at: datetime) -> Self:
        """The lesson was completed; LessonUnopened if neither opened nor passed by its quiz.

        The first time counts, but of one without a quiz the last: to go through it again is what one can do with it
        when it helps with a quiz that was failed again.
        """
        if self.lesson.id not in self.enrollment.opened and not self.passed:
            raise problems.LessonUnopened
        if self.lesson.id in self.enrollment.completed and self.lesson.quiz:
            return self
        completed = {**self.enrollment.completed, self.lesson.id: at}
        return self._replace(enrollment=replace(self.enrollment, completed=completed))


def reading(outline: Outline, lesson: str, enrollment: Enrollment, belief: Belief | None, at: datetime) -> Reading:
    """The learner with this lesson; NotFound if the version has none of that id, LessonLocked if others come first."""
    found = outline.lesson(lesson)
    if states(outline, enrollment, belief, at)[lesson] is LessonState.LOCKED:
        raise problems.LessonLocked
    taken = belief.quizzes.get(lesson) if belief else None
    return Reading(outline, found, enrollment, taken is not None and taken.passed)
