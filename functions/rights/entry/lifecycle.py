"""How an erasure goes on that a privacy admin entered for its learner: a second one decides, or the learner does.

entered -> cooling-off, when another admin approves it, or the learner asks for it, too; entered -> denied, when another
admin says so, with a reason; entered -> cancelled, when the learner does. Whoever entered it decides nothing.
"""

from copy import replace
from datetime import UTC, date, datetime, time, timedelta

from inarax import four_eyes, problems
from inarax.denials import Denial
from inarax.problem import Fault
from inarax.rights import RequestState
from inarax.stores.rights_requests import RightsRequest, Step
from rights.erasure.lifecycle import COOLING_OFF
from rights.moves import ended, moved

OLDEST = timedelta(days=365)
"""How long ago a request may have been received that is entered now: what is older was not overlooked, but mistyped."""

_NOON = time(12)
"""Within the same day here and in California, where a day begins eight hours later."""


def received(day: date, at: datetime) -> datetime:
    """From when the clock runs of what was received on that day; Invalid where it is to come, or too long ago."""
    if not at.date() - OLDEST <= day <= at.date():
        raise problems.Invalid(faults=[Fault("body/received_on", "expected a day of the year until now")])
    return at if day == at.date() else datetime.combine(day, _NOON, UTC)


def entered(new: RightsRequest, at: datetime) -> RightsRequest:
    """A new erasure as a privacy admin enters it: it waits for another one."""
    return replace(new, history=(Step(RequestState.ENTERED, at),), next_at=None)


def taken_up(forwarded: RightsRequest, at: datetime) -> RightsRequest:
    """An erasure that an organization passed on, and for which its learner has asked an admin since."""
    return moved(forwarded, RequestState.ENTERED, at, None)


def approved(request: RightsRequest, by: str, at: datetime) -> RightsRequest:
    """It cools off like any other from now on; NotHere where it waits for nobody, NotAllowed for who entered it."""
    _refuse_same(request, by)
    return _cooling(request, at)


def denied(request: RightsRequest, reason: Denial, by: str, at: datetime) -> RightsRequest:
    """It has ended with nothing done; NotHere where it waits for nobody, NotAllowed for who entered it."""
    _refuse_same(request, by)
    return ended(replace(request, note=reason.value), RequestState.DENIED, at)


def confirmed(request: RightsRequest, at: datetime) -> RightsRequest:
    """The learner asks for it, too: no second admin is needed; any other stays as it is."""
    return _cooling(request, at) if request.state is RequestState.ENTERED else request


def _cooling(request: RightsRequest, at: datetime) -> RightsRequest:
    return moved(request, RequestState.COOLING_OFF, at, at + COOLING_OFF)


def _refuse_same(request: RightsRequest, by: str) -> None:
    if request.state is not RequestState.ENTERED or request.proven is None:
        raise problems.NotHere
    four_eyes.refuse_same(request.proven.by, by)
