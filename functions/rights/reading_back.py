"""Step: see, by strongly consistent reads, which stores of the plan hold something of the learner's: before they are
erased, and to prove it afterwards. An index has no such read, and is asked once more for what was noted last.

Purpose: rights. Stores: every store of the plan, of which it lists and counts; audit and consents (read);
rights-requests (read), rights-progress (read, change).
"""

from collections.abc import Set

from inarax.stores import rights_progress, rights_requests
from inarax.stores.base import transact
from inarax.stores.rights_requests import RightsRequest
from rights import steps
from rights.erasure import erasers, indexes, plan
from rights.steps import Outcome, Turn


def read_back(turn: Turn) -> Outcome:
    """`clean`; `more`, with the stores that are to be erased; `residue`, where one is not empty that was erased."""
    request = turn.request
    if request.learner_id is None:  # another execution has finished
        return {"outcome": "clean", "stores": []}
    stores = [name for name in turn.stores if turn.erased.get(name) != "kept"]
    left = [name for name in stores if not _is_empty(name, request, request.learner_id)]
    _note(turn, set(stores) - set(left))
    if any(turn.erased.get(name) == "done" for name in left):
        return {"outcome": "residue", "stores": left}
    return {"outcome": "more" if left else "clean", "stores": left}


def _is_empty(name: str, request: RightsRequest, learner_id: str) -> bool:
    store = plan.current().store(name)
    return erasers.eraser(store, learner_id).is_empty() and not indexes.lingering(request, store)


def _note(turn: Turn, empty: Set[str]) -> None:
    """What is noted of a request that has come to its end would stay."""
    request_id = turn.request.request_id
    if empty:
        noted = (rights_progress.clean(request_id, name, turn.at) for name in sorted(empty))
        transact(rights_requests.somebodys(request_id), *noted)


handler = steps.step(__name__, read_back)
