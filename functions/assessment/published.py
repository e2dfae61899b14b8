"""The course version that an attempt pinned."""

from assessment.attempting import Course
from inarax import courses


def course_of(course: str, version: str) -> Course:
    """A published version, from the environment's cache or the bucket."""
    return Course(courses.outline(course, version), courses.items(course, version))
