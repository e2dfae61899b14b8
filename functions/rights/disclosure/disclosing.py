"""How a disclosure is recorded, approved, silenced and told: each one transaction with the audit trail.

The trail has what admins do with it about nobody, so that neither an export nor what else the learner is shown says
that there is one before they may know, and so that it can be proven after an erasure.
"""

from contextlib import suppress
from copy import replace
from datetime import date, datetime, timedelta

from inarax import four_eyes, problems
from inarax.again import settled
from inarax.declared import Purpose
from inarax.roles import Role
from inarax.stores import audit, disclosures, idempotency, keys, mails, standings
from inarax.stores.audit import Action
from inarax.stores.base import Write, read, transact
from inarax.stores.disclosures import Disclosure
from inarax.stores.handles import Handle
from inarax.stores.idempotency import Once
from rights.admin import audited
from rights.admin.seen import Seen, found, unchanged
from rights.disclosure import lifecycle


def record(disclosure: Disclosure, once: Once, at: datetime) -> Disclosure:
    """The new disclosure; NotFound where there is no such learner, AccountClosed once they are being erased."""
    four_eyes.refuse_own(disclosure.learner_id, disclosure.recorded_by)

    def act() -> Disclosure:
        if made := idempotency.earlier(once, at):
            return found(disclosures.of(Handle(disclosure.learner_id, made)))
        (ring,) = read(keys.of(disclosure.learner_id))
        if ring is None:
            raise problems.NotFound
        transact(
            standings.remaining(disclosure.learner_id),
            disclosures.save(disclosure),
            idempotency.claim(once, disclosure.disclosure_id, at),
            _unsaid(disclosure, Action.DISCLOSURE_RECORDED, disclosure.recorded_by, at),
        )
        return replace(disclosure, revision=1)

    return settled(act)


def looked(disclosure: Disclosure, admin: str, at: datetime) -> None:
    """An admin is shown it; the learner is told of that once they know of the disclosure, and the trail either way."""
    if disclosure.told_at:
        audited.looked(disclosure.learner_id, admin, "disclosures", at)
    else:
        transact(audited.unsaid(disclosure.learner_id, Action.READ, admin, "disclosures", at))


def approve(seen: Seen[Handle]) -> Disclosure:
    """It counts from now on."""
    return _changed(seen, Action.DISCLOSURE_APPROVED, lifecycle.approved(_seen(seen), seen.by, seen.at))


def silence(seen: Seen[Handle], until: date | None) -> Disclosure:
    """The learner is told on that day, or now."""
    return _changed(seen, Action.DISCLOSURE_SILENCED, lifecycle.silenced(_seen(seen), until, seen.at))


def discard(seen: Seen[Handle]) -> None:
    """One that nobody approved is no more."""
    disclosure = _seen(seen)
    lifecycle.refuse_approved(disclosure)
    transact(
        disclosures.discard(disclosure),
        _unsaid(disclosure, Action.DISCLOSURE_DISCARDED, seen.by, seen.at),
    )


def tell(handle: Handle, at: datetime) -> int:
    """The silence is over: how many learners were told, at most one. Whatever runs twice, they are told once."""
    try:
        transact(disclosures.tell(handle, at), *_telling(handle, audit.Machine.RIGHTS_SCHEDULE, None, at))
    except problems.Conflict:  # told or silenced again meanwhile: the index had not heard of it
        return 0
    except problems.AccountClosed:  # being erased: the record goes with it, unless a hold keeps it
        with suppress(problems.Conflict):
            transact(disclosures.look_again(handle, at.date() + timedelta(days=1)))
        return 0
    return 1


def _changed(seen: Seen[Handle], action: Action, after: Disclosure) -> Disclosure:
    telling = _telling(after.handle, seen.by, Role.PRIVACY_ADMIN, seen.at) if after.told_at else ()
    transact(
        disclosures.save(after),
        _unsaid(after, action, seen.by, seen.at),
        *(telling or (standings.remaining(after.learner_id),)),
    )
    return replace(after, revision=after.revision + 1)


def _telling(handle: Handle, by: str, role: Role | None, at: datetime) -> tuple[Write, ...]:
    """From now on the learner sees it, and a mail says so: AccountClosed where there is nobody to be told."""
    learner_id, disclosure_id = handle
    return (
        standings.remaining(learner_id),
        mails.ask(learner_id, f"disclosed-{disclosure_id}", mails.Template.DISCLOSED, at),
        audit.record(audit.Event(learner_id, Action.DISCLOSURE_TOLD, by, Purpose.RIGHTS, disclosure_id, at, role)),
    )


def unknown_to(disclosure: Disclosure, reader: str) -> bool:
    """Whether it is about the reader, who was not told of it: an order may forbid that."""
    return disclosure.learner_id == reader and disclosure.told_at is None


def _seen(seen: Seen[Handle]) -> Disclosure:
    if seen.name.learner_id == seen.by:  # to say that it is not theirs to decide would say that there is one
        raise problems.NotFound
    return unchanged(seen, disclosures.of(seen.name))


def _unsaid(disclosure: Disclosure, action: Action, by: str, at: datetime) -> Write:
    about = (
        f"{disclosure.disclosure_id}, {disclosure.kind}, {disclosure.article}: {' '.join(sorted(disclosure.stores))}"
    )
    return audited.unsaid(disclosure.learner_id, action, by, about, at)
