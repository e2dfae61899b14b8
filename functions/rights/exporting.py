"""Step: read the learner's part of one store of the export plan, and keep it part by part, until all is read.

Purpose: rights. Stores: every store of the plan, of which it reads what the plan names; keys, to open what is sealed;
exports (write); rights-requests (change). The only role that may read every store.
"""

import json

from inarax.rights import RequestState
from inarax.stores import exports
from inarax.stores.exports import Export
from rights import steps
from rights.export import plan
from rights.export.readers import reader
from rights.steps import Turn

PART = 4 << 20
"""Bytes that are kept at once, and so about what is in memory."""


def export(turn: Turn) -> str:
    """`done`, or `more` where the step is to come again."""
    request = turn.request
    if request.state is not RequestState.RUNNING or request.learner_id is None:  # ready, withdrawn or erased meanwhile
        return "done"
    store, own = plan.current().store(turn.store), Export(request.learner_id, request.request_id)
    begun = exports.progress(own, store.name)
    if begun.done or _read(turn, store, own, begun):
        return "done"
    return steps.more(turn)


def _read(turn: Turn, store: plan.Store, own: Export, begun: exports.Progress) -> bool:
    """Whether all was read before the time was up; at least one part is kept each time."""
    number, lines = begun.parts, bytearray()
    for page in reader(store, own).pages(begun.after):
        for record in page.records:
            lines += json.dumps(record, ensure_ascii=False).encode() + b"\n"
        is_late = not turn.time_left()
        if page.after is None or is_late or len(lines) >= PART:
            exports.keep_part(own, store.name, number, bytes(lines), page.after)
            number, lines = number + 1, bytearray()
        if is_late and page.after is not None:
            return False
    return True


handler = steps.step(__name__, export)
