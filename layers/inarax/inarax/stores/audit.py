"""The audit trail: what was done about a learner that matters, by whom and for which purpose.

Entries are written independently of each other, each in the transaction of what it tells of (`record`), so neither
exists without the other; once a minute they are sealed (`inarax.ledger`). What erasure takes is body and salt. The leaf
stays, which by then says nothing of anybody, and so the seals hold.
"""

import hashlib
import secrets
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import batched
from typing import NamedTuple

from pynamodb.attributes import UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, IncludeProjection

from inarax import ledger, problems
from inarax.actions import Action, Machine
from inarax.declared import Category, Purpose, Retention, Source, Start, held_for, kept_for
from inarax.roles import Role
from inarax.stores.base import Bytes, Document, Moment, Number, Store, Text, Write, put, table, transact, update
from inarax.tokens import new_id

__all__ = ["Action", "Machine"]  # imported from here, beside what is recorded with them

KEPT = Retention(timedelta(days=3 * 365), Start.RECORDED)
BATCH = 99
"""Entries that one seal can take: with the seal they are one transaction, which has at most 100 parts."""


class Event(NamedTuple):
    """What happened: `actor` is the learner id of who did it, or a Machine; `about` an id or words of ours."""

    learner_id: str
    action: Action
    actor: str
    purpose: Purpose
    about: str
    at: datetime
    role: Role | None = None
    """In which a person did it: what the learner is told of who it was."""


def nobody(learner_id: str) -> str:
    """What stands for a learner in an entry that must not lead to them: of a random id, nobody can guess it back."""
    return hashlib.sha256(learner_id.encode()).hexdigest()


class Place(NamedTuple):
    """Where an entry is sealed: the seal's number, the position in its tree, and the path to its root."""

    seal: int
    position: int
    path: tuple[bytes, ...]


class Entry(NamedTuple):
    """One entry as it is kept; a forgotten one has neither salt nor body."""

    learner_id: str
    entry_id: str
    leaf: bytes
    salt: bytes | None
    body: Mapping[str, str] | None
    place: Place | None

    @property
    def forgotten(self) -> bool:
        """Whether erasure took what the entry said."""
        return self.salt is None and self.body is None

    @property
    def intact(self) -> bool:
        """Whether the entry still says what its leaf was made of, about whom it was made."""
        if self.salt is None or self.body is None or len(self.salt) != ledger.BYTES:
            return False
        named = (self.body.get("learner"), self.body.get("entry")) == (self.learner_id, self.entry_id)
        return named and ledger.leaf(self.salt, self.body) == self.leaf

    def is_under(self, statement: ledger.Statement) -> bool:
        """Whether this seal holds the entry's leaf where the entry says."""
        if self.place is None or self.place.seal != statement.number:
            return False
        return ledger.includes(self.leaf, statement.root, statement.size, self.place.position, self.place.path)


class Unsealed(NamedTuple):
    """What the sealer sees of an entry."""

    learner_id: str
    entry_id: str
    leaf: bytes


_WAITING = "unsealed"
_FORGOTTEN = held_for(Purpose.SECURITY, retention=KEPT, source=Source.OURSELVES)


class _Unsealed(GlobalSecondaryIndex["_Audit"]):  # type: ignore[no-untyped-call]  # PynamoDB leaves its hook untyped
    """Sparse: only entries without a seal are in it. By random id, so that DynamoDB can split it when it is hot."""

    class Meta:
        index_name = "unsealed"
        projection = IncludeProjection(["leaf"])

    unsealed = UnicodeAttribute(hash_key=True)
    entry_id = UnicodeAttribute(range_key=True)


