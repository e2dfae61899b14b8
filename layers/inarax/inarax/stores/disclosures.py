"""Disclosures: what of a learner a court, an authority or another legal partner was given, on which basis, by whom.

One counts once a second privacy admin has approved it. The learner is told, unless an order forbids that; then on the
day on which the ban ends. Until they are told, nothing that they are shown says that there is one.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from pynamodb.attributes import UnicodeAttribute
from pynamodb.expressions.update import Action
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection

from inarax import problems
from inarax.declared import Category, Purpose, Source, held_for
from inarax.stores import handles, keys, paging
from inarax.stores.base import (
    Moment,
    Number,
    Read,
    Sealed,
    Store,
    Text,
    Texts,
    Write,
    delete,
    put,
    read,
    table,
    update,
)
from inarax.stores.handles import Handle
from inarax.stores.paging import Page

PAGE = 20


class DisclosureKind(StrEnum):
    """Why something is given out."""

    COURT_ORDER = "court-order"
    LEGAL_DUTY = "legal-duty"
    PROTECTION = "protection"

    @property
    def words(self) -> str:
        """As the learner is told it."""
        return _WORDS[self]


_WORDS = {
    DisclosureKind.COURT_ORDER: "A court ordered it.",
    DisclosureKind.LEGAL_DUTY: "A law obliges us to it, or an authority that may demand it by law.",
    DisclosureKind.PROTECTION: "It was necessary to protect somebody's rights or safety.",
}


class DisclosureArticle(StrEnum):
    """The rule of law on which something may be given out."""

    DUTY = "art. 6(1)(c) GDPR"
    VITAL_INTERESTS = "art. 6(1)(d) GDPR"
    LEGITIMATE_INTERESTS = "art. 6(1)(f) GDPR"


class DisclosureState(StrEnum):
    """How far a disclosure has come."""

    RECORDED = "recorded"
    """It waits for the second admin, and nothing may be given out."""
    SILENT = "silent"
    """It counts, and an order forbids for the time being to tell the learner."""
    TOLD = "told"
    """It counts, and the learner was told."""


class Disclosure(NamedTuple):
    """One disclosure; `revision` counts changes, 0 is one that is not written yet."""

    learner_id: str
    disclosure_id: str
    kind: DisclosureKind
    article: DisclosureArticle
    reference: str
    """The order or request, in words that find it again: who issued it, its number, its day."""
    recipient: str
    recipient_mail: str
    """Where the recipient is told what became of it since (art. 19 GDPR)."""
    stores: frozenset[str]
    """Names of what an export of the learner's data has: nothing else is given out."""
    disclosed_on: date
    recorded_by: str
    recorded_at: datetime
    silent_until: date | None = None
    """The day on which the learner is told, where an order forbids to do it before."""
    approved_by: str | None = None
    approved_at: datetime | None = None
    told_at: datetime | None = None
    revision: int = 0

    @property
    def handle(self) -> Handle:
        """Its name."""
        return Handle(self.learner_id, self.disclosure_id)

    @property
    def state(self) -> DisclosureState:
        """How far it has come."""
        if self.told_at:
            return DisclosureState.TOLD
        return DisclosureState.SILENT if self.approved_at else DisclosureState.RECORDED


class _Queue(GlobalSecondaryIndex["_Disclosures"]):  # type: ignore[no-untyped-call]  # PynamoDB leaves its hook untyped
    """All of a state, by day: of the recording, of the end of the silence, of the telling; and of a day by id, so that
    none shares its place, and an erasure that looks for one reads no other."""

    class Meta:
        index_name = "queue"
        projection = KeysOnlyProjection()

    state = UnicodeAttribute(hash_key=True)
    day = UnicodeAttribute(range_key=True)


_COUNTS = frozenset({DisclosureState.SILENT.value, DisclosureState.TOLD.value})
_T = Category.TECHNICAL


class _Disclosures(Store):
    Meta = table("disclosures")
    terms = held_for(Purpose.RIGHTS, Purpose.NOTICES, source=Source.OURSELVES)

    learner_id = Text(Category.KEY, hash_key=True)
    disclosure_id = Text(Category.KEY, range_key=True)
    kind = Text(_T)
    article = Text(Category.NONE)
    reference = Sealed(_T)
    recipient = Sealed(_T)
    recipient_mail = Sealed(_T)
    stores = Texts(Category.NONE)
    disclosed_on = Text(_T)
    recorded_by = Text(Category.KEY)
    recorded_at = Moment(_T)
    silent_until = Text(_T, null=True)
    approved_by = Text(Category.KEY, null=True)
    approved_at = Moment(_T, null=True)
    told_at = Moment(_T, null=True)
    state = Text(_T)
    day = Text(Category.KEY)
    revision = Number(Category.NONE)

    queue = _Queue()


def _value(item: _Disclosures) -> Disclosure:
    return Disclosure(
        learner_id=item.learner_id,
        disclosure_id=item.disclosure_id,
        kind=DisclosureKind(item.kind),
        article=DisclosureArticle(item.article),
        reference=item.reference,
        recipient=item.recipient,
        recipient_mail=item.recipient_mail,
        stores=frozenset(item.stores),
        disclosed_on=date.fromisoformat(item.disclosed_on),
        recorded_by=item.recorded_by,
        recorded_at=item.recorded_at,
        silent_until=date.fromisoformat(item.silent_until) if item.silent_until else None,
        approved_by=item.approved_by,
        approved_at=item.approved_at,
        told_at=item.told_at,
        revision=int(item.revision),
    )


