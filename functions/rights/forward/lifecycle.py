"""How a request goes on that an organization passed on: nothing is done of it before its learner was told.

forwarded -> whatever the right begins with, once the learner asks for it, too; forwarded -> cancelled, when they
decline, or say nothing. An erasure may rest on a recorded instruction instead (art. 28(3) GDPR): forwarded ->
instructed -> running, when the learner was told and the time to answer is over; instructed -> cancelled, when they
decline, could not be told, or belong to that organization no more.
"""

from copy import replace
from datetime import date, datetime, timedelta

from inarax.rights import NOTICE, RequestState, Right
from inarax.stores.mails import State as MailState
from inarax.stores.rights_requests import RightsRequest, Step
from rights.erasure import lifecycle
from rights.moves import ended, leased, moved

ANSWERABLE = NOTICE
"""How long the learner has to answer; it counts inside the month of art. 12(3) GDPR."""
AGAIN = timedelta(hours=1)
"""How soon to look again for a mail that is under way."""
UNTOLD = "the learner could not be told of the instruction"
LEFT = "the learner belongs no more to the organization that instructed"

WAITING = frozenset({RequestState.FORWARDED, RequestState.INSTRUCTED})
"""The states in which the learner's answer is waited for."""

_UNDER_WAY = frozenset({MailState.QUEUED, MailState.SENDING})


def opened(request_id: str, right: Right, learner_id: str, due: date, at: datetime) -> RightsRequest:
    """A new request, of which nothing is done before the learner asks for it, too."""
    return RightsRequest(
        request_id,
        right,
        learner_id,
        opened_at=at,
        due=due,
        code_digest=None,
        history=(Step(RequestState.FORWARDED, at),),
        next_at=at + ANSWERABLE,
    )


def instructed(request: RightsRequest, instruction: str, organization: str | None, at: datetime) -> RightsRequest:
    """The erasure is begun unless the learner declines; `instruction` is by which name the organization has it."""
    waiting = moved(request, RequestState.INSTRUCTED, at, at + ANSWERABLE)
    return replace(waiting, about=instruction, organization=organization)


def confirmed(request: RightsRequest, at: datetime) -> RightsRequest:
    """The learner asks for the erasure or the copy, too: it begins as if they alone had; any other stays as it is."""
    if request.state not in WAITING:
        return request
    if request.right is Right.ERASURE:
        return moved(request, RequestState.COOLING_OFF, at, at + lifecycle.COOLING_OFF)
    return moved(request, RequestState.RUNNING, at, at)


def followed(request: RightsRequest, mail: MailState | None, organization: str | None, at: datetime) -> RightsRequest:
    """What becomes of it when the time to answer is over.

    `mail` is how the one about the instruction stands, `organization` the one that the learner belongs to now.
    """
    if request.state is RequestState.FORWARDED:
        return ended(request, RequestState.CANCELLED, at)
    if request.organization is None or request.organization != organization:
        return ended(replace(request, note=LEFT), RequestState.CANCELLED, at)
    if mail is MailState.SENT:
        return leased(moved(request, RequestState.RUNNING, at, at), at)
    if mail in _UNDER_WAY:
        return replace(request, next_at=at + AGAIN)
    return ended(replace(request, note=UNTOLD), RequestState.CANCELLED, at)


def mail_id(request: RightsRequest) -> str:
    """The mail that tells the learner, by a name that makes asking twice harmless."""
    return f"{request.state}-{request.request_id}"
