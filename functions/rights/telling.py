"""Step: ask for the mails that tell the learner of the erasure, and whoever was given something of theirs by law (art.
19 GDPR). What needs contact data goes after them.

Purpose: rights. Stores: rights-requests (change), mails (write).
"""

from inarax import recipients
from inarax.recipients import Event
from inarax.rights import RequestState
from inarax.stores import mails, rights_requests
from inarax.stores.base import transact
from rights import steps
from rights.erasure import lifecycle
from rights.steps import Turn


def tell(turn: Turn) -> str:
    """`told`; once, whatever runs twice."""
    request = turn.request
    if request.state is not RequestState.RUNNING or request.learner_id is None:
        return "told"
    cause = "instructed" if lifecycle.instructed(request) else "asked"
    transact(
        rights_requests.save(lifecycle.told(request, turn.at)),
        mails.ask(request.learner_id, lifecycle.mail_id(request), mails.Template.ERASED, turn.at, about=cause),
        recipients.tell(request.learner_id, Event.ERASED, request.request_id, turn.at),
    )
    return "told"


handler = steps.step(__name__, tell)