def of(handle: Handle) -> Read[Disclosure]:
    """One disclosure, in whichever state."""
    return Read(_Disclosures, handle, _value, keys.of(handle.learner_id))


def save(disclosure: Disclosure) -> Write:
    """Write the next revision of a disclosure that nobody changed since it was read (revision 0: that is new)."""
    seen = disclosure.revision
    item = _Disclosures(
        disclosure.learner_id,
        disclosure.disclosure_id,
        kind=disclosure.kind.value,
        article=disclosure.article.value,
        reference=disclosure.reference,
        recipient=disclosure.recipient,
        recipient_mail=disclosure.recipient_mail,
        stores=set(disclosure.stores),
        disclosed_on=disclosure.disclosed_on.isoformat(),
        recorded_by=disclosure.recorded_by,
        recorded_at=disclosure.recorded_at,
        silent_until=disclosure.silent_until.isoformat() if disclosure.silent_until else None,
        approved_by=disclosure.approved_by,
        approved_at=disclosure.approved_at,
        told_at=disclosure.told_at,
        state=disclosure.state.value,
        day=_place(_day(disclosure), disclosure.disclosure_id),
        revision=seen + 1,
    )
    unchanged = _Disclosures.revision == seen if seen else _Disclosures.revision.does_not_exist()
    return put(item, problems.Conflict(), unchanged)


def discard(disclosure: Disclosure) -> Write:
    """Delete one that nobody changed since it was read."""
    item = _Disclosures(*disclosure.handle)
    return delete(item, problems.Conflict(), _Disclosures.revision == disclosure.revision)


def tell(handle: Handle, at: datetime) -> Write:
    """The silence is over and the learner is told now; Conflict where it is not over, or they were told before."""
    today = at.date().isoformat()
    over = (_Disclosures.state == DisclosureState.SILENT.value) & (_Disclosures.silent_until <= today)
    told: list[Action] = [
        _Disclosures.state.set(DisclosureState.TOLD.value),
        _Disclosures.day.set(_place(at.date(), handle.own_id)),
        _Disclosures.told_at.set(at),
        _Disclosures.revision.set(_Disclosures.revision + 1),
    ]
    return update(_Disclosures(*handle), told, problems.Conflict(), over)


def look_again(handle: Handle, day: date) -> Write:
    """Nobody is there to be told: look again on that day; Conflict where it is silent no more."""
    item = _Disclosures(*handle)
    silent = _Disclosures.state == DisclosureState.SILENT.value
    return update(item, [_Disclosures.day.set(_place(day, handle.own_id))], problems.Conflict(), silent)


def told_to(learner_id: str) -> Sequence[Disclosure]:
    """What a learner was told of, the newest first."""
    found, (ring,) = list(_Disclosures.query(learner_id, consistent_read=True)), read(keys.of(learner_id))
    told = [_value(item) for item in found if item.told_at and item.unseal(ring)]
    return sorted(told, key=lambda each: (each.disclosed_on, each.disclosure_id), reverse=True)


def counting(learner_id: str) -> Sequence[tuple[str, frozenset[str]]]:
    """Every disclosure about a learner that counts, by its id, with the stores of which something was given."""
    found = _Disclosures.query(learner_id, consistent_read=True, attributes_to_get=["disclosure_id", "stores", "state"])
    return [(str(item.disclosure_id), frozenset(item.stores)) for item in found if item.state in _COUNTS]


def due(today: date) -> Sequence[Handle]:
    """At most PAGE disclosures of which the learner may be told by now, the longest due first."""
    by_now = _Disclosures.day < (today + timedelta(days=1)).isoformat()
    found = _Disclosures.queue.query(DisclosureState.SILENT.value, by_now, limit=PAGE)
    return [Handle(item.learner_id, item.disclosure_id) for item in found]


def listed(state: DisclosureState, cursor: str | None) -> Page[Handle]:
    """The disclosures of everybody that are in a state, by their day; one just changed may linger."""
    start = _position(state, cursor) if cursor else None
    found = _Disclosures.queue.query(state.value, limit=PAGE, last_evaluated_key=start)
    items = list(found)
    named = [Handle(item.learner_id, item.disclosure_id) for item in items]
    more = items and found.last_evaluated_key is not None
    return Page(named, paging.cursor(items[-1].day, str(named[-1])) if more else None)


def _place(day: date, disclosure_id: str) -> str:
    return f"{day.isoformat()}#{disclosure_id}"


def _day(disclosure: Disclosure) -> date:
    if disclosure.told_at:
        return disclosure.told_at.date()
    if disclosure.approved_at and disclosure.silent_until:
        return disclosure.silent_until
    return disclosure.recorded_at.date()


def _position(state: DisclosureState, cursor: str) -> dict[str, dict[str, str]]:
    day, handle = handles.position(cursor)
    key = {"state": state.value, "day": day, "learner_id": handle.learner_id, "disclosure_id": handle.own_id}
    return {name: {"S": value} for name, value in key.items()}
