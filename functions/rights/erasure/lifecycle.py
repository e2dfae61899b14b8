"""How an erasure goes on: every change of its state, from the request as it stands, the outcome and the time.

cooling-off -> running -> mailing -> closing -> complete; cooling-off and held -> cancelled; running -> held -> running;
closing -> kept -> closing.
Nothing waits within an execution: what has to wait is a state, with the time at which to look again.
"""

from copy import replace
from datetime import date, datetime, timedelta

from inarax import problems
from inarax.rights import Jurisdiction, RequestState, Right
from inarax.stores.mails import State as MailState
from inarax.stores.rights_requests import Receipt, RightsRequest, Step
from rights.moves import SETTLED, ended, leased, moved

COOLING_OFF = timedelta(days=7)
"""In which an erasure can be cancelled; it counts inside the month of art. 12(3) GDPR."""
MAIL_WAITS = timedelta(hours=72)
"""How long an erasure waits for its mail to go out; then it goes on without."""
LOOK = timedelta(minutes=1)
"""How soon to look for the mail again; the longer it has taken, the less often."""
HELD = timedelta(days=1)

ROLES_GRANTED = "roles are granted by configuration"
"""Why an erasure is held: whoever has a role would leave issuer and subject in the configuration."""
MAIL_SENT, MAIL_UNSENT = "the mail was sent", "the mail could not be sent"

_MAIL_UNDER_WAY = frozenset({MailState.QUEUED, MailState.SENDING})
_CANCELLABLE = frozenset(
    {
        RequestState.FORWARDED,
        RequestState.INSTRUCTED,
        RequestState.ENTERED,
        RequestState.DOUBTED,
        RequestState.COOLING_OFF,
        RequestState.HELD,
    }
)
_WORKING = frozenset({RequestState.RUNNING, RequestState.CLOSING})
_BEGUN = _WORKING | {RequestState.MAILING, RequestState.KEPT}


def opened(
    request_id: str,
    learner_id: str,
    code_digest: str,
    due: date,
    at: datetime,
    jurisdiction: Jurisdiction = Jurisdiction.GDPR,
) -> RightsRequest:
    """A new erasure, which cools off first."""
    return RightsRequest(
        request_id,
        Right.ERASURE,
        learner_id,
        opened_at=at,
        due=due,
        code_digest=code_digest,
        history=(Step(RequestState.COOLING_OFF, at),),
        next_at=at + COOLING_OFF,
        jurisdiction=jurisdiction,
    )


def waived(request: RightsRequest, at: datetime) -> RightsRequest:
    """The cooling-off is over, as the learner wishes; one that is over already stays as it is.

    So does one of which there was doubt who asked: whoever has got into an account cannot hurry.
    """
    doubted = any(step.state is RequestState.DOUBTED for step in request.history)
    if request.state is not RequestState.COOLING_OFF or doubted:
        return request
    return moved(request, RequestState.RUNNING, at, at)


def cancelled(request: RightsRequest, at: datetime) -> RightsRequest:
    """The request has ended with nothing erased; ErasureBegun once anything has been done."""
    if request.state not in _CANCELLABLE:
        raise problems.ErasureBegun
    return ended(request, RequestState.CANCELLED, at)


def mail_id(request: RightsRequest) -> str:
    """The mail that tells of the erasure, by a name that makes asking twice harmless."""
    return f"erased-{request.request_id}"


def followed(request: RightsRequest, mail: MailState | None, at: datetime) -> RightsRequest:
    """What becomes of a request whose time to be looked after has come.

    One that works is to be started (`works`), with a lease; the others wait on. `mail` is how the mail about it stands.
    """
    match request.state:
        case RequestState.COOLING_OFF | RequestState.HELD:
            return leased(moved(request, RequestState.RUNNING, at, at), at)
        case RequestState.MAILING:
            return _after_mail(request, mail, at)
        case RequestState.KEPT:
            return replace(request, next_at=at + HELD)
        case _:
            return leased(request, at)


def awaited(request: RightsRequest, mail: MailState | None, at: datetime, *, others: bool) -> MailState | None:
    """How the mails about it stand: as the learner's does, but under way while any other of theirs is (those to
    recipients, art. 19 GDPR), as long as an erasure waits for mail."""
    return MailState.QUEUED if others and at - request.since < MAIL_WAITS else mail


def instructed(request: RightsRequest) -> bool:
    """Whether it rests on an organization's instruction alone: who asks for it, too, has it cool off."""
    states = {step.state for step in request.history}
    return RequestState.INSTRUCTED in states and RequestState.COOLING_OFF not in states


def has_begun(request: RightsRequest) -> bool:
    """Whether the account is being shut, or has been, so that nothing may be written about the learner any more."""
    return request.right is Right.ERASURE and request.state in _BEGUN


def works(request: RightsRequest) -> bool:
    """Whether an execution is to be started for it."""
    return request.state in _WORKING


def _after_mail(request: RightsRequest, mail: MailState | None, at: datetime) -> RightsRequest:
    waited = at - request.since
    if mail in _MAIL_UNDER_WAY and waited < MAIL_WAITS:
        return replace(request, next_at=min(at + max(LOOK, waited / 8), request.since + MAIL_WAITS))
    if waited < SETTLED:
        return replace(request, next_at=request.since + SETTLED)
    note = MAIL_SENT if mail is MailState.SENT else MAIL_UNSENT
    return leased(replace(moved(request, RequestState.CLOSING, at, at), note=note), at)


def held(request: RightsRequest, reason: str, at: datetime) -> RightsRequest:
    """Nothing is erased for the time being."""
    return replace(moved(request, RequestState.HELD, at, at + HELD), note=reason)


def told(request: RightsRequest, at: datetime) -> RightsRequest:
    """All is erased but what the mail about it needs, and the mail has been asked for."""
    return moved(request, RequestState.MAILING, at, at + LOOK)


def kept(request: RightsRequest, at: datetime) -> RightsRequest:
    """Everything is erased and was read back, but for what a hold keeps."""
    return replace(moved(request, RequestState.KEPT, at, at + HELD), note=request.note)


def holds_changed(request: RightsRequest, at: datetime) -> RightsRequest:
    """A hold on the learner was placed or lifted; what was kept may be erased now, and what is still held is kept."""
    if request.state is not RequestState.KEPT:
        return request
    return replace(moved(request, RequestState.CLOSING, at, at), note=request.note)


def completed(request: RightsRequest, receipt: Receipt, ages_at: datetime, at: datetime) -> RightsRequest:
    """Everything is erased and was read back; backup copies are left until `ages_at`."""
    return replace(ended(request, RequestState.COMPLETE, at), receipt=receipt, next_at=ages_at)


def aged(request: RightsRequest, line: Receipt) -> RightsRequest:
    """No backup copy is left, and nothing to look after."""
    return replace(request, next_at=None, aged=line)
