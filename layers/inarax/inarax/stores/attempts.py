"""Attempts: placements and quizzes that a learner began: what was asked, in order, and how each answer was graded."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from inarax import problems
from inarax.declared import Category, Purpose, held_for
from inarax.stores.base import Document, Flag, Moment, Number, Read, Store, Text, Write, put, table


class Kind(StrEnum):
    """What an attempt is at."""

    PLACEMENT = "placement"
    QUIZ = "quiz"


class Attempt(NamedTuple):
    """One attempt at a placement, or at the quiz of the lesson `quiz`, under one version of the course.

    `asked` are item ids: of a quiz all from the start, of a placement up to the one asked now. `answers` are items with
    whether they were right, in the order counted. `because` is why the current item is asked or the placement ended.
    A placement keeps to the `snapshot` (a revision; 0: none was published) that it began under, and is `counted` once
    it was added to the counts of its items. What the learner had answered before, and when it can be, is `avoided`.
    """

    learner_id: str
    attempt_id: str
    kind: Kind
    course: str
    version: str
    quiz: str | None
    asked: tuple[str, ...]
    started_at: datetime
    answers: tuple[tuple[str, bool], ...] = ()
    because: str = ""
    closed_at: datetime | None = None
    revision: int = 0
    snapshot: int = 0
    counted: bool = False
    avoided: tuple[str, ...] = ()

    @property
    def correct(self) -> int:
        """How many answers were right."""
        return sum(correct for _, correct in self.answers)


_L = Category.LEARNING


class _Attempts(Store):
    Meta = table("attempts")
    terms = held_for(Purpose.ASSESSMENT)

    learner_id = Text(Category.KEY, hash_key=True)
    attempt_id = Text(Category.KEY, range_key=True)
    kind = Text(_L)
    course = Text(_L)
    version = Text(_L)
    quiz = Text(_L, null=True)
    asked = Document(_L, leaves={"<item>": _L})
    answers = Document(_L, leaves={"<item>": _L, "<correct>": _L})
    because = Text(_L)
    started_at = Moment(_L)
    closed_at = Moment(_L, null=True)
    revision = Number(Category.NONE)
    snapshot = Number(Category.NONE)
    counted = Flag(Category.NONE)
    avoided = Document(_L, leaves={"<item>": _L})


def _value(item: _Attempts) -> Attempt:
    return Attempt(
        learner_id=item.learner_id,
        attempt_id=item.attempt_id,
        kind=Kind(item.kind),
        course=item.course,
        version=item.version,
        quiz=item.quiz,
        asked=tuple(item.asked),
        started_at=item.started_at,
        answers=tuple((asked, correct) for asked, correct in item.answers),
        because=item.because,
        closed_at=item.closed_at,
        revision=int(item.revision),
        snapshot=int(item.snapshot),
        counted=item.counted,
        avoided=tuple(item.avoided),
    )


def of(learner_id: str, attempt_id: str) -> Read[Attempt]:
    """One attempt of a learner's own."""
    return Read(_Attempts, (learner_id, attempt_id), _value)


def unfinished_placements(learner_id: str, course: str) -> list[Attempt]:
    """A learner's placements in a course that have not ended, in no order."""
    placing = (_Attempts.kind == Kind.PLACEMENT.value) & (_Attempts.course == course)
    found = _Attempts.query(
        learner_id, filter_condition=placing & _Attempts.closed_at.does_not_exist(), consistent_read=True
    )
    return [_value(item) for item in found]


def save(attempt: Attempt) -> Write:
    """Write the next revision of an attempt that nobody changed since it was read (revision 0: that is new)."""
    seen = attempt.revision
    item = _Attempts(
        attempt.learner_id,
        attempt.attempt_id,
        kind=attempt.kind.value,
        course=attempt.course,
        version=attempt.version,
        quiz=attempt.quiz,
        asked=list(attempt.asked),
        answers=[list(answer) for answer in attempt.answers],
        because=attempt.because,
        started_at=attempt.started_at,
        closed_at=attempt.closed_at,
        revision=seen + 1,
        snapshot=attempt.snapshot,
        counted=attempt.counted,
        avoided=list(attempt.avoided),
    )
    unchanged = _Attempts.revision == seen if seen else _Attempts.revision.does_not_exist()
    return put(item, problems.Conflict(), unchanged)
