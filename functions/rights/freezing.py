"""Step: shut the account, so that nothing of the learner's can be written any more; answer what is to be erased.

Purpose: rights. Stores: rights-requests, standings (change); accounts, keys, role grants (read); the user pool (disable
and sign out everywhere).
"""

from copy import replace
from datetime import datetime

from inarax.stores import rights_requests, standings
from inarax.stores.base import read, transact
from inarax.stores.rights_requests import RequestState, RightsRequest
from inarax.stores.standings import State
from rights import account, lifecycle, plan, steps
from rights.steps import Outcome, Turn


def begin(turn: Turn) -> Outcome:
    """`erase` with the stores that come first; `close` with all; `held`, or `nothing` where it is not at work."""
    request, planned = turn.request, plan.current()
    match request.state:
        case RequestState.RUNNING if request.learner_id:
            if not _shut(request, request.learner_id, turn.at):
                return {"outcome": "held"}
            return {"outcome": "erase", "stores": [store.name for store in planned.first]}
        case RequestState.CLOSING:
            return {"outcome": "close", "stores": [store.name for store in (*planned.first, *planned.last)]}
    return {"outcome": "nothing"}


def _shut(request: RightsRequest, learner_id: str, at: datetime) -> bool:
    """Whether the account is shut; where its roles are granted by configuration, the request is held instead."""
    found = account.of(learner_id)
    if found and account.has_granted_roles(found):
        transact(rights_requests.save(lifecycle.held(request, lifecycle.ROLES_GRANTED, at)))
        return False
    (standing,) = read(standings.of(learner_id))
    if standing:
        transact(standings.replace(standing, replace(standing, state=State.ERASING)))
    if found:
        account.shut(found)
    return True


handler = steps.step(__name__, begin)
