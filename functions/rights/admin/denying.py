"""What goes with the end of a request that is denied: the learner is told why, and may ask anew."""

from collections.abc import Sequence
from datetime import datetime

from inarax.stores import mails, rights_claims
from inarax.stores.base import Write
from inarax.stores.mails import Template
from inarax.stores.rights_requests import RightsRequest


def ending(denied: RightsRequest, learner_id: str, at: datetime) -> Sequence[Write]:
    """The letter with reason, rule and remedies (art. 12(4) GDPR), and that nothing of this right is open any more."""
    about = f"{denied.right} {denied.note} {denied.jurisdiction}"
    return (
        mails.ask(learner_id, f"denied-{denied.request_id}", Template.DENIED, at, about=about),
        rights_claims.release(learner_id, denied.right, denied.request_id),
    )
