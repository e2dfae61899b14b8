"""How far a learner is in a course, counted in core lessons of its current version.

Remedial lessons are help and count for nothing. A lesson of one domain counts once it was begun, so that who chose
another domain still gets to all of them.
"""

from typing import NamedTuple

from inarax.courses import Lesson, Outline
from inarax.stores.enrollments import Enrollment


class Count(NamedTuple):
    """Core lessons completed, of all there are for this learner."""

    completed: int
    total: int


def count(outline: Outline, enrollment: Enrollment) -> Count:
    """The learner's count; lessons of earlier versions that are gone do not count."""
    counted = [lesson.id for lesson in outline.lessons.values() if _counts(lesson, enrollment)]
    return Count(sum(lesson in enrollment.completed for lesson in counted), len(counted))


def _counts(lesson: Lesson, enrollment: Enrollment) -> bool:
    begun = lesson.id in enrollment.opened or lesson.id in enrollment.completed
    return not lesson.remedial and (lesson.domain is None or begun)
