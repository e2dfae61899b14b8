"""Who asks about a course of theirs is in it: what every such door begins with."""

from inarax import problems
from inarax.stores.courses import Edition
from inarax.stores.enrollments import Enrollment


def enrolled(edition: Edition | None, enrollment: Enrollment | None) -> tuple[Edition, Enrollment]:
    """Both, as they were read; NotFound where there is no such course, NotEnrolled where the caller is not in it."""
    if edition is None:
        raise problems.NotFound
    if enrollment is None:
        raise problems.NotEnrolled
    return edition, enrollment
