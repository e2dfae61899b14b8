"""What a learner did, as records of an export tell it: what travels to other systems (art. 20 GDPR)."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from rights.export.records import Record


class Registered(NamedTuple):
    """Joined a course."""

    course: str
    at: datetime


class Opened(NamedTuple):
    """Opened a lesson for the first time."""

    course: str
    lesson: str
    at: datetime


class Completed(NamedTuple):
    """Completed a lesson."""

    course: str
    lesson: str
    at: datetime


class Began(NamedTuple):
    """Began an attempt at the quiz of a lesson, or at the placement (`quiz` is None), of a version of a course."""

    course: str
    version: str
    quiz: str | None
    attempt: str
    at: datetime


class Answered(NamedTuple):
    """Gave an answer that was counted: {"options": [ids]}, {"number": 64.0} or {"text": "in own words"}."""

    course: str
    version: str
    attempt: str
    item: str
    answer: Mapping[str, list[str] | float | str]
    correct: bool
    at: datetime


class Ended(NamedTuple):
    """Ended an attempt, with so many answers right out of those counted."""

    course: str
    version: str
    quiz: str | None
    attempt: str
    correct: int
    answered: int
    at: datetime


type Activity = Registered | Opened | Completed | Began | Answered | Ended


def of(store: str, record: Record) -> Iterator[Activity]:
    """What a record of a store says that a learner did; most stores say nothing of that kind."""
    return _TOLD[store](record) if store in _TOLD else iter(())


def _enrollment(record: Record) -> Iterator[Activity]:
    course = record["course"]
    yield Registered(course, _moment(record["enrolled_at"]))
    for lesson, seconds in record["opened"].items():
        yield Opened(course, lesson, datetime.fromtimestamp(seconds, UTC))
    for lesson, seconds in record["completed"].items():
        yield Completed(course, lesson, datetime.fromtimestamp(seconds, UTC))


def _attempt(record: Record) -> Iterator[Activity]:
    which = (record["course"], record["version"], record.get("quiz"), record["attempt_id"])
    yield Began(*which, _moment(record["started_at"]))
    if "closed_at" in record:
        right = sum(correct for _, correct in record["answers"])
        yield Ended(*which, right, len(record["answers"]), _moment(record["closed_at"]))


def _response(record: Record) -> Iterator[Activity]:
    attempt, _, item = record["response"].partition("#")
    answer = record["own_answer"] if "own_answer" in record else {"options": record["options"]}
    yield Answered(
        record["course"],
        record["version"],
        attempt,
        item,
        answer,
        record["correct"],
        _moment(record["answered_at"]),
    )


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


_TOLD: Mapping[str, Callable[[Record], Iterator[Activity]]] = {
    "enrollments": _enrollment,
    "attempts": _attempt,
    "responses": _response,
}

STORES = tuple(_TOLD)
"""The stores that tell what a learner did."""
