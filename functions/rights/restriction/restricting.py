"""A restriction begins, changes and ends: request and standing, on which every door acts, in one transaction."""

from collections.abc import Sequence
from copy import replace
from datetime import datetime
from typing import NamedTuple

from inarax import deadlines, four_eyes, problems, recipients
from inarax.again import settled
from inarax.declared import Purpose
from inarax.recipients import Event
from inarax.rights import RequestState, Right
from inarax.roles import Role
from inarax.stores import audit, mails, rights_claims, rights_requests, standings
from inarax.stores.audit import Action
from inarax.stores.base import Write, read, transact
from inarax.stores.rights_requests import RightsRequest
from inarax.stores.standings import Extent, Restriction, Standing
from inarax.tokens import new_id
from rights.admin import audited
from rights.forward import forwarding
from rights.restriction import lifecycle
from rights.restriction.lifecycle import Ground, Reason


class Restricted(NamedTuple):
    """A learner's standing, and the request of their restriction if their record is restricted."""

    standing: Standing
    request: RightsRequest | None


def found(learner_id: str) -> Restricted:
    """How it stands; NotSignedIn once the account is being erased, Conflict where it ended in this moment."""
    standing, request_id = read(standings.of(learner_id), rights_claims.open_of(learner_id, Right.RESTRICTION))
    if standing is None:
        raise problems.NotSignedIn
    if request_id is None:
        return Restricted(standing, None)
    (request,) = read(rights_requests.of(request_id))
    if request is None or request.learner_id is None:
        raise problems.Conflict
    return Restricted(standing, request)


def restrict(learner_id: str, ground: Ground, extent: Extent, at: datetime, *changing: Write) -> Restricted:
    """The record is restricted on that ground and so far from now on; asking for what holds changes nothing.

    `changing` goes with a change of a restriction that holds.
    """
    return settled(lambda: _restrict(learner_id, ground, extent, at, changing), problems.Busy)


def _restrict(learner_id: str, ground: Ground, extent: Extent, at: datetime, changing: Sequence[Write]) -> Restricted:
    before = found(learner_id)
    standing, request = restricted(before, extent, at), grounded(before, ground, at)
    after = Restricted(standing, request)
    if after != before:
        telling = recipients.tell(learner_id, Event.RESTRICTED, request.request_id, at)
        claim = rights_claims.claim(learner_id, Right.RESTRICTION, request.request_id)
        transact(
            standings.replace(before.standing, standing),
            rights_requests.save(request),
            _audited(learner_id, Action.RESTRICTED, learner_id, f"{ground}, {extent}", at),
            *(forwarding.answering(before.request, Action.FORWARD_CONFIRMED, at) if before.request else (claim,)),
            *(changing if before.standing.restriction else (telling,)),
        )
    return after


def restricted(before: Restricted, extent: Extent, at: datetime) -> Standing:
    """The standing with the restriction, which holds since it first did."""
    since = before.standing.restriction.since if before.standing.restriction else at
    return replace(before.standing, restriction=Restriction(extent, since))


def grounded(before: Restricted, ground: Ground, at: datetime) -> RightsRequest:
    """The request on that ground: the one that there is, or a new one."""
    if before.request:
        return lifecycle.regrounded(before.request, ground, at)
    learner_id = before.standing.learner_id
    return lifecycle.opened(new_id(), learner_id, ground, deadlines.due(at), at)


def lift(learner_id: str, at: datetime, *also: Write) -> None:
    """The learner lifts it; without one, nothing changes."""

    def act() -> None:
        before = found(learner_id)
        if before.request:
            after = lifecycle.lifted(before.request, at)
            transact(rights_requests.save(after), *ending(before, learner_id, at), *also)

    settled(act, problems.Busy)


def announce(request_id: str, reason: Reason, admin: str, at: datetime) -> RightsRequest:
    """The request, of whose end the learner is told; NotFound, NotAllowed for an admin's own, or GroundRemains."""
    before, learner_id = _decidable(request_id, admin)
    if before.state is RequestState.LIFTING:
        audited.looked(learner_id, admin, "rights-requests", at)
        return before
    after = lifecycle.announced(before, reason, at)
    day = (after.next_at or at).date().isoformat()
    transact(
        standings.remaining(learner_id),
        rights_requests.save(after),
        mails.ask(learner_id, lifecycle.mail_id(after), mails.Template.RESTRICTION_ENDING, at, about=day),
        _audited(learner_id, Action.LIFTING_ANNOUNCED, admin, reason, at),
    )
    return after


def keep(request_id: str, admin: str, at: datetime) -> None:
    """The restriction goes on; NotFound where nothing else was announced, NotAllowed for an admin's own."""
    before, learner_id = _decidable(request_id, admin)
    transact(
        standings.remaining(learner_id),
        rights_requests.save(lifecycle.kept(before, at)),
        _audited(learner_id, Action.LIFTING_WITHDRAWN, admin, before.about or "", at),
    )


def _decidable(request_id: str, admin: str) -> tuple[RightsRequest, str]:
    """A restriction that holds, and whose it is."""
    (request,) = read(rights_requests.of(request_id))
    if request is None or request.right is not Right.RESTRICTION or request.learner_id is None:
        raise problems.NotFound
    four_eyes.refuse_own(request.learner_id, admin)
    return request, request.learner_id


def followed(request: RightsRequest, after: RightsRequest, at: datetime) -> Sequence[Write]:
    """What goes with a change that the schedule makes: with the request the restriction ends."""
    if request.learner_id is None or after.state is not RequestState.COMPLETE:
        return ()
    return ending(found(request.learner_id), audit.Machine.RIGHTS_SCHEDULE, at)


def ending(before: Restricted, by: str, at: datetime) -> Sequence[Write]:
    """The record is used again, from the next request on; or is, if the request waited for an answer."""
    learner_id = before.standing.learner_id
    if before.request is None:
        return ()
    return (
        standings.replace(before.standing, replace(before.standing, restriction=None)),
        rights_claims.release(learner_id, Right.RESTRICTION, before.request.request_id),
        *_ended(before.request, learner_id, by, at),
    )


def _ended(request: RightsRequest, learner_id: str, by: str, at: datetime) -> Sequence[Write]:
    if request.state is RequestState.FORWARDED:
        return forwarding.answering(request, Action.FORWARD_DECLINED, at)
    return (_audited(learner_id, Action.RESTRICTION_LIFTED, by, request.about or "", at),)


def _audited(learner_id: str, action: Action, by: str, about: str, at: datetime) -> Write:
    role = Role.LEARNER if by == learner_id else Role.PRIVACY_ADMIN
    return audit.record(audit.Event(learner_id, action, by, Purpose.RIGHTS, about, at, role))
