"""A request that a privacy admin enters for a learner who proved who they are: request, mail and trail at once.

The learner hears of it at once, and what comes of it goes to them alone. Of an erasure nothing is done before another
admin has approved it.
"""

from collections.abc import Sequence
from copy import replace
from datetime import datetime
from typing import NamedTuple

from inarax import deadlines, four_eyes, problems, recipients
from inarax.declared import Purpose
from inarax.proofs import Proven
from inarax.receipt_codes import Code
from inarax.recipients import Event
from inarax.rights import Jurisdiction, RequestState, Right
from inarax.roles import Role
from inarax.stores import audit, idempotency, mails, quotas, rights_claims, rights_requests, standings
from inarax.stores.audit import Action
from inarax.stores.base import Write, read, transact
from inarax.stores.idempotency import Once
from inarax.stores.mails import Template
from inarax.stores.rights_requests import RightsRequest
from inarax.stores.standings import Extent
from inarax.tokens import new_id
from rights import joining
from rights.admin import audited
from rights.entry import lifecycle as entry_lifecycle
from rights.erasure import lifecycle as erasure_lifecycle
from rights.export import lifecycle as export_lifecycle
from rights.forward import lifecycle as forward_lifecycle
from rights.restriction import restricting
from rights.restriction.lifecycle import Ground

DAILY = 3
"""Requests entered for one learner a day: more are excessive, and each is a mail."""


class Entry(NamedTuple):
    """What an admin enters, for whom, when it was received; a restriction alone has a `ground`."""

    learner_id: str
    right: Right
    ground: Ground | None
    proven: Proven
    received_at: datetime
    jurisdiction: Jurisdiction
    by: str
    at: datetime


class Entered(NamedTuple):
    """The open request; of an erasure a new code for its receipt, for the admin to hand on, if they entered it."""

    request: RightsRequest
    code: Code | None


class _Begun(NamedTuple):
    request: RightsRequest
    also: Sequence[Write]


def enter(entry: Entry, once: Once) -> Entered:
    """The request; the open one as it stands where there is one. NotFound for no learner, NotAllowed for oneself."""
    four_eyes.refuse_own(entry.learner_id, entry.by)
    return joining.asked(
        entry.learner_id,
        once,
        entry.right,
        entry.at,
        lambda open_one: _join(entry, once, open_one),
        lambda: _enter(entry, once, None),
    )


def _join(entry: Entry, once: Once, open_one: RightsRequest) -> Entered:
    if open_one.state is RequestState.FORWARDED:
        return _enter(entry, once, open_one)
    audited.looked(entry.learner_id, entry.by, "rights-requests", entry.at)
    if open_one.state is not RequestState.ENTERED or open_one.proven is None or open_one.proven.by != entry.by:
        return Entered(open_one, None)
    code = Code.mint(open_one.request_id)
    renewed = replace(open_one, code_digest=code.digest)
    transact(rights_requests.save(renewed), standings.remaining(entry.learner_id))
    return Entered(replace(renewed, revision=renewed.revision + 1), code)


def _enter(entry: Entry, once: Once, forwarded: RightsRequest | None) -> Entered:
    begun = _begin(entry, forwarded)
    request, code = replace(begun.request, proven=entry.proven), None
    if forwarded is None:
        due = deadlines.clock(entry.jurisdiction, entry.received_at).answered
        request = replace(request, opened_at=entry.received_at, due=due, jurisdiction=entry.jurisdiction)
    if entry.right is Right.ERASURE:
        code = Code.mint(request.request_id)
        request = replace(request, code_digest=code.digest)
    learner_id, request_id, words = entry.learner_id, request.request_id, audited.words(request)
    letter, about = f"entered-{request_id}", f"{entry.right} {entry.proven.channel} {entry.proven.proof}"
    transact(
        *begun.also,
        idempotency.claim(once, request_id, entry.at),
        *(() if forwarded else (rights_claims.claim(learner_id, entry.right, request_id),)),
        rights_requests.save(request),
        mails.ask(learner_id, letter, Template.ENTERED, entry.at, about=about),
        quotas.spend(learner_id, "entries", daily=DAILY, at=entry.at),
        audited.done(learner_id, None, Action.REQUEST_ENTERED, entry.by, words, entry.at),
        audited.unsaid(learner_id, Action.REQUEST_ENTERED, entry.by, words, entry.at),
    )
    return Entered(replace(request, revision=request.revision + 1), code)


def _begin(entry: Entry, forwarded: RightsRequest | None) -> _Begun:
    """The request in the state in which it begins, and what holds of the standing, or comes of it."""
    learner_id, at = entry.learner_id, entry.at
    (standing,) = read(standings.of(learner_id))
    if standing is None:
        raise problems.NotFound
    if entry.ground:
        before = restricting.Restricted(standing, forwarded)
        restricted = standings.replace(standing, restricting.restricted(before, Extent.KEPT, at))
        request = restricting.grounded(before, entry.ground, at)
        return _Begun(request, (restricted, recipients.tell(learner_id, Event.RESTRICTED, request.request_id, at)))
    begin = _erasure if entry.right is Right.ERASURE else _export
    return _Begun(begin(learner_id, forwarded, at), (standings.remaining(learner_id),))


def _erasure(learner_id: str, forwarded: RightsRequest | None, at: datetime) -> RightsRequest:
    if forwarded:
        return entry_lifecycle.taken_up(forwarded, at)
    return entry_lifecycle.entered(erasure_lifecycle.opened(new_id(), learner_id, "", at.date(), at), at)


def _export(learner_id: str, forwarded: RightsRequest | None, at: datetime) -> RightsRequest:
    if forwarded:
        return forward_lifecycle.confirmed(forwarded, at)
    return export_lifecycle.opened(new_id(), learner_id, at.date(), at)


def answering(request: RightsRequest, action: Action, at: datetime) -> Sequence[Write]:
    """What goes with the learner's answer to a request that an admin entered; nothing with any other."""
    if request.state is not RequestState.ENTERED or request.learner_id is None:
        return ()
    learner_id = request.learner_id
    event = audit.Event(learner_id, action, learner_id, Purpose.RIGHTS, request.right.value, at, Role.LEARNER)
    return (audit.record(event),)
