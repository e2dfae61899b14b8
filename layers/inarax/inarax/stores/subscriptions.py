"""Subscriptions to course news: asked for in the app, confirmed from the mailbox (double opt-in), ended at any time."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from pynamodb.attributes import UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection

from inarax import problems
from inarax.declared import Category, Purpose, held_for
from inarax.stores import rosters
from inarax.stores.base import Moment, Number, Read, Store, Text, Write, put, table


class State(StrEnum):
    """Where a subscription stands; asking again leads from anywhere back to `asked`."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    ENDED = "ended"


class Subscription(NamedTuple):
    """One learner's subscription; `revision` counts changes."""

    learner_id: str
    state: State
    asked_at: datetime
    changed_at: datetime
    revision: int = 0


class _Roster(GlobalSecondaryIndex["_Subscriptions"]):  # type: ignore[no-untyped-call]  # PynamoDB leaves its hook untyped
    class Meta:
        index_name = "roster"
        projection = KeysOnlyProjection()

    shard = UnicodeAttribute(hash_key=True)
    learner_id = UnicodeAttribute(range_key=True)


class _Subscriptions(Store):
    Meta = table("subscriptions")
    terms = held_for(Purpose.NEWS, Purpose.PRIVACY)

    learner_id = Text(Category.KEY, hash_key=True)
    state = Text(Category.PREFERENCE)
    asked_at = Moment(Category.PREFERENCE)
    changed_at = Moment(Category.PREFERENCE)
    revision = Number(Category.NONE)
    shard = Text(Category.KEY, null=True)
    """There only while the subscription is confirmed, so that the index holds subscribers alone."""

    roster = _Roster()


def _value(item: _Subscriptions) -> Subscription:
    return Subscription(item.learner_id, State(item.state), item.asked_at, item.changed_at, int(item.revision))


def of(learner_id: str) -> Read[Subscription]:
    """The learner's subscription, if they ever asked for one."""
    return Read(_Subscriptions, (learner_id,), _value)


def save(subscription: Subscription) -> Write:
    """Write the next revision of a subscription that nobody changed since it was read (revision 0: that is new)."""
    seen = subscription.revision
    confirmed = subscription.state is State.CONFIRMED
    item = _Subscriptions(
        subscription.learner_id,
        state=subscription.state.value,
        asked_at=subscription.asked_at,
        changed_at=subscription.changed_at,
        revision=seen + 1,
        shard=rosters.shard(subscription.learner_id) if confirmed else None,
    )
    unchanged = _Subscriptions.revision == seen if seen else _Subscriptions.revision.does_not_exist()
    return put(item, problems.Conflict(), unchanged)


def subscribers(shard: str, after: str | None) -> rosters.Page:
    """Who confirmed, of a shard, a page at a time; one who ended a moment ago may linger."""
    return rosters.page(_Subscriptions.roster, shard, after)
