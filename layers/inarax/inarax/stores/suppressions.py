"""Suppressions: learners whose address takes no mail: it bounced for good, or they complained of a mail as spam.

Kept by learner and not by address, so that nobody's address lies here; a new address at sign-in ends it.
"""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from inarax import problems
from inarax.declared import Category, Purpose, Source, held_for
from inarax.stores.base import Moment, Read, Store, Text, Write, delete, put, table


class Cause(StrEnum):
    """Why no mail is sent."""

    BOUNCE = "bounce"
    COMPLAINT = "complaint"


class Suppression(NamedTuple):
    """That and why one learner gets no mail."""

    learner_id: str
    cause: Cause
    at: datetime


class _Suppressions(Store):
    Meta = table("suppressions")
    terms = held_for(Purpose.NOTICES, Purpose.NEWS, Purpose.REMINDERS, Purpose.IDENTITY, source=Source.OURSELVES)

    learner_id = Text(Category.KEY, hash_key=True)
    cause = Text(Category.TECHNICAL)
    at = Moment(Category.TECHNICAL)


def of(learner_id: str) -> Read[Suppression]:
    """The suppression of a learner's address."""
    return Read(_Suppressions, (learner_id,), lambda item: Suppression(item.learner_id, Cause(item.cause), item.at))


def begin(suppression: Suppression) -> Write:
    """Send nothing more; Conflict where that holds already."""
    item = _Suppressions(suppression.learner_id, cause=suppression.cause.value, at=suppression.at)
    return put(item, problems.Conflict(), _Suppressions.learner_id.does_not_exist())


def end(learner_id: str) -> Write:
    """The address is another one."""
    return delete(_Suppressions(learner_id), problems.Conflict())
