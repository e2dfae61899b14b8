"""How an export goes on: every change of its state, from the request as it stands and the time.

running -> ready -> withdrawing -> complete; running -> withdrawing. What is ready is offered for a time, then deleted.
"""

from copy import replace
from datetime import date, datetime

from inarax.rights import Jurisdiction, RequestState, Right
from inarax.stores import exports
from inarax.stores.rights_requests import Receipt, RightsRequest, Step
from rights.moves import SETTLED, ended, leased, moved

OFFERED = exports.KEPT.time
"""How long an export can be downloaded."""

_WORKING = frozenset({RequestState.RUNNING, RequestState.WITHDRAWING})


def opened(
    request_id: str, learner_id: str, due: date, at: datetime, jurisdiction: Jurisdiction = Jurisdiction.GDPR
) -> RightsRequest:
    """A new export, to be begun at once."""
    return RightsRequest(
        request_id,
        Right.ACCESS,
        learner_id,
        opened_at=at,
        due=due,
        code_digest=None,
        history=(Step(RequestState.RUNNING, at),),
        next_at=at,
        jurisdiction=jurisdiction,
    )


def followed(request: RightsRequest, at: datetime) -> RightsRequest:
    """What becomes of an export whose time to be looked after has come: an execution is at work on it again."""
    if request.state is RequestState.READY:
        request = moved(request, RequestState.WITHDRAWING, at, at)
    return leased(request, at)


def works(request: RightsRequest) -> bool:
    """Whether an execution is to be started for it."""
    return request.state in _WORKING


def ready(request: RightsRequest, receipt: Receipt, at: datetime) -> RightsRequest:
    """Everything is read and packed, and can be downloaded until it expires; the receipt says what is in it."""
    return replace(moved(request, RequestState.READY, at, at + OFFERED), receipt=receipt)


def withdrawn(request: RightsRequest, at: datetime) -> RightsRequest:
    """Nobody downloads it any more, and it is deleted as soon as nothing can still be writing to it.

    One that an organization passed on, and that was never begun, has ended.
    """
    if request.state is RequestState.FORWARDED:
        return ended(request, RequestState.CANCELLED, at)
    if request.state is RequestState.WITHDRAWING:
        return request
    since = at if request.state is RequestState.RUNNING else request.since
    return moved(request, RequestState.WITHDRAWING, at, max(at, since + SETTLED))


def completed(request: RightsRequest, at: datetime) -> RightsRequest:
    """The export is deleted and was read back; the request is nobody's from now on."""
    return ended(request, RequestState.COMPLETE, at)
