"""Enrollments: which courses a learner is in, and which of their lessons were opened and completed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from inarax import problems
from inarax.declared import Category, Purpose, held_for
from inarax.stores.base import Document, Moment, Number, Read, Store, Text, Write, delete, put, table


@dataclass(frozen=True, slots=True)
class Enrollment:
    """One learner in one course. Lessons map to when they were first opened or completed; `revision` counts changes."""

    learner_id: str
    course: str
    enrolled_at: datetime
    opened: Mapping[str, datetime] = field(default_factory=dict)
    completed: Mapping[str, datetime] = field(default_factory=dict)
    revision: int = 0


class _Enrollments(Store):
    Meta = table("enrollments")
    terms = held_for(Purpose.LEARNING, Purpose.ASSESSMENT, Purpose.PERSONALIZATION, Purpose.REMINDERS)

    learner_id = Text(Category.KEY, hash_key=True)
    course = Text(Category.LEARNING, range_key=True)
    enrolled_at = Moment(Category.LEARNING)
    opened = Document(Category.LEARNING, leaves={"<lesson>": Category.LEARNING})
    completed = Document(Category.LEARNING, leaves={"<lesson>": Category.LEARNING})
    revision = Number(Category.NONE)


def _value(item: _Enrollments) -> Enrollment:
    return Enrollment(
        learner_id=item.learner_id,
        course=item.course,
        enrolled_at=item.enrolled_at,
        opened=_moments(item.opened),
        completed=_moments(item.completed),
        revision=int(item.revision),
    )


def _moments(seconds: Mapping[str, int]) -> dict[str, datetime]:
    return {lesson: datetime.fromtimestamp(at, UTC) for lesson, at in seconds.items()}


def _seconds(moments: Mapping[str, datetime]) -> dict[str, int]:
    return {lesson: int(at.timestamp()) for lesson, at in moments.items()}


def of(learner_id: str, course: str) -> Read[Enrollment]:
    """One enrollment."""
    return Read(_Enrollments, (learner_id, course), _value)


def all_of(learner_id: str) -> list[Enrollment]:
    """A learner's enrollments, by course."""
    return [_value(item) for item in _Enrollments.query(learner_id, consistent_read=True)]


def save(enrollment: Enrollment) -> Write:
    """Write the next revision of an enrollment that nobody changed since it was read (revision 0: that is new)."""
    seen = enrollment.revision
    item = _Enrollments(
        enrollment.learner_id,
        enrollment.course,
        enrolled_at=enrollment.enrolled_at,
        opened=_seconds(enrollment.opened),
        completed=_seconds(enrollment.completed),
        revision=seen + 1,
    )
    unchanged = _Enrollments.revision == seen if seen else _Enrollments.revision.does_not_exist()
    return put(item, problems.Conflict(), unchanged)


def leave(learner_id: str, course: str) -> Write:
    """End an enrollment."""
    return delete(_Enrollments(learner_id, course), problems.NotEnrolled(), _Enrollments.revision.exists())
