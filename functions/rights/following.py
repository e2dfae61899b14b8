"""What becomes of a request whose time has come, what goes with it, and which machine works on it, by its right."""

from collections.abc import Sequence
from copy import replace
from datetime import datetime, timedelta

from inarax import problems
from inarax.rights import NOTICE, RequestState, Right
from inarax.stores.base import Write
from inarax.stores.mails import State as MailState
from inarax.stores.rights_requests import RightsRequest
from rights.doubt import doubting
from rights.doubt import lifecycle as doubt_lifecycle
from rights.erasure import lifecycle as erasure_lifecycle
from rights.export import lifecycle as export_lifecycle
from rights.forward import forwarding
from rights.forward import lifecycle as forward_lifecycle
from rights.forward.lifecycle import WAITING
from rights.restriction import lifecycle as restriction_lifecycle
from rights.restriction import restricting

MACHINES = {Right.ERASURE: "ERASURE_MACHINE", Right.ACCESS: "EXPORT_MACHINE"}
"""The variable that names the machine of a right; a restriction needs none."""

_ANNOUNCED = frozenset({RequestState.INSTRUCTED, RequestState.LIFTING})
"""What happens unless the learner, who was told, says something."""
_PROMPT = timedelta(hours=1)
"""A letter that was sent so soon went out when it was asked for."""


def mail_id(request: RightsRequest) -> str | None:
    """The mail on which it depends what becomes of the request, if it depends on one."""
    match request.state:
        case RequestState.MAILING:
            return erasure_lifecycle.mail_id(request)
        case RequestState.LIFTING:
            return restriction_lifecycle.mail_id(request)
        case RequestState.INSTRUCTED:
            return forward_lifecycle.mail_id(request)
    return None


def followed(
    request: RightsRequest, mail: MailState | None, at: datetime, *, sent_at: datetime | None = None
) -> RightsRequest:
    """The request from now on; `mail` is how the mail on which it depends stands, `sent_at` when it left.

    Of a letter that left late, its learner still has the whole time to answer.
    """
    if sent_at and request.state in _ANNOUNCED and at < sent_at + NOTICE - _PROMPT:
        return replace(request, next_at=sent_at + NOTICE)
    if request.state in WAITING:
        return forwarding.followed(request, mail, at)
    if request.state is RequestState.DOUBTED:
        return doubt_lifecycle.expired(request, at)
    match request.right:
        case Right.ERASURE:
            return erasure_lifecycle.followed(request, mail, at)
        case Right.ACCESS:
            return export_lifecycle.followed(request, at)
        case Right.RESTRICTION:
            return restriction_lifecycle.followed(request, mail, at)


def consequences(request: RightsRequest, after: RightsRequest, at: datetime) -> Sequence[Write]:
    """What changes with it, in the same transaction."""
    if request.state in WAITING:
        return forwarding.following(request, after, at)
    if request.state is RequestState.DOUBTED:
        return doubting.expiring(request, after, at)
    return restricting.followed(request, after, at) if request.right is Right.RESTRICTION else ()


def restarted(request: RightsRequest, at: datetime) -> RightsRequest:
    """The next execution is to start now, and not when the lease of the last one is over; NotHere without work."""
    if not works(request):
        raise problems.NotHere
    return replace(request, next_at=at, attempts=0)


def works(request: RightsRequest) -> bool:
    """Whether an execution is to be started for it."""
    match request.right:
        case Right.ERASURE:
            return erasure_lifecycle.works(request)
        case Right.ACCESS:
            return export_lifecycle.works(request)
        case Right.RESTRICTION:
            return False
