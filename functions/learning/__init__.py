"""Courses, on the contract: the catalogue, enrollments, lessons and progress."""

import inarax.cold_start  # noqa: F401  first of all