class _Audit(Store):
    Meta = table("audit")
    terms = kept_for(
        Purpose.SECURITY,
        reason="art. 17(3)(b) and (e) GDPR: without the leaf no other entry under the same seal could be proven; "
        "it says nothing of anybody once body and salt are gone",
        retention=KEPT,
        source=Source.OURSELVES,
    )

    learner_id = Text(Category.KEY, hash_key=True)
    entry_id = Text(Category.KEY, range_key=True)
    leaf = Bytes(Category.NONE)
    salt = Bytes(Category.TECHNICAL, null=True, terms=_FORGOTTEN)
    body = Document(
        Category.TECHNICAL,
        leaves={
            "entry": Category.KEY,
            "learner": Category.KEY,
            "action": Category.TECHNICAL,
            "actor": Category.KEY,
            "role": Category.TECHNICAL,
            "purpose": Category.NONE,
            "about": Category.TECHNICAL,
            "at": Category.TECHNICAL,
        },
        null=True,
        terms=_FORGOTTEN,
    )
    unsealed = Text(Category.NONE, null=True)
    sealed_by = Number(Category.NONE, null=True)
    position = Number(Category.NONE, null=True)
    path = Bytes(Category.NONE, null=True)
    expires_at = Moment(Category.TECHNICAL)

    waiting = _Unsealed()


# Recording and forgetting --------------------------------------------------------------------------------------------


def record(event: Event, entry_id: str | None = None) -> Write:
    """An entry, as part of the transaction of what it tells of; Conflict where one of that random id is there."""
    entry_id, salt = entry_id or new_id(), secrets.token_bytes(ledger.BYTES)
    body = _body(entry_id, event)
    item = _Audit(
        event.learner_id,
        entry_id,
        leaf=ledger.leaf(salt, body),
        salt=salt,
        body=body,
        unsealed=_WAITING,
        expires_at=event.at + KEPT.time,
    )
    return put(item, problems.Conflict(), _Audit.entry_id.does_not_exist())


def entries(learner_id: str) -> Iterator[Entry]:
    """All entries about a learner, in no order."""
    return map(_entry, _Audit.query(learner_id, consistent_read=True))


def forget(learner_id: str) -> Iterator[int]:
    """Take body and salt from every entry about a learner (art. 17 GDPR), batch by batch; yields how many each had.

    Doing it again, or again after it was interrupted, forgets what is left.
    """
    told = _Audit.query(learner_id, filter_condition=_Audit.body.exists(), consistent_read=True)
    for some in batched(told, BATCH, strict=False):
        transact(*(_forget(item) for item in some))
        yield len(some)


def _forget(item: _Audit) -> Write:
    return update(item, [_Audit.body.remove(), _Audit.salt.remove()], problems.Conflict(), _Audit.leaf.exists())


def _body(entry_id: str, event: Event) -> dict[str, str]:
    role = event.actor if isinstance(event.actor, Machine) else event.role
    return {
        "entry": entry_id,
        "learner": event.learner_id,
        "action": event.action.value,
        "actor": str(event.actor),
        **({"role": str(role)} if role else {}),
        "purpose": event.purpose.value,
        "about": event.about,
        "at": event.at.astimezone(UTC).isoformat(timespec="milliseconds"),
    }


def _entry(item: _Audit) -> Entry:
    place = None
    if item.sealed_by is not None:
        nodes = tuple(bytes(node) for node in batched(item.path or b"", ledger.BYTES, strict=False))
        place = Place(int(item.sealed_by), int(item.position), nodes)
    return Entry(item.learner_id, item.entry_id, item.leaf, item.salt, item.body, place)


# Sealing -------------------------------------------------------------------------------------------------------------


def unsealed(after: Unsealed | None) -> list[Unsealed]:
    """At most BATCH entries without a seal, in the order of their ids; one that was just sealed may linger."""
    start = None if after is None else _position(after)
    found = _Audit.waiting.query(_WAITING, limit=BATCH, last_evaluated_key=start)
    return [Unsealed(item.learner_id, item.entry_id, item.leaf) for item in found]


def _position(after: Unsealed) -> dict[str, dict[str, str]]:
    key = {"unsealed": _WAITING, "learner_id": after.learner_id, "entry_id": after.entry_id}
    return {name: {"S": value} for name, value in key.items()}


def sealed(entry: Unsealed, place: Place) -> Write:
    """Note where an entry is sealed, once; Conflict where it was sealed or deleted meanwhile."""
    return update(
        _Audit(entry.learner_id, entry.entry_id),
        [
            _Audit.sealed_by.set(place.seal),
            _Audit.position.set(place.position),
            _Audit.path.set(b"".join(place.path)),
            _Audit.unsealed.remove(),
        ],
        problems.Conflict(),
        _Audit.unsealed == _WAITING,
    )
