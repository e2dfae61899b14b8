"""A proposal: the next lesson, its kind and its reason; and of several, the first that fits into the time there is."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from adaptive.course import Lesson
from adaptive.reasons import Reason, fitting, nothing_fits


class Kind(StrEnum):
    """What sort of step the next lesson is."""

    START = "start"
    CONTINUE = "continue"
    REMEDIAL = "remedial"
    PREREQUISITE = "prerequisite"
    REVIEW = "review"
    FINISHED = "finished"


class Next(NamedTuple):
    """The next lesson (None only when FINISHED) and the reason for it."""

    lesson: Lesson | None
    kind: Kind
    reason: Reason


def chosen(proposals: Iterable[Next], minutes: int | None) -> Next:
    """The first of the proposals, best first and never none, that fits into so many minutes (None: any does).

    Where none does it is the shortest, to be begun. Less than a minute raises ValueError.
    """
    if minutes is None:
        return next(iter(proposals))
    if minutes < 1:
        raise ValueError(f"nothing can be learned in {minutes} minutes")
    return _fitting(tuple(proposals), minutes)


def _fitting(proposals: Sequence[Next], minutes: int) -> Next:
    lessons = [(each, each.lesson) for each in proposals if each.lesson]
    if not lessons:
        return proposals[0]
    for each, lesson in lessons:
        if lesson.minutes <= minutes:
            return each._replace(reason=fitting(each.reason, lesson, lessons[0][1], minutes))
    shortest, lesson = min(lessons, key=lambda pair: pair[1].minutes)
    return shortest._replace(reason=nothing_fits(lesson, minutes))
