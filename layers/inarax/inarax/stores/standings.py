"""Standings: what every door must know of a learner before it acts: may they write, and in which roles.

Read with the session in one round trip, strongly and on every request, so that a freeze or a lost role bites at once.
"""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Protocol

from pynamodb.attributes import UnicodeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection

from inarax import problems
from inarax.declared import Category, Purpose, Source, held_for
from inarax.roles import Role
from inarax.stores import rosters
from inarax.stores.base import Moment, Read, Store, Text, Texts, Write, check, put, table


class State(StrEnum):
    """What may be done with a learner's record."""

    ACTIVE = "active"
    FROZEN = "frozen"
    ERASING = "erasing"
    """An erasure (art. 17 GDPR) has begun: nobody signs in, and nothing is written of the learner any more."""


class Extent(StrEnum):
    """What may be done with a record that its learner has restricted (art. 18(2) GDPR)."""

    KEPT = "kept"
    """It is kept, and shown to the learner."""
    LEARNING = "learning"
    """What they do in their courses counts besides, as they consented."""


class Restriction(NamedTuple):
    """How far a record is restricted, and since when: what its learner asks for from then on is with their consent."""

    extent: Extent
    since: datetime


class Standing(NamedTuple):
    """One learner's standing; `objects` names purposes objected to (art. 21 GDPR), `consents` those consented to."""

    learner_id: str
    state: State
    roles: frozenset[Role]
    organization: str | None
    objects: frozenset[Purpose] = frozenset()
    consents: frozenset[Purpose] = frozenset()
    since: datetime | None = None
    """When the account was opened: what was announced before does not concern it."""
    restriction: Restriction | None = None


class Wishes(Protocol):
    """What a learner wants not to be done with their record, as a standing and a caller both say."""

    @property
    def objects(self) -> frozenset[Purpose]:
        """Purposes objected to."""

    @property
    def restriction(self) -> Restriction | None:
        """The restriction, if there is one."""


def refused(by: Wishes, purpose: Purpose) -> bool:
    """Whether a purpose may not use a record: its learner objects to it, or has restricted the record."""
    return by.restriction is not None or purpose in by.objects


class _Roster(GlobalSecondaryIndex["_Standings"]):  # type: ignore[no-untyped-call]  # PynamoDB leaves its hook untyped
    class Meta:
        index_name = "roster"
        projection = KeysOnlyProjection()

    shard = UnicodeAttribute(hash_key=True)
    learner_id = UnicodeAttribute(range_key=True)


class _Standings(Store):
    Meta = table("standings")
    terms = held_for(Purpose.IDENTITY, Purpose.SECURITY, Purpose.RIGHTS, source=Source.OURSELVES)
    told = held_for(Purpose.IDENTITY, Purpose.NOTICES, source=Source.OURSELVES)

    learner_id = Text(Category.KEY, hash_key=True)
    state = Text(Category.IDENTITY)
    roles = Texts(Category.IDENTITY)
    organization = Text(Category.IDENTITY, null=True)
    objects = Texts(Category.PREFERENCE, null=True)
    consents = Texts(Category.PREFERENCE, null=True)
    since = Moment(Category.IDENTITY, terms=told, null=True)
    shard = Text(Category.KEY, terms=told)
    restricted = Text(Category.PREFERENCE, null=True)
    restricted_at = Moment(Category.PREFERENCE, null=True)

    roster = _Roster()


def _value(item: _Standings) -> Standing:
    return Standing(
        learner_id=item.learner_id,
        state=State(item.state),
        roles=frozenset(Role(role) for role in item.roles),
        organization=item.organization,
        objects=frozenset(Purpose(purpose) for purpose in item.objects or ()),
        consents=frozenset(Purpose(purpose) for purpose in item.consents or ()),
        since=item.since,
        restriction=Restriction(Extent(item.restricted), item.restricted_at) if item.restricted else None,
    )


def _unless_erasing(item: _Standings) -> Standing | None:
    standing = _value(item)
    return None if standing.state is State.ERASING else standing


def _item(standing: Standing) -> _Standings:
    return _Standings(
        standing.learner_id,
        state=standing.state.value,
        roles={role.value for role in standing.roles},
        organization=standing.organization,
        objects={purpose.value for purpose in standing.objects} or None,
        consents={purpose.value for purpose in standing.consents} or None,
        since=standing.since,
        restricted=standing.restriction.extent.value if standing.restriction else None,
        restricted_at=standing.restriction.since if standing.restriction else None,
        shard=rosters.shard(standing.learner_id),
    )


