"""The course version that an attempt pinned."""

from copy import replace
from functools import lru_cache

from assessment.attempting import Course
from inarax import courses, problems
from inarax.stores import snapshots
from inarax.stores.base import read

_KEPT = 8
"""Versions under a snapshot that are kept per environment; they share the tables of their bank."""


@lru_cache(_KEPT)
def course_of(course: str, version: str, snapshot: int = 0) -> Course:
    """A published version under a snapshot of its placement (0: none), from the environment's cache if it was read."""
    unlearned = Course(courses.outline(course, version), courses.items(course, version))
    if not snapshot:
        return unlearned
    (kept,) = read(snapshots.of(course, version, snapshot))
    if kept is None:
        raise problems.NotFound
    return replace(unlearned, snapshot=kept.snapshot)
