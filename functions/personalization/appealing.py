"""An appeal against the decision that an objection is outweighed: made once, and decided by another than who decided.

It does not wait while the learner restricts their record: that is what art. 18(1)(d) GDPR lets them do until then.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from inarax import accesses, contested, deadlines, four_eyes, problems
from inarax.accesses import Access
from inarax.declared import Purpose
from inarax.roles import Role
from inarax.stores import contests, idempotency, mails, overrides, standings
from inarax.stores.base import Write, read, transact
from inarax.stores.contests import Contest, ContestKind, Handle, Status
from inarax.stores.idempotency import Once
from inarax.stores.mails import Template
from inarax.stores.overrides import Override
from personalization import overriding

READ = ("contests", "overrides")
"""The stores of which a decision reads what is held about the learner."""


class Decision(NamedTuple):
    """Whether the objection is honoured after all, and why, in words for the learner."""

    honoured: bool
    explanation: str
    at: datetime


class Waiting(NamedTuple):
    """An open appeal, and the decision that it is about; None where that was taken back since."""

    contest: Contest
    override: Override | None


def of(override: Override) -> Contest | None:
    """The appeal against that decision, open or decided."""
    matter = contests.outweighing_of(override.purpose, override.decided_at)
    return read(contests.of(override.learner_id, matter.name))[0]


def appeal(learner_id: str, purpose: Purpose, text: str, once: Once, at: datetime) -> str:
    """The id of the appeal; NotFound where no objection is outweighed, AlreadyContested after the first."""
    if made := idempotency.earlier(once, at):
        return made
    (override,) = read(overrides.of(learner_id, purpose))
    if override is None:
        raise problems.NotFound
    if of(override):
        raise problems.AlreadyContested
    matter = contests.outweighing_of(purpose, override.decided_at)
    new = Contest(learner_id, matter, "", text, at, deadlines.due(at))
    transact(*contested.begun(new, once, at))
    return new.contest_id


def waiting(handles: Sequence[Handle], admin: str, at: datetime) -> Sequence[Waiting]:
    """The appeals of a page of the queue that are open still; that they were shown is on record with each learner.

    Of whom an erasure has begun, nothing is shown, whatever a hold keeps of them.
    """
    if not handles:
        return ()
    found = read(*(contests.of(handle.learner_id, handle.contest_id) for handle in handles))
    standing = read(*(standings.of(handle.learner_id) for handle in handles))
    still = [each for each, of in zip(found, standing, strict=True) if each and of and each.status is Status.OPEN]
    shown = [Waiting(each, _override(each)) for each in still]
    try:
        accesses.record(_access(admin, at), [each.contest.learner_id for each in shown])
    except problems.AccountClosed:  # somebody's erasure has begun since: theirs is shown no more
        raise problems.Conflict from None
    return shown


def decided(handle: Handle, admin: str, decision: Decision) -> Contest:
    """Decide an appeal, once.

    NotAllowed for who outweighed the objection, NotHere where it is upheld though that decision was taken back since.
    """
    contest = contested.still_open(handle, ContestKind.OBJECTION, admin)
    override = _override(contest)
    if override is None and not decision.honoured:
        raise problems.NotHere
    if override:
        four_eyes.refuse_same(override.decided_by, admin)
    closed = contests.closed(contest, decision.honoured, decision.explanation, decision.at)
    letter = f"appeal-{contest.contest_id}"
    transact(
        *contested.ending(closed, _access(admin, decision.at)),
        mails.ask(contest.learner_id, letter, Template.APPEAL_DECIDED, decision.at, about=closed.status.value),
        *_consequences(closed, override if decision.honoured else None, admin),
    )
    return closed


def _consequences(closed: Contest, honoured: Override | None, admin: str) -> Sequence[Write]:
    if honoured is None or closed.decided_at is None:
        return (standings.remaining(closed.learner_id),)
    (standing,) = read(standings.of(closed.learner_id))
    if standing is None:
        raise problems.AccountClosed
    return overriding.honouring(standing, honoured, admin, closed.decided_at)


def _override(contest: Contest) -> Override | None:
    """The decision that is appealed against, if it stands."""
    _, purpose, _ = contest.matter.parts
    (found,) = read(overrides.of(contest.learner_id, Purpose(purpose)))
    if found is None or contests.outweighing_of(found.purpose, found.decided_at) != contest.matter:
        return None
    return found


def _access(admin: str, at: datetime) -> Access:
    return Access(admin, Role.PRIVACY_ADMIN, Purpose.SIGNALS, READ, at)
