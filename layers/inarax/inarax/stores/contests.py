"""Contests: what a learner contests (a grade, a level, a signal, an objection outweighed), and what a person decided.

A contest is named after what is contested, so that each has at most one.
"""

import base64
from collections.abc import Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import NamedTuple, Self
from uuid import UUID

from pynamodb.attributes import UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, IncludeProjection

from inarax import problems
from inarax.declared import Category, Purpose, held_for
from inarax.stores import keys, paging
from inarax.stores.base import Moment, Read, Sealed, Store, Text, Write, put, read, table
from inarax.stores.paging import Page

OPEN, APPEALS = "open", "appeals"
PAGE = 20
_LEARNER = 16  # bytes of a learner's id


class Status(StrEnum):
    """Where a contest stands: under review, or decided for what was contested or against it."""

    OPEN = OPEN
    UPHELD = "upheld"
    CHANGED = "changed"


class ContestKind(StrEnum):
    """What is contested: the grade of an answer, a placement's level, a signal, or that an objection is outweighed."""

    GRADE = "grade"
    PLACEMENT = "placement"
    SIGNAL = "signal"
    OBJECTION = "objection"


class Matter(NamedTuple):
    """What is contested, by a name that is the contest's, and what had been decided, where that may pass."""

    kind: ContestKind
    name: str
    said: str | None = None

    @property
    def parts(self) -> Sequence[str]:
        """Attempt and item of a grade; the attempt of a placement; course, skill and moment of a signal.

        Of an objection its kind, the purpose, and the moment at which it was outweighed.
        """
        return self.name.split(".")


def grade_of(attempt_id: str, item: str) -> Matter:
    """The grade of an answer."""
    return Matter(ContestKind.GRADE, f"{attempt_id}.{item}")


def level_of(attempt_id: str, level: str) -> Matter:
    """The level that a placement gave."""
    return Matter(ContestKind.PLACEMENT, attempt_id, level)


def signal_of(course: str, skill: str, raised_at: datetime, said: str) -> Matter:
    """A signal, as it was raised at that moment for the reason that it says."""
    return Matter(ContestKind.SIGNAL, f"{course}.{skill}.{int(raised_at.timestamp())}", said)


def outweighing_of(purpose: Purpose, decided_at: datetime) -> Matter:
    """That an objection to a purpose is outweighed, as was decided at that moment."""
    return Matter(ContestKind.OBJECTION, f"{ContestKind.OBJECTION}.{purpose}.{int(decided_at.timestamp())}")


class Contest(NamedTuple):
    """One contest."""

    learner_id: str
    matter: Matter
    course: str
    """Empty where it is an objection: that is of no course."""
    text: str
    contested_at: datetime
    due: date
    """The last day on which a decision is in time."""
    status: Status = Status.OPEN
    decided_at: datetime | None = None
    explanation: str | None = None

    @property
    def contest_id(self) -> str:
        """Names the contest among its learner's."""
        return self.matter.name


class _Queue(GlobalSecondaryIndex["_Contests"]):  # type: ignore[no-untyped-call]  # PynamoDB leaves its hook untyped
    class Meta:
        index_name = "queue"
        projection = IncludeProjection(["due"])

    queue = UnicodeAttribute(hash_key=True)
    contested_at = UnicodeAttribute(range_key=True)


_L = Category.LEARNING


class _Contests(Store):
    Meta = table("contests")
    terms = held_for(Purpose.ASSESSMENT, Purpose.SIGNALS)

    learner_id = Text(Category.KEY, hash_key=True)
    contest_id = Text(_L, range_key=True)
    kind = Text(_L)
    said = Text(_L, null=True)
    course = Text(_L)
    text = Sealed(_L)
    status = Text(_L)
    due = Text(_L)
    contested_at = Text(_L)
    """ISO 8601 in UTC, to the millisecond: the queue sorts by it."""
    decided_at = Moment(_L, null=True)
    explanation = Sealed(_L, null=True)
    queue = Text(Category.NONE, null=True)
    """There only while the contest is open, so that the index holds open ones alone."""

    waiting = _Queue()


