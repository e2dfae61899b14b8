"""Step: delete an export that is offered no more, read back that nothing of it is left, and close the request.

Purpose: rights. Stores: exports (delete), rights-requests (change), rights-claims (delete).
"""

from inarax.rights import RequestState
from inarax.stores import exports, rights_claims, rights_requests
from inarax.stores.base import transact
from inarax.stores.exports import Export
from rights import steps
from rights.export import lifecycle
from rights.steps import Turn
from rights.storage.objects import Objects


def withdraw(turn: Turn) -> str:
    """`complete`; `more` where the step is to come again."""
    request = turn.request
    if request.state is not RequestState.WITHDRAWING or request.learner_id is None:
        return "complete"
    lying = Objects(exports.BUCKET, Export(request.learner_id, request.request_id).prefix)
    if not lying.delete(turn.time_left) or not lying.is_empty():
        return "more"
    transact(
        rights_requests.save(lifecycle.completed(request, turn.at)),
        rights_claims.release(request.learner_id, request.right, request.request_id),
    )
    return "complete"


handler = steps.step(__name__, withdraw)
