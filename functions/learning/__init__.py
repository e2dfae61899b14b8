"""Courses, on the contract: the catalogue, enrollments, lessons and progress."""
