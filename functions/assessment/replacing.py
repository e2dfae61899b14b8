"""How the contest of a placement's level is decided: it, the audit entry and the belief that rests on it, at once."""

from datetime import datetime
from typing import NamedTuple

from assessment import published
from assessment.levelling import levelled
from assessment.regrading import replaced
from inarax import contested, problems
from inarax.accesses import Access
from inarax.again import settled
from inarax.declared import Purpose
from inarax.problem import Fault
from inarax.roles import Role
from inarax.stores import attempts, beliefs, contests, evidence
from inarax.stores.base import Write, read, transact
from inarax.stores.contests import Contest, ContestKind, Handle

READ = ("contests", "attempts", "beliefs", "evidence")
"""The stores of which a review reads what is held about the learner."""


class Decision(NamedTuple):
    """The level that the reviewer found right."""

    level: str
    explanation: str
    at: datetime


def decided(handle: Handle, reviewer: str, decision: Decision) -> Contest:
    """Decide a contest, once; nobody decides their own."""
    return settled(lambda: _decided(handle, reviewer, decision))


def _decided(handle: Handle, reviewer: str, decision: Decision) -> Contest:
    contest = contested.still_open(handle, ContestKind.PLACEMENT, reviewer)
    changed = decision.level != contest.matter.said
    closed = contests.closed(contest, changed, decision.explanation, decision.at)
    transact(
        *contested.decided(closed, Access(reviewer, Role.OPERATOR, Purpose.ASSESSMENT, READ, decision.at)),
        *_consequences(contest, decision.level, changed=changed),
    )
    return closed


def _consequences(contest: Contest, level: str, *, changed: bool) -> tuple[Write, ...]:
    """The belief under the level found, unless a later placement has replaced what is contested.

    The belief is read before the evidence: while it is unchanged, no evidence has been added.
    """
    attempt, belief = read(
        attempts.of(contest.learner_id, contest.matter.name), beliefs.of(contest.learner_id, contest.course)
    )
    if attempt is None:
        raise problems.NotFound
    course = published.course_of(attempt.course, attempt.version)
    levels = course.placement.levels
    if level not in {each.id for each in levels}:
        raise problems.Invalid(faults=[Fault("body/level", "This course has no such level.")])
    if belief is None or belief.placement is None or belief.placement.attempt != attempt.attempt_id or not changed:
        return ()
    recorded = evidence.of(contest.learner_id, contest.course, None)
    return (beliefs.save(replaced(belief, levelled(belief.placement, levels, level), recorded, course)),)
