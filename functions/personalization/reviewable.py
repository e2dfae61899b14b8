"""All reviews of a learner, over their courses, as the stores say."""

from collections.abc import Iterator

from inarax import courses
from inarax.stores import beliefs, enrollments
from inarax.stores import courses as editions
from inarax.stores.base import read
from personalization.upcoming import Review, upcoming


def reviews_of(learner_id: str) -> Iterator[Review]:
    """Course by course; one that is published no more has none."""
    for enrollment in enrollments.all_of(learner_id):
        edition, belief = read(editions.current(enrollment.course), beliefs.of(learner_id, enrollment.course))
        if edition is not None:
            yield from upcoming(courses.outline(edition.course, edition.version), enrollment, belief)
