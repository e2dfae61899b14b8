"""How a contest is opened and decided, whatever it is of: by a person, once, never by whose it is (art. 22(3) GDPR).

Which stores the decision itself changes is the room's own.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from pydantic import StringConstraints

from inarax import accesses, four_eyes, problems
from inarax.accesses import Access
from inarax.stores import audit, contests, idempotency, quotas, standings
from inarax.stores.base import Write, read
from inarax.stores.contests import Contest, ContestKind, Handle, Status
from inarax.stores.idempotency import Once

DAILY = 20
"""Contests a day, of whatever kind."""

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
"""Why something is contested, or how that was decided."""


def begun(contest: Contest, once: Once, at: datetime) -> Sequence[Write]:
    """What is written when a learner contests something, once."""
    return (
        standings.active(contest.learner_id),
        idempotency.claim(once, contest.contest_id, at),
        contests.begin(contest),
        quotas.spend(contest.learner_id, "contests", daily=DAILY, at=at),
    )


def still_open(handle: Handle, kind: ContestKind, reviewer: str) -> Contest:
    """The contest that somebody is about to decide.

    NotAllowed if it is their own, NotFound if there is none of that kind, AlreadyDecided if somebody has decided it.
    """
    four_eyes.refuse_own(handle.learner_id, reviewer)
    (contest,) = read(contests.of(handle.learner_id, handle.contest_id))
    if contest is None or contest.matter.kind is not kind:
        raise problems.NotFound
    if contest.status is not Status.OPEN:
        raise problems.AlreadyDecided
    return contest


def decided(closed: Contest, access: Access) -> Sequence[Write]:
    """What is written when a contest is decided that waits while its learner restricts their record."""
    return (standings.asking(closed.learner_id, closed.contested_at), *ending(closed, access))


def ending(closed: Contest, access: Access) -> Sequence[Write]:
    """What is written when a contest is decided, once; `access` is who decided, and what they read for that."""
    about, learner_id = f"{closed.contest_id} {closed.status}", closed.learner_id
    reviewed = audit.Action.CONTEST_REVIEWED
    event = audit.Event(learner_id, reviewed, access.reader, access.purpose, about, access.at, access.role)
    return (
        contests.decide(closed),
        audit.record(event),
        accesses.by_person(access, learner_id),
    )
