"""An objection is outweighed, or honoured after all: standing, decision, letter and audit entry in one transaction."""

from collections.abc import Sequence
from copy import replace
from datetime import datetime

from inarax import accesses, four_eyes, objecting, problems
from inarax.accesses import Access
from inarax.declared import Purpose
from inarax.roles import Role
from inarax.stores import audit, mails, overrides, signals, standings
from inarax.stores.audit import Action
from inarax.stores.base import Write, read, transact
from inarax.stores.overrides import Override
from inarax.stores.standings import Standing


def override(learner_id: str, purpose: Purpose, grounds: str, admin: str, at: datetime) -> Override:
    """The decision; NotFound where there is no objection, NotAllowed about an admin's own."""
    standing, made = _of(learner_id, purpose, admin)
    if made:
        accesses.record(Access(admin, Role.PRIVACY_ADMIN, Purpose.SIGNALS, ("overrides",), at), [learner_id])
        return made
    if purpose not in standing.objects:
        raise problems.NotFound
    decided = Override(learner_id, purpose, grounds, at, admin)
    transact(
        standings.replace(standing, replace(standing, objects=standing.objects - {purpose})),
        overrides.decide(decided),
        mails.ask(learner_id, f"outweighed-{int(at.timestamp())}", mails.Template.OBJECTION_OUTWEIGHED, at),
        _audited(learner_id, Action.OBJECTION_OVERRIDDEN, admin, purpose, at),
    )
    return decided


def honour(learner_id: str, purpose: Purpose, admin: str, at: datetime) -> None:
    """The objection holds again; NotFound where none was outweighed, NotAllowed about an admin's own."""
    standing, made = _of(learner_id, purpose, admin)
    if made is None:
        raise problems.NotFound
    transact(*honouring(standing, made, admin, at))


def honouring(standing: Standing, made: Override, admin: str, at: datetime) -> Sequence[Write]:
    """What is written when an objection that was outweighed holds again."""
    return (
        standings.replace(standing, objecting.objecting(standing, made.purpose)),
        overrides.withdraw(made),
        _audited(made.learner_id, Action.OBJECTION_HONOURED, admin, made.purpose, at),
    )


def take_along(learner_id: str) -> None:
    """Delete what was derived of a learner who objects to that; doing it again finishes what was interrupted.

    It follows a decision that honours an objection, and cannot be part of its transaction: what is derived until that
    is committed has to go as well.
    """
    (standing,) = read(standings.of(learner_id))
    if standing and Purpose.SIGNALS in standing.objects:
        signals.erase(learner_id)


def _of(learner_id: str, purpose: Purpose, admin: str) -> tuple[Standing, Override | None]:
    four_eyes.refuse_own(learner_id, admin)
    standing, made = read(standings.of(learner_id), overrides.of(learner_id, purpose))
    if standing is None:
        raise problems.NotFound
    return standing, made


def _audited(learner_id: str, action: Action, admin: str, purpose: Purpose, at: datetime) -> Write:
    event = audit.Event(learner_id, action, admin, purpose, purpose.value, at, Role.PRIVACY_ADMIN)
    return audit.record(event)
