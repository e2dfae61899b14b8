"""Step: pack what was read into the archive, and offer it: one transaction makes it ready and asks for the mail.

Purpose: rights. Stores: exports, rights-requests (change), standings (check), mails (write). The receipt is signed: it
says without a name what was handed over, so that this can be shown when the export is long deleted (art. 5(2) GDPR).
"""

from inarax.rights import RequestState
from inarax.stores import exports, mails, rights_requests, standings
from inarax.stores.base import transact
from inarax.stores.exports import Export
from rights import steps
from rights.erasure import receipt_signing
from rights.export import lifecycle, packer
from rights.export import plan as export_plan
from rights.export import receipt as export_receipt
from rights.export.receipt import Handed
from rights.steps import Turn
from rights.storage.objects import Objects
from rights.storage.uploading import Upload


def pack(turn: Turn) -> str:
    """`ready`; once, whatever runs twice."""
    request = turn.request
    if request.learner_id is None:
        return "ready"
    export = Export(request.learner_id, request.request_id)
    if request.state is RequestState.RUNNING:
        _offer(turn, export)
    Objects(exports.BUCKET, exports.gathered(export)).delete(turn.time_left)  # all of it is in the archive
    return "ready"


def _offer(turn: Turn, export: Export) -> None:
    plan = export_plan.current()
    with Upload(exports.archive(export)) as upload:
        packed = packer.pack(upload, export, plan, turn.at)
    handed = Handed(packed.records, packed.manifest, upload.sha256, upload.size)
    receipt = receipt_signing.signed(export_receipt.statement(turn.request, plan.version, handed, turn.at))
    transact(
        standings.remaining(export.learner_id),
        rights_requests.save(lifecycle.ready(turn.request, receipt, turn.at)),
        mails.ask(export.learner_id, f"exported-{export.request_id}", mails.Template.EXPORTED, turn.at),
    )


handler = steps.step(__name__, pack)
