"""Step: what an export has to do: read every store of the plan, or delete what is offered no more.

That a machine reads everything is on record before it does. Purpose: rights. Stores: rights-requests, standings (read),
audit (write).
"""

from contextlib import suppress

from inarax import accesses, problems
from inarax.rights import RequestState
from inarax.stores import audit, standings
from inarax.stores.base import transact
from rights import steps
from rights.export import plan
from rights.steps import Outcome, Turn


def begin(turn: Turn) -> Outcome:
    """`export` with the stores; `withdraw`; `nothing` where it is not at work."""
    request, names = turn.request, [store.name for store in plan.current().stores]
    if request.learner_id is None:
        return {"outcome": "nothing"}
    match request.state:
        case RequestState.RUNNING:
            machine = audit.Machine.EXPORT
            read = accesses.by_machine(request.learner_id, machine, names, turn.at, request.request_id)
            with suppress(problems.Conflict):  # by an execution before this one
                transact(standings.remaining(request.learner_id), read)
            return {"outcome": "export", "stores": names}
        case RequestState.WITHDRAWING:
            return {"outcome": "withdraw"}
    return {"outcome": "nothing"}


handler = steps.step(__name__, begin)
