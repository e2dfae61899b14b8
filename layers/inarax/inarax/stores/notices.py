"""Notices: what everybody is told, as a material change of the privacy policy. Nothing in them is about a person."""

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from inarax import problems
from inarax.declared import Category, Purpose, held_for
from inarax.stores.base import Document, Flag, Read, Store, Text, Write, put, table, update


class NoticeKind(StrEnum):
    """What a notice is about; a notice's id is its kind and a number, `policy-3`."""

    POLICY = "policy"


class Notice(NamedTuple):
    """One notice: readable lines, and whether it is mailed too."""

    notice_id: str
    kind: NoticeKind
    date: dt.date
    summary: Sequence[str]
    mail: bool
    announced: bool = False
    """Whether the mails have been asked for."""


class _Notices(Store):
    Meta = table("notices")
    terms = held_for(Purpose.NOTICES)

    kind = Text(Category.NONE, hash_key=True)
    notice_id = Text(Category.NONE, range_key=True)
    date = Text(Category.NONE)
    summary = Document(Category.NONE, leaves={"<line>": Category.NONE})
    mail = Flag(Category.NONE)
    announced = Flag(Category.NONE)


def _value(item: _Notices) -> Notice:
    return Notice(
        notice_id=item.notice_id,
        kind=NoticeKind(item.kind),
        date=dt.date.fromisoformat(item.date),
        summary=tuple(item.summary),
        mail=item.mail,
        announced=item.announced,
    )


def of(notice_id: str) -> Read[Notice]:
    """A notice by its id; whatever is no id of ours names none."""
    return Read(_Notices, (notice_id.rpartition("-")[0] or notice_id, notice_id), _value)


def all_of(kind: NoticeKind) -> Sequence[Notice]:
    """Every notice of a kind, the newest first."""
    found = [_value(item) for item in _Notices.query(kind.value, consistent_read=True)]
    return sorted(found, key=lambda notice: (notice.date, notice.notice_id), reverse=True)


def publish(notice: Notice) -> Write:
    """Show a notice from now on; Conflict where it is shown already, since what was told is not rewritten."""
    item = _Notices(
        notice.kind.value,
        notice.notice_id,
        date=notice.date.isoformat(),
        summary=list(notice.summary),
        mail=notice.mail,
        announced=notice.announced,
    )
    return put(item, problems.Conflict(), _Notices.notice_id.does_not_exist())


def announced(notice: Notice) -> Write:
    """Note that the mails have been asked for."""
    return update(
        _Notices(notice.kind.value, notice.notice_id),
        [_Notices.announced.set(True)],
        problems.Conflict(),
        _Notices.notice_id.exists(),
    )
