"""When a request may take longer than its first term, and until when (art. 12(3) GDPR; § 7021(b), title 11 CCR)."""

from copy import replace
from datetime import date, datetime
from enum import StrEnum

from inarax import problems
from inarax.rights import ANSWERED, ENDED, RequestState
from inarax.stores.rights_requests import RightsRequest
from rights.erasure import lifecycle


class ExtensionReason(StrEnum):
    """Why more time is necessary: the only reasons that the law knows."""

    COMPLEXITY = "complexity"
    NUMBER = "number"


def extended(request: RightsRequest, reason: ExtensionReason, until: date, at: datetime) -> RightsRequest:
    """The request, to be answered until that day.

    NotHere where it is answered, waits for proof, or is under way so far that nobody could be told; where it was
    extended; or where its first term is over, in which the learner must have been told.
    """
    closed = request.state in ENDED | ANSWERED | {RequestState.DOUBTED} or lifecycle.has_begun(request)
    if closed or request.extended or at.date() > request.due:
        raise problems.NotHere
    return replace(request, due=until, extended=reason.value)


def mail_id(request: RightsRequest) -> str:
    """The mail that tells of the extension: there is one at most."""
    return f"extended-{request.request_id}"
