"""A request that an organization passes on: request, mail to the learner and audit entry in one transaction.

The organization hears of nothing: not whether there was such a request already, nor what becomes of this one.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from inarax import deadlines, problems
from inarax.again import settled
from inarax.declared import Purpose
from inarax.rights import RequestState, Right
from inarax.roles import Role
from inarax.stores import audit, mails, quotas, rights_claims, rights_requests, standings
from inarax.stores.audit import Action, Machine
from inarax.stores.base import Write, read, transact
from inarax.stores.mails import Template
from inarax.stores.rights_requests import RightsRequest
from inarax.tokens import new_id
from rights import joining
from rights.forward import lifecycle
from rights.forward.lifecycle import WAITING

DAILY = 3
"""Requests passed on to one learner a day: more are excessive, and each is a mail."""


class Forward(NamedTuple):
    """What an admin of an organization passes on, of whom; `instruction` names what is on record of an erasure."""

    member: str
    right: Right
    instruction: str | None
    organization: str | None
    by: str
    at: datetime


def forward(passed: Forward) -> None:
    """Tell the learner; nothing where such a request is open. NotFound for who is no member of the organization."""
    if passed.member == passed.by:
        raise problems.NotAllowed("Ask for your own yourself.")
    settled(lambda: _forward(passed), problems.Busy)


def _forward(passed: Forward) -> None:
    (standing,) = read(standings.of(passed.member))
    if standing is None or passed.organization is None or standing.organization != passed.organization:
        raise problems.NotFound
    open_one = joining.of(passed.member, passed.right)
    told = _told(open_one, passed)
    if told is None:
        return
    instructed = told.state is RequestState.INSTRUCTED
    day = (told.next_at or passed.at).date().isoformat()
    template, about = (
        (Template.INSTRUCTED, f"{day} {told.request_id}") if instructed else (Template.FORWARDED, passed.right.value)
    )
    words = f"{passed.right}, instruction {told.about}" if instructed else passed.right.value
    transact(
        standings.belonging(passed.member, passed.organization),
        *(() if open_one else (rights_claims.claim(passed.member, told.right, told.request_id),)),
        rights_requests.save(told),
        mails.ask(passed.member, lifecycle.mail_id(told), template, passed.at, about=about),
        quotas.spend(passed.member, "forwards", daily=DAILY, at=passed.at),
        _audited(passed.member, Action.FORWARDED, passed.by, words, passed.at, Role.ORGANIZATION_ADMIN),
    )


def _told(open_one: RightsRequest | None, passed: Forward) -> RightsRequest | None:
    """The request of which the learner is to be told; None where there is nothing new."""
    request = open_one
    if request is None:
        due = deadlines.due(passed.at)
        request = lifecycle.opened(new_id(), passed.right, passed.member, due, passed.at)
    if passed.instruction and request.state is RequestState.FORWARDED:
        return lifecycle.instructed(request, passed.instruction, passed.organization, passed.at)
    return None if open_one else request


def answering(request: RightsRequest, action: Action, at: datetime) -> Sequence[Write]:
    """What goes with the learner's answer to a request that waits for one; nothing with any other."""
    if request.state not in WAITING or request.learner_id is None:
        return ()
    return (_audited(request.learner_id, action, request.learner_id, request.right.value, at, Role.LEARNER),)


def declining(request: RightsRequest, at: datetime) -> Sequence[Write]:
    """What goes with the end of a request that waits for an answer: another may be asked for."""
    if request.state not in WAITING or request.learner_id is None:
        return ()
    release = rights_claims.release(request.learner_id, request.right, request.request_id)
    return (release, *answering(request, Action.FORWARD_DECLINED, at))


def followed(request: RightsRequest, mail: mails.State | None, at: datetime) -> RightsRequest:
    """What becomes of it when the time to answer is over, by how the mail stands, and where the learner belongs now."""
    (standing,) = read(standings.of(request.learner_id)) if request.learner_id else (None,)
    return lifecycle.followed(request, mail, standing.organization if standing else None, at)


def following(request: RightsRequest, after: RightsRequest, at: datetime) -> Sequence[Write]:
    """What goes with a change that the schedule makes: one that nobody answered ends, and what was instructed begins
    for a member alone."""
    if request.learner_id is None:
        return ()
    if after.learner_id is not None:
        instructing = request.organization if after.state is RequestState.RUNNING else None
        return (standings.belonging(request.learner_id, instructing),) if instructing else ()
    by = Machine.RIGHTS_SCHEDULE
    return (
        rights_claims.release(request.learner_id, request.right, request.request_id),
        _audited(request.learner_id, Action.FORWARD_EXPIRED, by, request.right.value, at, None),
    )


def _audited(learner_id: str, action: Action, by: str, about: str, at: datetime, role: Role | None) -> Write:
    return audit.record(audit.Event(learner_id, action, by, Purpose.RIGHTS, about, at, role))
