"""Step: prove that one store holds nothing of the learner's, by a strongly consistent read; an index has no such read,
and is asked once more for what was noted last.

Purpose: rights. Stores: every store of the plan, of which it lists and counts; audit and consents (read);
rights-progress (read, change).
"""

from inarax.stores import rights_progress
from inarax.stores.base import transact
from rights import erasers, indexes, plan, steps
from rights.steps import Turn


def read_back(turn: Turn) -> str:
    """`clean`, or `residue`."""
    request = turn.request
    if request.learner_id is None:  # another execution has finished
        return "clean"
    store = plan.current().store(turn.store)
    if erasers.eraser(store, request.learner_id).left() or indexes.lingering(request, store):
        return "residue"
    transact(rights_progress.clean(request.request_id, store.name, turn.at))
    return "clean"


handler = steps.step(__name__, read_back)
