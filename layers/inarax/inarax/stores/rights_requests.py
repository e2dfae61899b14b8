"""Rights requests: what was asked for by right, how far it has come, and the receipt. Named by a random id.

A state machine is told that id and nothing else. When the request ends, the learner's id is taken from it: what is left
shows that and when a right was honoured, and to whoever holds the receipt's code what was done.
"""

import functools
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.indexes import GlobalSecondaryIndex, IncludeProjection, KeysOnlyProjection

from inarax import problems
from inarax.declared import Category, Purpose, Retention, Start, held_for, kept_for
from inarax.proofs import Channel, Proof, Proven
from inarax.rights import ANSWERED, ENDED, Jurisdiction, RequestState, Right
from inarax.stores import paging
from inarax.stores.base import Bytes, Document, Moment, Number, Read, Store, Text, Write, check, put, table
from inarax.stores.paging import Page

KEPT = Retention(timedelta(days=3 * 365), Start.ANSWERED)
PAGE, LISTED = 100, 20


class Step(NamedTuple):
    """A state, and since when."""

    state: RequestState
    at: datetime


class Receipt(NamedTuple):
    """What was done, signed: the statement's own bytes as text, the signature over them, and with which key."""

    statement: str
    signature: bytes
    key: str


class RightsRequest(NamedTuple):
    """One request; `revision` counts changes, 0 is one that is not written yet."""

    request_id: str
    right: Right
    learner_id: str | None
    """None once the request has ended."""
    opened_at: datetime
    due: date
    code_digest: str | None
    """SHA-256 of the secret in the receipt's code, where the receipt outlives the account and so needs one."""
    history: tuple[Step, ...]
    next_at: datetime | None
    """When to look after it again; once it has ended None, but for an erasure of which a backup knows until then."""
    attempts: int = 0
    """Executions that were started in this state."""
    note: str | None = None
    """Words of ours: why the request is held, doubted or denied, or how the mail about it ended."""
    receipt: Receipt | None = None
    about: str | None = None
    """A word of ours for what it is about: the ground of a restriction, the number of an instruction to erase."""
    aged: Receipt | None = None
    """The receipt's second line: no backup copy is left."""
    jurisdiction: Jurisdiction = Jurisdiction.GDPR
    extended: str | None = None
    """A word of ours for why the answer takes longer, if the learner was told that it does."""
    organization: str | None = None
    """On whose instruction an erasure rests, as long as it is a learner's."""
    proven: Proven | None = None
    """How it was proven that the learner asks, where they did not ask by their own sign-in."""
    revision: int = 0

    @property
    def state(self) -> RequestState:
        """Where it stands."""
        return self.history[-1].state

    @property
    def since(self) -> datetime:
        """Since when it stands there."""
        return self.history[-1].at


class _Waiting(GlobalSecondaryIndex["_RightsRequests"]):  # type: ignore[no-untyped-call]  # PynamoDB leaves its hook untyped
    """Sparse: only requests that are to be looked after again, by when."""

    class Meta:
        index_name = "waiting"
        projection = KeysOnlyProjection()

    waiting = UnicodeAttribute(hash_key=True)
    next_at = NumberAttribute(range_key=True)


class _Queue(GlobalSecondaryIndex["_RightsRequests"]):  # type: ignore[no-untyped-call]  # PynamoDB leaves its hook untyped
    """Every request, in three parts: to be answered, answered and going on, ended; each by the day of the answer."""

    class Meta:
        index_name = "queue"
        projection = IncludeProjection(["right", "state"])

    queue = UnicodeAttribute(hash_key=True)
    due = UnicodeAttribute(range_key=True)


_OPEN, _ANSWERED, _ENDED = "open", "answered", "ended"
_T = Category.TECHNICAL


class _RightsRequests(Store):
    Meta = table("rights-requests")
    terms = kept_for(
        Purpose.RIGHTS,
        reason="art. 5(2) and 17(3)(b) and (e) GDPR: that a request was honoured in time must be shown until claims "
        "about it have lapsed; without the learner's id it says nothing of anybody",
        retention=KEPT,
    )

    request_id = Text(Category.KEY, hash_key=True)
    right = Text(_T)
    state = Text(_T)
    """The last of the history, for the queue."""
    learner_id = Text(Category.KEY, null=True, terms=held_for(Purpose.RIGHTS))
    opened_at = Moment(_T)
    due = Text(_T)
    code_digest = Text(Category.KEY, null=True)
    history = Document(_T, leaves={"<state>": _T, "<at>": _T})
    queue = Text(Category.NONE)
    waiting = Text(Category.NONE, null=True)
    next_at = Moment(Category.NONE, null=True)
    attempts = Number(Category.NONE)
    note = Text(_T, null=True)
    about = Text(_T, null=True)
    jurisdiction = Text(_T)
    extended = Text(_T, null=True)
    organization = Text(Category.IDENTITY, null=True, terms=held_for(Purpose.RIGHTS))
    proof = Text(_T, null=True)
    channel = Text(_T, null=True)
    proven_by = Text(Category.KEY, null=True, terms=held_for(Purpose.RIGHTS))
    statement = Text(_T, null=True)
    signature = Bytes(Category.NONE, null=True)
    key = Text(Category.NONE, null=True)
    aged_statement = Text(_T, null=True)
    aged_signature = Bytes(Category.NONE, null=True)
    aged_key = Text(Category.NONE, null=True)
    revision = Number(Category.NONE)
    expires_at = Moment(Category.NONE, null=True)

    open_ones = _Waiting()
    everyones = _Queue()


