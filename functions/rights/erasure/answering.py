"""What is answered about a request to whom it concerns: where it stands, and what holds keep of it."""

from inarax.stores import holds
from inarax.stores.rights_requests import RightsRequest
from rights.shown import RequestShown, shown


def answer(request: RightsRequest) -> RequestShown:
    """The request, with the holds of now."""
    return shown(request, holds.active_of(request.learner_id) if request.learner_id else ())
