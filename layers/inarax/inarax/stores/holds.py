"""Holds: what of a learner an erasure has to keep for now, why, and when that is looked at again.

While a hold is active, an erasure keeps what it names and erases the rest (art. 17(3) GDPR). The reason is in a privacy
admin's own words, and the learner is told it (art. 12(4)).
"""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from pynamodb.attributes import UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection

from inarax import problems
from inarax.declared import Category, Purpose, held_for
from inarax.stores import handles, keys, paging
from inarax.stores.base import Moment, Number, Read, Sealed, Store, Text, Texts, Write, put, read, table
from inarax.stores.handles import Handle
from inarax.stores.paging import Page

PAGE = 20


class HoldKind(StrEnum):
    """For what something is held."""

    LEGAL_CLAIM = "legal-claim"
    INVESTIGATION = "security-investigation"
    LEGAL_DUTY = "legal-duty"
    CREDENTIAL = "credential"

    @property
    def words(self) -> str:
        """As the learner is told it."""
        return _WORDS[self]


_WORDS = {
    HoldKind.LEGAL_CLAIM: "It is needed to establish, exercise or defend legal claims.",
    HoldKind.INVESTIGATION: "It is needed to find out about a threat to the security of the service or of its users.",
    HoldKind.LEGAL_DUTY: "A law obliges us to keep it.",
    HoldKind.CREDENTIAL: "An employer relies on a credential that rests on it.",
}


class Article(StrEnum):
    """The rule of law that allows to keep what somebody asks to erase."""

    DUTY = "art. 17(3)(b) GDPR"
    CLAIMS = "art. 17(3)(e) GDPR"
    CCPA_SECURITY = "§ 1798.105(d)(2) CCPA"
    CCPA_DUTY = "§ 1798.105(d)(8) CCPA"


class Hold(NamedTuple):
    """One hold; `revision` counts changes, 0 is one that is not written yet."""

    learner_id: str
    hold_id: str
    kind: HoldKind
    article: Article
    reason: str
    stores: frozenset[str]
    """Names of stores of the erasure plan: nothing else is kept."""
    review_on: date
    """The day by which somebody looks whether the reason still holds."""
    placed_by: str
    placed_at: datetime
    lifted_at: datetime | None = None
    revision: int = 0

    @property
    def handle(self) -> Handle:
        """Its name."""
        return Handle(self.learner_id, self.hold_id)


class _Active(GlobalSecondaryIndex["_Holds"]):  # type: ignore[no-untyped-call]  # PynamoDB leaves its hook untyped
    """Sparse: only holds that are not lifted, by the day of their review."""

    class Meta:
        index_name = "active"
        projection = KeysOnlyProjection()

    active = UnicodeAttribute(hash_key=True)
    review_on = UnicodeAttribute(range_key=True)


_ACTIVE = "active"
_T = Category.TECHNICAL


class _Holds(Store):
    Meta = table("holds")
    terms = held_for(Purpose.RIGHTS, Purpose.NOTICES)

    learner_id = Text(Category.KEY, hash_key=True)
    hold_id = Text(Category.KEY, range_key=True)
    kind = Text(_T)
    article = Text(Category.NONE)
    reason = Sealed(_T)
    stores = Texts(Category.NONE)
    review_on = Text(Category.NONE)
    placed_by = Text(Category.KEY)
    placed_at = Moment(_T)
    lifted_at = Moment(_T, null=True)
    active = Text(Category.NONE, null=True)
    revision = Number(Category.NONE)

    active_ones = _Active()


def _value(item: _Holds) -> Hold:
    return Hold(
        learner_id=item.learner_id,
        hold_id=item.hold_id,
        kind=HoldKind(item.kind),
        article=Article(item.article),
        reason=item.reason,
        stores=frozenset(item.stores),
        review_on=date.fromisoformat(item.review_on),
        placed_by=item.placed_by,
        placed_at=item.placed_at,
        lifted_at=item.lifted_at,
        revision=int(item.revision),
    )


def of(handle: Handle) -> Read[Hold]:
    """One hold, active or lifted."""
    return Read(_Holds, handle, _value, keys.of(handle.learner_id))


def save(hold: Hold) -> Write:
    """Write the next revision of a hold that nobody changed since it was read (revision 0: that is new)."""
    seen = hold.revision
    item = _Holds(
        hold.learner_id,
        hold.hold_id,
        kind=hold.kind.value,
        article=hold.article.value,
        reason=hold.reason,
        stores=set(hold.stores),
        review_on=hold.review_on.isoformat(),
        placed_by=hold.placed_by,
        placed_at=hold.placed_at,
        lifted_at=hold.lifted_at,
        active=None if hold.lifted_at else _ACTIVE,
        revision=seen + 1,
    )
    unchanged = _Holds.revision == seen if seen else _Holds.revision.does_not_exist()
    return put(item, problems.Conflict(), unchanged)


def active_of(learner_id: str) -> Sequence[Hold]:
    """The holds on a learner that are not lifted, the oldest first, with what they say."""
    found, (ring,) = list(_Holds.query(learner_id, consistent_read=True)), read(keys.of(learner_id))
    holds = [_value(item) for item in found if item.lifted_at is None and item.unseal(ring)]
    return sorted(holds, key=lambda hold: (hold.placed_at, hold.hold_id))


def stores_held(learner_id: str) -> frozenset[str]:
    """The names of all stores that an active hold on the learner names, and nothing of why; read strongly."""
    found = _Holds.query(learner_id, consistent_read=True, attributes_to_get=["stores", "lifted_at"])
    return frozenset(store for item in found if item.lifted_at is None for store in item.stores)


def active(cursor: str | None) -> Page[Handle]:
    """The active holds on everybody, the next to be reviewed first; one just lifted may linger."""
    found = _Holds.active_ones.query(_ACTIVE, limit=PAGE, last_evaluated_key=_position(cursor) if cursor else None)
    listed = list(found)
    named = [Handle(item.learner_id, item.hold_id) for item in listed]
    more = listed and found.last_evaluated_key is not None
    return Page(named, paging.cursor(listed[-1].review_on, str(named[-1])) if more else None)


def _position(cursor: str) -> dict[str, dict[str, str]]:
    review_on, handle = handles.position(cursor)
    key = {"active": _ACTIVE, "review_on": review_on, "learner_id": handle.learner_id, "hold_id": handle.own_id}
    return {name: {"S": value} for name, value in key.items()}
