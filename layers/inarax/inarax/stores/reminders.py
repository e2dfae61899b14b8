"""Reminders: who consented to mails about due reviews. An item is there as long as the consent is, and no longer."""

from datetime import datetime
from typing import NamedTuple

from pynamodb.attributes import UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection

from inarax import problems
from inarax.declared import Category, Purpose, held_for
from inarax.stores import rosters
from inarax.stores.base import Moment, Store, Text, Write, delete, put, table


class Reminder(NamedTuple):
    """That a learner wants to be reminded, and since when."""

    learner_id: str
    since: datetime


class _Roster(GlobalSecondaryIndex["_Reminders"]):  # type: ignore[no-untyped-call]  # PynamoDB leaves its hook untyped
    class Meta:
        index_name = "roster"
        projection = KeysOnlyProjection()

    shard = UnicodeAttribute(hash_key=True)
    learner_id = UnicodeAttribute(range_key=True)


class _Reminders(Store):
    Meta = table("reminders")
    terms = held_for(Purpose.REMINDERS, Purpose.NOTICES, Purpose.PRIVACY)

    learner_id = Text(Category.KEY, hash_key=True)
    since = Moment(Category.PREFERENCE)
    shard = Text(Category.KEY)

    roster = _Roster()


def begin(reminder: Reminder) -> Write:
    """Remind this learner from now on."""
    item = _Reminders(reminder.learner_id, since=reminder.since, shard=rosters.shard(reminder.learner_id))
    return put(item, problems.Conflict())


def end(learner_id: str) -> Write:
    """Remind them no more; who was not reminded stays so."""
    return delete(_Reminders(learner_id), problems.Conflict())


def reminded(shard: str, after: str | None) -> rosters.Page:
    """Who is to be reminded, of a shard, a page at a time; one who ended it a moment ago may linger."""
    return rosters.page(_Reminders.roster, shard, after)
