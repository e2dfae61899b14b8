"""Step: erase the learner's part of one store of the plan, until it is empty or the time is up, unless a hold keeps it.

Purpose: rights. Stores: every store of the plan, of which it lists keys and deletes; audit and consents, of which it
takes what they say, or lets them lapse; holds (read), rights-requests (change), rights-progress (write).
"""

from contextlib import suppress

from inarax import problems
from inarax.stores import holds, rights_progress
from inarax.stores.base import transact
from rights import steps
from rights.erasure import erasers, keeping, plan
from rights.steps import Turn


class _Held(Exception):
    """A hold keeps the store."""


def erase(turn: Turn) -> str:
    """`done`, `kept`, or `more` where the step is to come again."""
    request = turn.request
    if request.learner_id is None:  # another execution has finished
        return "done"
    store, learner_id = plan.current().store(turn.store), request.learner_id

    def found(count: int) -> None:
        with suppress(problems.Conflict):  # what the first look found stands
            transact(rights_progress.found(request.request_id, store.name, count))
        if _is_held(store.name, learner_id):  # since: whoever placed the hold may not have seen that this had begun
            raise _Held

    if _is_held(store.name, learner_id):
        return "kept"
    try:
        done = erasers.eraser(store, learner_id).erase(found, turn)
    except _Held:
        return "kept"
    if done:
        return "done"
    return steps.more(turn)


def _is_held(store: str, learner_id: str) -> bool:
    return store in keeping.kept(holds.stores_held(learner_id))


handler = steps.step(__name__, erase)
