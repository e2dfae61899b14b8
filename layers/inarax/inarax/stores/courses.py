"""Courses: which published version of each is current. The versions themselves are immutable objects in S3."""

from datetime import datetime
from typing import NamedTuple

from inarax import problems
from inarax.declared import Category, Purpose, held_for
from inarax.stores.base import Moment, Read, Store, Text, Write, put, table

_SHELF = "courses"
"""One partition holds the whole catalogue, so listing it is one Query."""


class Edition(NamedTuple):
    """The current version of a course."""

    course: str
    version: str
    title: str
    summary: str
    published_at: datetime


class _Courses(Store):
    Meta = table("courses")
    terms = held_for(Purpose.LEARNING, Purpose.ASSESSMENT, Purpose.PERSONALIZATION, Purpose.NEWS)

    shelf = Text(Category.NONE, hash_key=True)
    course = Text(Category.NONE, range_key=True)
    version = Text(Category.NONE)
    title = Text(Category.NONE)
    summary = Text(Category.NONE)
    published_at = Moment(Category.NONE)


def _value(item: _Courses) -> Edition:
    return Edition(item.course, item.version, item.title, item.summary, item.published_at)


def current(course: str) -> Read[Edition]:
    """The current edition of a course."""
    return Read(_Courses, (_SHELF, course), _value)


def shelf() -> list[Edition]:
    """Every course, by id; courses are few, so the shelf is one page."""
    return [_value(item) for item in _Courses.query(_SHELF)]


def point(edition: Edition) -> Write:
    """Make an edition the current one."""
    item = _Courses(
        _SHELF,
        edition.course,
        version=edition.version,
        title=edition.title,
        summary=edition.summary,
        published_at=edition.published_at,
    )
    return put(item, problems.Conflict())
