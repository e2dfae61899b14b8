"""How a request of any right moves: into a state, on under a lease, and to its end."""

from copy import replace
from datetime import datetime, timedelta

from inarax.rights import RequestState
from inarax.stores.rights_requests import RightsRequest, Step

SETTLED = timedelta(minutes=10)
"""What was under way at a moment is over by then: no sign-in, code or function lasts longer."""
LEASE = timedelta(minutes=15)
"""How long an execution is given before another is started; twice as long each time, at most a day."""


def moved(request: RightsRequest, state: RequestState, at: datetime, next_at: datetime | None) -> RightsRequest:
    """The request in another state, to be looked after at that time."""
    return replace(request, history=(*request.history, Step(state, at)), next_at=next_at, attempts=0, note=None)


def ended(request: RightsRequest, state: RequestState, at: datetime) -> RightsRequest:
    """The request at its end: nobody's from now on."""
    proven = request.proven and request.proven._replace(by=None)
    return replace(
        moved(request, state, at, None), learner_id=None, organization=None, note=request.note, proven=proven
    )


def leased(request: RightsRequest, at: datetime) -> RightsRequest:
    """The request with one more execution at work on it."""
    lease = min(LEASE * 2 ** min(request.attempts, 10), timedelta(days=1))
    return replace(request, attempts=request.attempts + 1, next_at=at + lease)


def prolonged(request: RightsRequest, at: datetime) -> RightsRequest:
    """An execution that is at work needs longer."""
    return replace(request, next_at=at + LEASE)
