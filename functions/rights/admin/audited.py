"""What the audit trail is told by this room: what privacy admins do and look at, and about whom.

From the moment an erasure has begun, an entry is about the SHA-256 of the learner's random id: the trail is forgotten
while the erasure runs, and nothing may be written that it would miss.
"""

from contextlib import suppress
from datetime import datetime

from inarax import accesses, problems
from inarax.accesses import Access
from inarax.declared import Purpose
from inarax.rights import RequestState
from inarax.roles import Role
from inarax.stores import audit
from inarax.stores.audit import Action, Event
from inarax.stores.base import Write
from inarax.stores.rights_requests import RightsRequest
from rights.erasure import lifecycle


def done(learner_id: str, erasure: RightsRequest | None, action: Action, actor: str, about: str, at: datetime) -> Write:
    """An admin did something about a learner; part of the transaction that does it. `about`: an id, or our words.

    `erasure` is the learner's open one, if there is one.
    """
    begun = erasure is not None and lifecycle.has_begun(erasure)
    whom = audit.nobody(learner_id) if begun else learner_id
    return audit.record(Event(whom, action, actor, Purpose.RIGHTS, about, at, Role.PRIVACY_ADMIN))


def unsaid(learner_id: str, action: Action, actor: str, about: str, at: datetime) -> Write:
    """An admin did something of which the learner may not be told, or that must be shown when they are erased.

    The entry is about nobody: nothing that the learner is shown leads to it, and it outlives an erasure.
    """
    event = Event(audit.nobody(learner_id), action, actor, Purpose.RIGHTS, about, at, Role.PRIVACY_ADMIN)
    return audit.record(event)


def words(request: RightsRequest) -> str:
    """What an entry says of a request: which it is, where it stands, why it was denied, and how it was proven whose."""
    denied = f" {request.note}" if request.state is RequestState.DENIED else ""
    proven = f", {request.proven.proof} by {request.proven.channel}" if request.proven else ""
    return f"{request.request_id} {request.state}{denied}{proven}"


def looked(learner_id: str, admin: str, store: str, at: datetime) -> None:
    """An admin is shown what is held about a learner, who is told of that as long as there is an account."""
    with suppress(problems.AccountClosed):
        accesses.record(Access(admin, Role.PRIVACY_ADMIN, Purpose.RIGHTS, (store,), at), [learner_id])