def _value(item: _RightsRequests) -> RightsRequest:
    return RightsRequest(
        request_id=item.request_id,
        right=Right(item.right),
        learner_id=item.learner_id,
        opened_at=item.opened_at,
        due=date.fromisoformat(item.due),
        code_digest=item.code_digest,
        history=tuple(Step(RequestState(state), datetime.fromtimestamp(at, UTC)) for state, at in item.history),
        next_at=item.next_at,
        attempts=int(item.attempts),
        note=item.note,
        receipt=Receipt(item.statement, item.signature, item.key) if item.statement else None,
        about=item.about,
        aged=Receipt(item.aged_statement, item.aged_signature, item.aged_key) if item.aged_statement else None,
        jurisdiction=Jurisdiction(item.jurisdiction),
        extended=item.extended,
        organization=item.organization,
        proven=Proven(Proof(item.proof), Channel(item.channel), item.proven_by) if item.proof else None,
        revision=int(item.revision),
    )


def of(request_id: str) -> Read[RightsRequest]:
    """One request."""
    return Read(_RightsRequests, (request_id,), _value)


def save(request: RightsRequest) -> Write:
    """Write the next revision of a request that nobody changed since it was read (revision 0: that is new)."""
    seen = request.revision
    item = _RightsRequests(
        request.request_id,
        right=request.right.value,
        state=request.state.value,
        learner_id=request.learner_id,
        opened_at=request.opened_at,
        due=request.due.isoformat(),
        code_digest=request.code_digest,
        history=[[step.state.value, int(step.at.timestamp())] for step in request.history],
        queue=_part(request.state),
        waiting=None if request.next_at is None else _OPEN,
        next_at=request.next_at,
        attempts=request.attempts,
        note=request.note,
        about=request.about,
        jurisdiction=request.jurisdiction.value,
        extended=request.extended,
        organization=request.organization,
        revision=seen + 1,
        expires_at=request.since + KEPT.time if request.state in ENDED else None,
        **_proven(request.proven),
        **_signed("", request.receipt),
        **_signed("aged_", request.aged),
    )
    unchanged = _RightsRequests.revision == seen if seen else _RightsRequests.revision.does_not_exist()
    return put(item, problems.Conflict(), unchanged)


def somebodys(request_id: str) -> Write:
    """Goes through while the request is a learner's; Conflict once it is nobody's any more."""
    return check(_RightsRequests, (request_id,), _RightsRequests.learner_id.exists(), problems.Conflict())


def _proven(proven: Proven | None) -> dict[str, Any]:
    return {"proof": proven.proof.value, "channel": proven.channel.value, "proven_by": proven.by} if proven else {}


def _signed(which: str, line: Receipt | None) -> dict[str, Any]:
    return {which + name: value for name, value in line._asdict().items()} if line else {}


def waiting(at: datetime) -> Sequence[str]:
    """The ids of at most PAGE requests to look after now, the longest overdue first; one just changed may linger."""
    found = _RightsRequests.open_ones.query(_OPEN, _RightsRequests.next_at <= at, limit=PAGE)
    return [str(item.request_id) for item in found]


class Sought(NamedTuple):
    """What to list: a right or a state, if one is named; what is due before a day, or until one, if that is."""

    state: RequestState | None = None
    right: Right | None = None
    due_from: date | None = None
    due_until: date | None = None


def queue(sought: Sought, cursor: str | None) -> Page[str]:
    """The ids of what is sought, what is due first coming first; of what is to be answered, unless a state is named."""
    part = _part(sought.state)
    start = _start(part, sought, cursor) if cursor else None
    which = _due(sought), _matching(sought)
    found = _RightsRequests.everyones.query(part, *which, limit=LISTED, last_evaluated_key=start)
    listed = list(found)
    last = listed[-1] if listed and found.last_evaluated_key is not None else None
    return Page([str(item.request_id) for item in listed], paging.cursor(last.due, last.request_id) if last else None)


def count(sought: Sought) -> int:
    """How many there are of what is sought, as far as the index has heard."""
    return _RightsRequests.everyones.count(_part(sought.state), _due(sought), filter_condition=_matching(sought))


def _part(state: RequestState | None) -> str:
    if state in ENDED:
        return _ENDED
    return _ANSWERED if state in ANSWERED else _OPEN


def _start(part: str, sought: Sought, cursor: str) -> dict[str, dict[str, str]] | None:
    """Where the page begins; a position before what is sought (its day passed since) is its beginning.

    DynamoDB refuses one outside, so one behind it is a cursor of another list.
    """
    due, request_id = paging.parts(cursor, 2)
    first, last = _days(sought)
    if due > last:
        raise problems.UnknownCursor
    if due < first:
        return None
    return {name: {"S": value} for name, value in (("queue", part), ("due", due), ("request_id", request_id))}


def _due(sought: Sought) -> Condition | None:
    return _RightsRequests.due.between(*_days(sought))


def _days(sought: Sought) -> tuple[str, str]:
    first, last = sought.due_from or date.min, sought.due_until or date.max
    return first.isoformat(), last.isoformat()


def _matching(sought: Sought) -> Condition | None:
    named = ((_RightsRequests.state, sought.state), (_RightsRequests.right, sought.right))
    wanted = [attribute == value.value for attribute, value in named if value is not None]
    return functools.reduce(Condition.__and__, wanted) if wanted else None