def of(learner_id: str) -> Read[Standing | None]:
    """The learner's standing; none from the moment an erasure begins, as there will be none once it is done."""
    return Read(_Standings, (learner_id,), _unless_erasing)


def kept(learner_id: str) -> Read[Standing]:
    """The standing as it is kept, for who carries an erasure out and who writes of it."""
    return Read(_Standings, (learner_id,), _value)


def create(standing: Standing) -> Write:
    """The first standing of a new account."""
    return put(_item(standing), problems.Conflict(), _Standings.learner_id.does_not_exist())


def replace(old: Standing, new: Standing) -> Write:
    """Change a standing that nobody changed since it was read."""
    seen = _item(old)
    unchanged = (_Standings.state == seen.state) & (_Standings.roles == seen.roles)
    for attribute, value in (
        (_Standings.organization, seen.organization),
        (_Standings.objects, seen.objects),
        (_Standings.consents, seen.consents),
        (_Standings.since, seen.since),
        (_Standings.restricted, seen.restricted),
        (_Standings.restricted_at, seen.restricted_at),
    ):
        unchanged &= attribute.does_not_exist() if value is None else attribute == value
    return put(_item(new), problems.Conflict(), unchanged)


def frozen(learner_id: str) -> Write:
    """The transaction holds only while the learner is frozen: neither active again nor erased since it was read."""
    return check(_Standings, (learner_id,), _Standings.state == State.FROZEN.value, problems.Conflict())


def active(learner_id: str) -> Write:
    """The transaction holds only while the learner's account may be written to: no write survives a freeze."""
    return check(_Standings, (learner_id,), _active(), problems.AccountClosed())


def _active() -> Condition:
    return _Standings.state == State.ACTIVE.value


def _unrestricted() -> Condition:
    return _Standings.restricted.does_not_exist()


def remaining(learner_id: str) -> Write:
    """The transaction holds only while there is an account, active or frozen, whose erasure has not begun."""
    stays = _Standings.state.is_in(State.ACTIVE.value, State.FROZEN.value)
    return check(_Standings, (learner_id,), stays, problems.AccountClosed())


def belonging(learner_id: str, organization: str) -> Write:
    """As `remaining`, and only while the learner belongs to the organization."""
    stays = _Standings.state.is_in(State.ACTIVE.value, State.FROZEN.value)
    belongs = stays & (_Standings.organization == organization)
    return check(_Standings, (learner_id,), belongs, problems.AccountClosed())


def erasing(learner_id: str) -> Write:
    """The transaction holds only while the learner is being erased."""
    return check(_Standings, (learner_id,), _Standings.state == State.ERASING.value, problems.AccountClosed())


def learning(learner_id: str) -> Write:
    """As `active`, and only while what the learner does in their courses counts: not past a restriction."""
    counts = _unrestricted() | (_Standings.restricted == Extent.LEARNING.value)
    return check(_Standings, (learner_id,), _active() & counts, problems.AccountClosed())


def unrestricted(learner_id: str) -> Write:
    """As `active`, and only while the learner's record is not restricted."""
    return check(_Standings, (learner_id,), _active() & _unrestricted(), problems.AccountClosed())


def willing(learner_id: str, purpose: Purpose) -> Write:
    """As `unrestricted`, and only while the learner does not object to the purpose: nothing is derived past that."""
    allowed = _active() & _unrestricted() & ~_Standings.objects.contains(purpose.value)
    return check(_Standings, (learner_id,), allowed, problems.AccountClosed())


def consenting(learner_id: str, purpose: Purpose) -> Write:
    """As `unrestricted`, and only while the learner consents to the purpose."""
    allowed = _active() & _unrestricted() & _Standings.consents.contains(purpose.value)
    return check(_Standings, (learner_id,), allowed, problems.AccountClosed())


def asking(learner_id: str, asked_at: datetime) -> Write:
    """As `active`, for what the learner asked for then: a restriction keeps what was asked before it."""
    asked = _unrestricted() | (_Standings.restricted_at <= asked_at)
    return check(_Standings, (learner_id,), _active() & asked, problems.AccountClosed())


def everybody(shard: str, after: str | None) -> rosters.Page:
    """The learners of a shard, a page at a time; who joined a moment ago may be missing."""
    return rosters.page(_Standings.roster, shard, after)
