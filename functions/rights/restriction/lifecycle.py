"""How a restriction (art. 18 GDPR) goes on: every change of its request, from the request as it stands and the time.

restricted -> complete, when the learner lifts it; restricted -> lifting -> complete, when we do: told of it first
(art. 18(3)), on a day that is named. lifting -> restricted, when the learner has another ground, we think better of it,
or the learner could not be told.
"""

from copy import replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from inarax import problems
from inarax.rights import NOTICE, RequestState, Right
from inarax.stores.mails import State as MailState
from inarax.stores.rights_requests import RightsRequest, Step
from rights.moves import ended, moved

LOOKED_AT = timedelta(days=90)
"""How often a restriction that holds comes up again, so that none is forgotten."""
AGAIN = timedelta(hours=1)
"""How soon to look again for a mail that is under way."""
UNTOLD = "the learner could not be told that it would be lifted"

_UNDER_WAY = frozenset({MailState.QUEUED, MailState.SENDING})


class Ground(StrEnum):
    """On which ground of art. 18(1) GDPR the learner restricts their record."""

    ACCURACY = "accuracy"
    """(a): they contest that it is accurate."""
    UNLAWFUL = "unlawful"
    """(b): it is processed unlawfully, and they do not want it erased."""
    CLAIMS = "claims"
    """(c): we need it no more, and they do, for legal claims."""
    OBJECTION = "objection"
    """(d): they objected, and whose grounds weigh more is not decided."""


class Reason(StrEnum):
    """Why the ground is gone, so that we lift the restriction; the learner may always do so without one."""

    VERIFIED = "verified"
    CORRECTED = "corrected"
    LAWFUL = "lawful"
    CLAIMS_ENDED = "claims-ended"
    OUTWEIGHED = "outweighed"


ENDS = {
    Ground.ACCURACY: frozenset({Reason.VERIFIED, Reason.CORRECTED}),
    Ground.UNLAWFUL: frozenset({Reason.LAWFUL}),
    Ground.CLAIMS: frozenset({Reason.CLAIMS_ENDED}),
    Ground.OBJECTION: frozenset({Reason.OUTWEIGHED}),
}
"""The reasons that take each ground away."""


def opened(request_id: str, learner_id: str, ground: Ground, due: date, at: datetime) -> RightsRequest:
    """A restriction, which holds from now on."""
    return RightsRequest(
        request_id,
        Right.RESTRICTION,
        learner_id,
        opened_at=at,
        due=due,
        code_digest=None,
        history=(Step(RequestState.RESTRICTED, at),),
        next_at=at + LOOKED_AT,
        about=ground.value,
    )


def regrounded(request: RightsRequest, ground: Ground, at: datetime) -> RightsRequest:
    """The restriction on another ground, on which it holds whatever was announced; itself on the same one."""
    if request.about == ground:
        return request
    return replace(_holding(request, at), about=ground.value)


def lifted(request: RightsRequest, at: datetime) -> RightsRequest:
    """It has ended: what was kept is used again; one that an organization passed on is declined."""
    declined = request.state is RequestState.FORWARDED
    return ended(request, RequestState.CANCELLED if declined else RequestState.COMPLETE, at)


def announced(request: RightsRequest, reason: Reason, at: datetime) -> RightsRequest:
    """We are going to lift it; Conflict where that is announced, GroundRemains where the reason does not end it."""
    if request.state is not RequestState.RESTRICTED:
        raise problems.Conflict
    if reason not in ENDS[Ground(request.about or "")]:
        raise problems.GroundRemains
    return replace(moved(request, RequestState.LIFTING, at, at + NOTICE), note=reason.value)


def kept(request: RightsRequest, at: datetime) -> RightsRequest:
    """We are not going to lift it after all; NotFound where that was not announced."""
    if request.state is not RequestState.LIFTING:
        raise problems.NotFound
    return _holding(request, at)


def followed(request: RightsRequest, mail: MailState | None, at: datetime) -> RightsRequest:
    """What becomes of it when its time has come: one that is announced ends, if the mail about that was sent."""
    if request.state is not RequestState.LIFTING:
        return replace(request, next_at=at + LOOKED_AT)
    if mail is MailState.SENT:
        return lifted(request, at)
    if mail in _UNDER_WAY:
        return replace(request, next_at=at + AGAIN)
    return replace(_holding(request, at), note=UNTOLD)


def mail_id(request: RightsRequest) -> str:
    """The mail that announces the lifting, by a name that makes asking twice harmless: one for each announcement."""
    return f"restriction-{request.request_id}-{len(request.history)}"


def _holding(request: RightsRequest, at: datetime) -> RightsRequest:
    if request.state is RequestState.RESTRICTED:
        return request
    return moved(request, RequestState.RESTRICTED, at, at + LOOKED_AT)
