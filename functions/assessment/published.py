"""The course version that an attempt pinned."""

from functools import lru_cache

from assessment.attempting import Course
from inarax import courses

_KEPT = 8
"""Versions kept per environment, with the tables of their placement: about 2 MB for a bank of 300."""


@lru_cache(_KEPT)
def course_of(course: str, version: str) -> Course:
    """A published version, from the environment's cache or the bucket."""
    return Course(courses.outline(course, version), courses.items(course, version))
