"""Consents: each time one was given or withdrawn, with the words that were shown. A learner's history is one Query.

The standing says what holds now (`Standing.consents`); both change in one transaction.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from inarax import problems
from inarax.declared import Category, Purpose, Retention, Start, kept_for
from inarax.stores.base import Moment, Number, Store, Text, Write, put, table, update

KEPT = Retention(timedelta(days=3 * 365), Start.CONSENT_ENDED)


class Act(StrEnum):
    """What was done; a consent that is given after it was withdrawn is given again."""

    GRANTED = "granted"
    WITHDRAWN = "withdrawn"


class Means(StrEnum):
    """Where it was done."""

    ACCOUNT = "account"
    BROWSER = "browser"
    """Before signing in, and merged into the account afterwards."""
    MAIL = "mail"
    """By the link in a mail; only withdrawn, never given."""


class Event(NamedTuple):
    """One entry of a learner's history; `number` counts them from 1. Version and text are those consented to."""

    learner_id: str
    number: int
    purpose: Purpose
    act: Act
    version: int
    language: str
    text: str
    means: Means
    at: datetime
    expires_at: datetime | None = None
    """None while the consent lasts."""


class _Consents(Store):
    Meta = table("consents")
    terms = kept_for(
        Purpose.IDENTITY,
        Purpose.NEWS,
        Purpose.REMINDERS,
        Purpose.PRIVACY,
        Purpose.RIGHTS,
        reason="art. 7(1) and 17(3)(e) GDPR: that there was consent must be shown until claims about it have lapsed",
        retention=KEPT,
    )

    learner_id = Text(Category.KEY, hash_key=True)
    event_id = Text(Category.KEY, range_key=True)
    purpose = Text(Category.PREFERENCE)
    act = Text(Category.PREFERENCE)
    version = Number(Category.NONE)
    language = Text(Category.NONE)
    text = Text(Category.NONE)
    means = Text(Category.PREFERENCE)
    at = Moment(Category.PREFERENCE)
    expires_at = Moment(Category.NONE, null=True)


def _id(number: int) -> str:
    return f"{number:06}"


def _value(item: _Consents) -> Event:
    return Event(
        learner_id=item.learner_id,
        number=int(item.event_id),
        purpose=Purpose(item.purpose),
        act=Act(item.act),
        version=int(item.version),
        language=item.language,
        text=item.text,
        means=Means(item.means),
        at=item.at,
        expires_at=item.expires_at,
    )


def of(learner_id: str) -> tuple[Event, ...]:
    """A learner's whole history, the oldest first."""
    return tuple(_value(item) for item in _Consents.query(learner_id, consistent_read=True))


def record(event: Event) -> Write:
    """Add the next entry; Conflict where another request added one since the history was read."""
    item = _Consents(
        event.learner_id,
        _id(event.number),
        purpose=event.purpose.value,
        act=event.act.value,
        version=event.version,
        language=event.language,
        text=event.text,
        means=event.means.value,
        at=event.at,
        expires_at=event.expires_at,
    )
    return put(item, problems.Conflict(), _Consents.event_id.does_not_exist())


def end(event: Event, at: datetime) -> Write:
    """The consent that an entry gave has ended: from now on the entry is kept for a time only."""
    item = _Consents(event.learner_id, _id(event.number))
    return update(item, [_Consents.expires_at.set(at + KEPT.time)], problems.Conflict(), _Consents.event_id.exists())
