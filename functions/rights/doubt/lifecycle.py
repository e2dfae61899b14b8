"""How a request goes on of which there is reasonable doubt who asked (art. 12(6) GDPR): nothing is done meanwhile.

entered | cooling-off | held | running (a copy) -> doubted; doubted -> where it stood, when an admin examined a proof;
doubted -> where it begins, when the learner asks again by a sign-in since; doubted -> denied, when neither comes.
"""

from copy import replace
from datetime import datetime, timedelta

from inarax import problems
from inarax.denials import Denial
from inarax.proofs import Doubt, Proven
from inarax.rights import RequestState, Right
from inarax.stores.rights_requests import RightsRequest
from rights.erasure.lifecycle import COOLING_OFF
from rights.moves import ended, moved

ANSWERABLE = timedelta(days=14)
"""How long proof is waited for."""

_BEFORE = {
    Right.ERASURE: frozenset({RequestState.ENTERED, RequestState.COOLING_OFF, RequestState.HELD}),
    Right.ACCESS: frozenset({RequestState.RUNNING}),
    Right.RESTRICTION: frozenset[RequestState](),
}
"""The states in which doubt still helps: nothing is erased yet, or handed over. A restriction gives nobody anything."""


def doubted(request: RightsRequest, doubt: Doubt, at: datetime) -> RightsRequest:
    """It waits for proof, for a time; NotHere where nothing of it waits, or it is too late."""
    if request.state not in _BEFORE[request.right]:
        raise problems.NotHere
    return replace(moved(request, RequestState.DOUBTED, at, at + ANSWERABLE), note=doubt.value)


def settled(request: RightsRequest, proven: Proven, at: datetime) -> RightsRequest:
    """It goes on, by what an admin examined; NotHere where nothing was in doubt.

    One that waited for a second admin waits for one still, and who entered it stays who entered it. Cooling off begins
    anew.
    """
    if request.state is not RequestState.DOUBTED:
        raise problems.NotHere
    if request.history[-2].state is RequestState.ENTERED and request.proven:
        entered = proven._replace(by=request.proven.by)
        return replace(moved(request, RequestState.ENTERED, at, None), proven=entered)
    return replace(_begun(request, at), proven=proven)


def confirmed(request: RightsRequest, signed_in_at: datetime, at: datetime) -> RightsRequest:
    """The learner asks again, by a sign-in since: it begins as if they alone had asked. Any other stays as it is.

    SignInAgain where they signed in before the doubt arose.
    """
    if request.state is not RequestState.DOUBTED:
        return request
    if signed_in_at <= request.since:
        raise problems.SignInAgain
    return _begun(request, at)


def expired(request: RightsRequest, at: datetime) -> RightsRequest:
    """No proof came in time: it has ended with nothing done."""
    return ended(replace(request, note=Denial.UNVERIFIED.value), RequestState.DENIED, at)


def _begun(request: RightsRequest, at: datetime) -> RightsRequest:
    if request.right is Right.ERASURE:
        return moved(request, RequestState.COOLING_OFF, at, at + COOLING_OFF)
    return moved(request, RequestState.RUNNING, at, at)
