"""How the contest of a signal is decided: it, the audit entry and the signal, which is withdrawn, at once."""

from datetime import UTC, datetime
from typing import NamedTuple

from inarax import contested
from inarax.accesses import Access
from inarax.declared import Purpose
from inarax.roles import Role
from inarax.stores import contests, signals
from inarax.stores.base import Write, read, transact
from inarax.stores.contests import Contest, ContestKind, Handle
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
    contest = contested.still_open(handle, ContestKind.SIGNAL, reviewer)
    closed = contests.closed(contest, not decision.right, decision.explanation, decision.at)
    transact(
        *contested.decided(closed, Access(reviewer, Role.OPERATOR, Purpose.SIGNALS, READ, decision.at)),
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
