"""Acknowledgements: which notice a learner was shown when, and when they acknowledged it."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from inarax import problems
from inarax.declared import Category, Purpose, held_for
from inarax.stores.base import Moment, Read, Store, Text, Write, put, table


class Acknowledgement(NamedTuple):
    """What one learner did with one notice."""

    learner_id: str
    notice_id: str
    first_seen_at: datetime
    acknowledged_at: datetime | None = None


class _Acknowledgements(Store):
    Meta = table("acknowledgements")
    terms = held_for(Purpose.NOTICES)

    learner_id = Text(Category.KEY, hash_key=True)
    notice_id = Text(Category.PREFERENCE, range_key=True)
    first_seen_at = Moment(Category.PREFERENCE)
    acknowledged_at = Moment(Category.PREFERENCE, null=True)


def _value(item: _Acknowledgements) -> Acknowledgement:
    return Acknowledgement(item.learner_id, item.notice_id, item.first_seen_at, item.acknowledged_at)


def _item(each: Acknowledgement) -> _Acknowledgements:
    return _Acknowledgements(
        each.learner_id, each.notice_id, first_seen_at=each.first_seen_at, acknowledged_at=each.acknowledged_at
    )


def of(learner_id: str, notice_id: str) -> Read[Acknowledgement]:
    """What a learner did with one notice."""
    return Read(_Acknowledgements, (learner_id, notice_id), _value)


def all_of(learner_id: str) -> Mapping[str, Acknowledgement]:
    """By notice, every one that the learner was shown."""
    return {item.notice_id: _value(item) for item in _Acknowledgements.query(learner_id, consistent_read=True)}


def shown(learner_id: str, notice_id: str, at: datetime) -> Write:
    """The notice is shown for the first time; Conflict where it was before."""
    item = _item(Acknowledgement(learner_id, notice_id, at))
    return put(item, problems.Conflict(), _Acknowledgements.notice_id.does_not_exist())


def acknowledge(acknowledgement: Acknowledgement) -> Write:
    """The learner has taken note; Conflict where they had before, since the first time counts."""
    condition = _Acknowledgements.acknowledged_at.does_not_exist()
    return put(_item(acknowledgement), problems.Conflict(), condition)
