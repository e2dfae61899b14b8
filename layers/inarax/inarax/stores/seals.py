"""Seals: the signed roots of the audit trail, each after the one before. Public, and nobody's: a root tells nothing."""

from datetime import datetime
from typing import NamedTuple

from inarax import problems
from inarax.declared import Category, Purpose, held_for
from inarax.ledger import Seal, Statement
from inarax.stores.base import Bytes, Moment, Number, Store, Text, Write, put, table

PAGE = 50
_LEDGER = "audit"
"""One partition holds the chain: it grows by a few items a minute, and its end is one read."""


class _Seals(Store):
    Meta = table("seals")
    terms = held_for(Purpose.SECURITY)

    ledger = Text(Category.NONE, hash_key=True)
    number = Number(Category.NONE, range_key=True)
    minute = Moment(Category.NONE)
    size = Number(Category.NONE)
    root = Bytes(Category.NONE)
    previous = Bytes(Category.NONE)
    signature = Bytes(Category.NONE)
    key = Text(Category.NONE)


class Page(NamedTuple):
    """Some of the chain, and the number before which the rest lies, if there is any."""

    seals: list[Seal]
    before: int | None


def _value(item: _Seals) -> Seal:
    minute: datetime = item.minute
    statement = Statement(int(item.number), minute, int(item.size), item.root, item.previous)
    return Seal(statement, item.signature, item.key)


def latest() -> Seal | None:
    """The end of the chain, read strongly."""
    return next((_value(item) for item in _newest(1, consistent=True)), None)


def page(before: int | None) -> Page:
    """Seals of lower numbers than `before`, or the latest; the newest first."""
    seals = [_value(item) for item in _newest(PAGE, before=before)]
    last = seals[-1].statement.number if seals else 1
    return Page(seals, last if last > 1 else None)


def append(seal: Seal) -> Write:
    """The next seal of the chain; Conflict where another has its number."""
    item = _Seals(
        _LEDGER,
        seal.statement.number,
        minute=seal.statement.minute,
        size=seal.statement.size,
        root=seal.statement.root,
        previous=seal.statement.previous,
        signature=seal.signature,
        key=seal.key,
    )
    return put(item, problems.Conflict(), _Seals.number.does_not_exist())


def _newest(limit: int, *, before: int | None = None, consistent: bool = False) -> list[_Seals]:
    older = None if before is None else _Seals.number < before
    return list(_Seals.query(_LEDGER, older, limit=limit, scan_index_forward=False, consistent_read=consistent))
