"""Step: when everything was read back, sign the receipt, and close: one transaction takes the learner's id from the
request, writes the closing entry of the audit trail about nobody, and drops what was noted on the way.

What a hold keeps is not read back: then the request waits for the hold to be lifted, and closes another time.

Purpose: rights. Stores: holds (read), rights-requests (change), rights-progress (read, delete), audit (write).
"""

from inarax.declared import Purpose
from inarax.rights import RequestState
from inarax.stores import audit, holds, rights_progress, rights_requests
from inarax.stores.base import transact
from rights import steps
from rights.erasure import keeping, lifecycle, plan, receipt_signing, receipting
from rights.steps import Turn


def complete(turn: Turn) -> str:
    """`complete`, once, whatever runs twice; `kept` where a hold keeps anything. An error where it is not proven."""
    request, at = turn.request, turn.at
    if request.state is RequestState.COMPLETE:
        return "complete"
    if request.state is not RequestState.CLOSING or request.learner_id is None:
        return "nothing"
    planned, progress = plan.current(), rights_progress.of(request.request_id)
    if kept := keeping.kept(holds.stores_held(request.learner_id)):
        receipting.prove(request, planned, progress, kept)
        transact(rights_requests.save(lifecycle.kept(request, at)))
        return "kept"
    receipt = receipt_signing.signed(receipting.statement(request, planned, progress, at))
    transact(
        rights_requests.save(lifecycle.completed(request, receipt, receipting.ages_at(planned, at), at)),
        audit.record(
            audit.Event(
                audit.nobody(request.learner_id),
                audit.Action.ERASED,
                audit.Machine.ERASURE,
                Purpose.RIGHTS,
                f"plan {planned.version}, {len(progress)} stores, read back empty",
                at,
            )
        ),
        *(rights_progress.discard(request.request_id, store) for store in progress),
    )
    return "complete"


handler = steps.step(__name__, complete)
