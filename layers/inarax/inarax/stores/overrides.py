"""Overrides: objections of a learner that compelling legitimate grounds outweigh, as a privacy admin decided."""

from datetime import datetime
from typing import NamedTuple

from inarax import problems
from inarax.declared import Category, Purpose, Source, held_for
from inarax.stores import keys
from inarax.stores.base import Moment, Read, Sealed, Store, Text, Write, delete, put, table


class Override(NamedTuple):
    """The decision about one learner and one purpose, with its grounds in the admin's words."""

    learner_id: str
    purpose: Purpose
    grounds: str
    decided_at: datetime
    decided_by: str
    """The learner id of the admin: another one decides on an appeal."""


class _Overrides(Store):
    Meta = table("overrides")
    terms = held_for(Purpose.SIGNALS, source=Source.OURSELVES)

    learner_id = Text(Category.KEY, hash_key=True)
    purpose = Text(Category.PREFERENCE, range_key=True)
    grounds = Sealed(Category.PREFERENCE)
    decided_at = Moment(Category.PREFERENCE)
    decided_by = Text(Category.KEY)


def _value(item: _Overrides) -> Override:
    return Override(item.learner_id, Purpose(item.purpose), item.grounds, item.decided_at, item.decided_by)


def of(learner_id: str, purpose: Purpose) -> Read[Override]:
    """The decision about a learner's objection to a purpose."""
    return Read(_Overrides, (learner_id, purpose.value), _value, keys.of(learner_id))


def decide(override: Override) -> Write:
    """The objection is outweighed; Conflict where that was decided before."""
    item = _Overrides(
        override.learner_id,
        override.purpose.value,
        grounds=override.grounds,
        decided_at=override.decided_at,
        decided_by=override.decided_by,
    )
    return put(item, problems.Conflict(), _Overrides.purpose.does_not_exist())


def withdraw(override: Override) -> Write:
    """It is honoured after all; Conflict where another decision was made meanwhile."""
    item = _Overrides(override.learner_id, override.purpose.value)
    return delete(item, problems.Conflict(), _Overrides.decided_at == override.decided_at)
