"""Step: erase the learner's part of one store of the plan, until it is empty or the time is up.

Purpose: rights. Stores: every store of the plan, of which it lists keys and deletes; audit and consents, of which it
takes what they say, or lets them lapse; rights-requests (change), rights-progress (write).
"""

from contextlib import suppress

from inarax import problems
from inarax.stores import rights_progress
from inarax.stores.base import transact
from rights import erasers, plan, steps
from rights.steps import Turn


def erase(turn: Turn) -> str:
    """`done`, or `more` where the step is to come again."""
    request = turn.request
    if request.learner_id is None:  # another execution has finished
        return "done"
    store = plan.current().store(turn.store)

    def found(count: int) -> None:
        with suppress(problems.Conflict):  # what the first look found stands
            transact(rights_progress.found(request.request_id, store.name, count))

    if erasers.eraser(store, request.learner_id).erase(found, turn):
        return "done"
    return steps.more(turn)


handler = steps.step(__name__, erase)
