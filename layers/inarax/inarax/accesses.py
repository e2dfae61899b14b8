"""Who read a person's data: each time that somebody else or a machine does, an entry of the audit trail.

It is written before what was read is answered, in the transaction of the act it serves if there is one. What the
service does for a learner at their own request is in `requests`, and what it writes to them in `mails`.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from inarax.declared import Purpose
from inarax.roles import Role
from inarax.stores import audit, standings
from inarax.stores.audit import Action, Event, Machine
from inarax.stores.base import Write, transact


class Access(NamedTuple):
    """Somebody, in a role, reads of these stores for a purpose."""

    reader: str
    role: Role
    purpose: Purpose
    stores: Sequence[str]
    at: datetime


def record(access: Access, learners: Iterable[str]) -> None:
    """Write down that what is held about these learners was read; who reads of themselves is not written down.

    AccountClosed where one of them is being erased: nothing of theirs may be shown, or written, any more.
    """
    others = sorted(set(learners) - {access.reader})
    if others:
        transact(*map(standings.remaining, others), *(by_person(access, learner) for learner in others))


def by_person(access: Access, learner_id: str) -> Write:
    """The same of one learner, as part of a transaction that has a condition on their standing."""
    about = " ".join(access.stores)
    return audit.record(Event(learner_id, Action.READ, access.reader, access.purpose, about, access.at, access.role))


def by_machine(learner_id: str, machine: Machine, stores: Iterable[str], at: datetime, entry_id: str) -> Write:
    """A machine of the rights room read them; of one `entry_id` there is one entry, Conflict where it is there."""
    return audit.record(Event(learner_id, Action.READ, machine, Purpose.RIGHTS, " ".join(stores), at), entry_id)