class Handle(NamedTuple):
    """Names a contest to its reviewer, by random ids that mean nothing outside our tables."""

    learner_id: str
    contest_id: str

    def __str__(self) -> str:
        raw = UUID(self.learner_id).bytes + self.contest_id.encode()
        return base64.urlsafe_b64encode(raw).decode().rstrip("=")

    @classmethod
    def parse(cls, text: str) -> Self:
        """The handle that `text` spells; NotFound if it spells none."""
        try:
            raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
            handle = cls(str(UUID(bytes=raw[:_LEARNER])), raw[_LEARNER:].decode())
        except ValueError:  # not base64, not a learner or not UTF-8
            raise problems.NotFound from None
        if not handle.contest_id:  # DynamoDB has no empty keys
            raise problems.NotFound
        return handle


def _value(item: _Contests) -> Contest:
    return Contest(
        learner_id=item.learner_id,
        matter=Matter(ContestKind(item.kind), item.contest_id, item.said),
        course=item.course,
        text=item.text,
        contested_at=datetime.fromisoformat(item.contested_at),
        due=date.fromisoformat(item.due),
        status=Status(item.status),
        decided_at=item.decided_at,
        explanation=item.explanation,
    )


def _item(contest: Contest) -> _Contests:
    return _Contests(
        contest.learner_id,
        contest.contest_id,
        kind=contest.matter.kind.value,
        said=contest.matter.said,
        course=contest.course,
        text=contest.text,
        due=contest.due.isoformat(),
        status=contest.status.value,
        contested_at=contest.contested_at.astimezone(UTC).isoformat(timespec="milliseconds"),
        decided_at=contest.decided_at,
        explanation=contest.explanation,
        queue=_queue(contest.matter.kind) if contest.status is Status.OPEN else None,
    )


def of(learner_id: str, contest_id: str) -> Read[Contest]:
    """One contest of a learner's."""
    return Read(_Contests, (learner_id, contest_id), _value, keys.of(learner_id))


def begin(contest: Contest) -> Write:
    """A new contest; what is contested has at most one."""
    return put(_item(contest), problems.AlreadyContested(), _Contests.contest_id.does_not_exist())


def decide(contest: Contest) -> Write:
    """The decision of a contest; there is one."""
    return put(_item(contest), problems.AlreadyDecided(), _Contests.status == OPEN)


def closed(contest: Contest, changed: bool, explanation: str, at: datetime) -> Contest:
    """The contest with its decision: what was contested is changed, or upheld."""
    status = Status.CHANGED if changed else Status.UPHELD
    return contest._replace(status=status, decided_at=at, explanation=explanation)


def all_of(learner_id: str, cursor: str | None) -> Page[Contest]:
    """A learner's contests, a page at a time."""
    after = {"learner_id": {"S": learner_id}, "contest_id": {"S": paging.parts(cursor, 1)[0]}} if cursor else None
    found = _Contests.query(learner_id, limit=PAGE, last_evaluated_key=after, consistent_read=True)
    listed, (ring,) = list(found), read(keys.of(learner_id))
    contests = [_value(item) for item in listed if item.unseal(ring)]
    return Page(contests, paging.cursor(listed[-1].contest_id) if found.last_evaluated_key else None)


def queue(cursor: str | None, which: str = OPEN) -> Page[Handle]:
    """The open contests of everybody, the oldest first, a page at a time; a decided one may linger for a moment.

    `which` are those for operators, or the APPEALS, for privacy admins.
    """
    start = _position(which, cursor) if cursor else None
    found = _Contests.waiting.query(which, limit=PAGE, last_evaluated_key=start)
    waiting = list(found)
    handles = [Handle(item.learner_id, item.contest_id) for item in waiting]
    more = found.last_evaluated_key is not None
    return Page(handles, paging.cursor(waiting[-1].contested_at, str(handles[-1])) if more else None)


def due(first: date | None, last: date | None) -> int:
    """How many open contests of everybody, appeals among them, are due on those days, as far as the index has heard."""
    within = _Contests.due.between((first or date.min).isoformat(), (last or date.max).isoformat())
    return sum(_Contests.waiting.count(which, filter_condition=within) for which in (OPEN, APPEALS))


def _queue(kind: ContestKind) -> str:
    return APPEALS if kind is ContestKind.OBJECTION else OPEN


def _position(which: str, cursor: str) -> dict[str, dict[str, str]]:
    contested_at, spelled = paging.parts(cursor, 2)
    try:
        handle = Handle.parse(spelled)
    except problems.NotFound:
        raise problems.UnknownCursor from None
    key = {"queue": which, "contested_at": contested_at, **handle._asdict()}
    return {name: {"S": value} for name, value in key.items()}
