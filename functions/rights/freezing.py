"""Step: shut the account, so that nothing of the learner's can be written any more; answer what is to be erased.

Whatever else they have asked for ends with it.

Purpose: rights. Stores: rights-requests, standings (change); rights-claims, accounts, keys, role grants (read); the
user pool (disable and sign out everywhere).
"""

from copy import replace
from datetime import datetime

from inarax import accesses
from inarax.rights import RequestState
from inarax.stores import rights_claims, rights_requests, standings
from inarax.stores.audit import Machine
from inarax.stores.base import read, transact
from inarax.stores.rights_requests import RightsRequest
from inarax.stores.standings import State
from rights import moves, steps
from rights.erasure import lifecycle, plan
from rights.steps import Outcome, Turn
from rights.storage import account

_READ = ("accounts", "RoleGrants")
"""What is read of a learner to shut their account; the rest is listed, counted and deleted unread."""


def begin(turn: Turn) -> Outcome:
    """`erase` with the stores that come first; `close` with all; `held`, or `nothing` where it is not at work."""
    request, planned = turn.request, plan.current()
    match request.state:
        case RequestState.RUNNING if request.learner_id:
            if not _shut(request, request.learner_id, turn.at):
                return {"outcome": "held"}
            return {"outcome": "erase", "stores": [store.name for store in planned.first]}
        case RequestState.CLOSING:
            return {"outcome": "close", "stores": [store.name for store in planned.stores]}
    return {"outcome": "nothing"}


def _shut(request: RightsRequest, learner_id: str, at: datetime) -> bool:
    """Whether the account is shut; where its roles are granted by configuration, the request is held instead."""
    found = account.of(learner_id)
    if found and account.granted(found):
        transact(rights_requests.save(lifecycle.held(request, lifecycle.ROLES_GRANTED, at)))
        return False
    (standing,) = read(standings.of(learner_id))
    if standing:
        transact(
            standings.replace(standing, replace(standing, state=State.ERASING)),
            accesses.by_machine(learner_id, Machine.ERASURE, _READ, at, request.request_id),
        )
    if found:
        account.shut(found)
    _end_others(request, learner_id, at)
    return True


def _end_others(request: RightsRequest, learner_id: str, at: datetime) -> None:
    """From here on nobody works on them, and they are nobody's."""
    for request_id in rights_claims.all_of(learner_id).values():
        (other,) = read(rights_requests.of(request_id))
        if other and other.learner_id and request_id != request.request_id:
            transact(rights_requests.save(moves.ended(other, RequestState.CANCELLED, at)))


handler = steps.step(__name__, begin)
