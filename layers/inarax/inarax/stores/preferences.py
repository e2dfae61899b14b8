"""Preferences: a learner's domain, goal, day to be done by and extra time in a course, and a note in own words.

The note is for the learner alone: what chooses the next lesson reads `choice_of`, which leaves it sealed.
"""

from datetime import date
from typing import NamedTuple

from inarax import problems
from inarax.declared import Category, Purpose, held_for
from inarax.stores import keys
from inarax.stores.base import Number, Read, Sealed, Store, Text, Write, put, table


class Choice(NamedTuple):
    """A domain and a goal of the course's catalogues, and the day to be done by; None where none was chosen.

    `extra_time` is how much more time than usual the learner takes, in percent; nobody is asked why.
    """

    domain: str | None = None
    goal: str | None = None
    deadline: date | None = None
    extra_time: int = 0


class Preferences(NamedTuple):
    """One learner's settings for one course; `revision` counts changes, 0 is what holds before the first."""

    learner_id: str
    course: str
    choice: Choice = Choice()
    note: str | None = None
    revision: int = 0


class _Preferences(Store):
    Meta = table("preferences")
    terms = held_for(Purpose.PERSONALIZATION)

    learner_id = Text(Category.KEY, hash_key=True)
    course = Text(Category.LEARNING, range_key=True)
    domain = Text(Category.PREFERENCE, null=True)
    goal = Text(Category.PREFERENCE, null=True)
    deadline = Text(Category.PREFERENCE, null=True)
    extra_time = Number(Category.PREFERENCE, null=True)
    note = Sealed(Category.PREFERENCE, null=True)
    revision = Number(Category.NONE)


def _choice(item: _Preferences) -> Choice:
    deadline = date.fromisoformat(item.deadline) if item.deadline else None
    return Choice(item.domain, item.goal, deadline, int(item.extra_time or 0))


def _value(item: _Preferences) -> Preferences:
    return Preferences(item.learner_id, item.course, _choice(item), item.note, int(item.revision))


def of(learner_id: str, course: str) -> Read[Preferences]:
    """A learner's settings for a course, with the note."""
    return Read(_Preferences, (learner_id, course), _value, keys.of(learner_id))


def choice_of(learner_id: str, course: str) -> Read[Choice]:
    """What a learner chose for a course, without the note."""
    return Read(_Preferences, (learner_id, course), _choice)


def save(preferences: Preferences) -> Write:
    """Write the next revision of settings that nobody changed since `revision` was read; Outdated otherwise."""
    seen = preferences.revision
    item = _Preferences(
        preferences.learner_id,
        preferences.course,
        domain=preferences.choice.domain,
        goal=preferences.choice.goal,
        deadline=preferences.choice.deadline.isoformat() if preferences.choice.deadline else None,
        extra_time=preferences.choice.extra_time or None,
        note=preferences.note,
        revision=seen + 1,
    )
    unchanged = _Preferences.revision == seen if seen else _Preferences.revision.does_not_exist()
    return put(item, problems.Outdated(), unchanged)
