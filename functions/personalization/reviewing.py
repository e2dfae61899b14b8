"""How the contest of a signal is decided: it, the audit entry and the signal, which is withdrawn, at once."""

from datetime import UTC, datetime
from typing import NamedTuple

from inarax import accesses, problems
from inarax.accesses import Access
from inarax.declared import Purpose
from inarax.roles import Role
from inarax.stores import audit, contests, signals, standings
from inarax.stores.base import Write, read, transact
from inarax.stores.contests import Contest, ContestKind, Handle, Status
from personalization.deriving import withdrawing

READ = ("contests", "signals")
"""The stores of which a review reads what is held about the learner."""


class Decision(NamedTuple):
    """What the reviewer found of the signal."""

    right: bool
    explanation: str
    at: datetime


def decided(handle: Handle, reviewer: str, decision: Decision) -> Contest:
    """Decide a contest, once; nobody decides their own. Conflict where the signals changed meanwhile."""
    if handle.learner_id == reviewer:
        raise problems.NotAllowed("Somebody else must decide a contest of your own.")
    (contest,) = read(contests.of(handle.learner_id, handle.contest_id))
    if contest is None or contest.matter.kind is not ContestKind.SIGNAL:
        raise problems.NotFound
    if contest.status is not Status.OPEN:
        raise problems.AlreadyDecided
    closed = contests.closed(contest, not decision.right, decision.explanation, decision.at)
    transact(
        standings.asking(handle.learner_id, contest.contested_at),
        contests.decide(closed),
        _audited(closed, reviewer, decision.at),
        accesses.by_person(Access(reviewer, Role.OPERATOR, Purpose.SIGNALS, READ, decision.at), handle.learner_id),
        *(() if decision.right else _withdrawn(closed)),
    )
    return closed


def _withdrawn(contest: Contest) -> tuple[Write, ...]:
    _, skill, moment = contest.matter.parts
    (standing,) = read(signals.of(contest.learner_id, contest.course))
    if standing is None:
        return ()
    after = withdrawing(standing, skill, datetime.fromtimestamp(int(moment), UTC))
    return () if after is standing else (signals.save(after),)


def _audited(contest: Contest, reviewer: str, at: datetime) -> Write:
    about, reviewed = f"{contest.contest_id} {contest.status}", audit.Action.CONTEST_REVIEWED
    event = audit.Event(contest.learner_id, reviewed, reviewer, Purpose.SIGNALS, about, at, Role.OPERATOR)
    return audit.record(event)
