"""What goes with a doubt who asked, and with its end: the day of the answer, the learner's letter, the trail."""

from collections.abc import Sequence
from copy import replace
from datetime import datetime

from inarax.declared import Purpose
from inarax.proofs import Doubt, Proven
from inarax.rights import RequestState
from inarax.roles import Role
from inarax.stores import audit, mails, standings
from inarax.stores.audit import Action, Machine
from inarax.stores.base import Write
from inarax.stores.mails import Template
from inarax.stores.rights_requests import RightsRequest
from rights.admin import audited, denying
from rights.doubt import lifecycle, suspending


def doubted(doubt: Doubt, request: RightsRequest, at: datetime) -> RightsRequest:
    """The request, which waits; it is answered in time as long as nobody needs longer than we wait."""
    waiting = lifecycle.doubted(request, doubt, at)
    return replace(waiting, due=suspending.due(waiting, at + lifecycle.ANSWERABLE))


def telling(request: RightsRequest, learner_id: str, at: datetime) -> Sequence[Write]:
    """The letter that says what is asked, and until when."""
    letter = f"doubted-{request.request_id}-{len(request.history)}"
    day = (at + lifecycle.ANSWERABLE).date().isoformat()
    return (mails.ask(learner_id, letter, Template.DOUBTED, at, about=f"{request.right} {request.note} {day}"),)


def settled(proven: Proven, request: RightsRequest, at: datetime) -> RightsRequest:
    """The request, which goes on; the days it waited do not count."""
    after = lifecycle.settled(request, proven, at)
    return replace(after, due=suspending.due(request, at))


def going_on(request: RightsRequest, learner_id: str, at: datetime) -> Sequence[Write]:
    """The letter that it goes on, by what an admin examined; of an erasure that cools off again, with the day."""
    if request.proven is None:
        return ()
    letter = f"settled-{request.request_id}-{len(request.history)}"
    cools_off = request.next_at if request.state is RequestState.COOLING_OFF else None
    day = f" {cools_off.date().isoformat()}" if cools_off else ""
    about = f"{request.right} {request.proven.channel} {request.proven.proof}{day}"
    return (mails.ask(learner_id, letter, Template.SETTLED, at, about=about),)


def confirmed(request: RightsRequest, signed_in_at: datetime, at: datetime) -> RightsRequest:
    """The same, where the learner asks again by a sign-in since; any other stays as it is."""
    after = lifecycle.confirmed(request, signed_in_at, at)
    return after if after is request else replace(after, due=suspending.due(request, at))


def answering(request: RightsRequest, at: datetime) -> Sequence[Write]:
    """What goes with the learner's asking again; nothing with a request of which there is no doubt."""
    if request.state is not RequestState.DOUBTED or request.learner_id is None:
        return ()
    by, settled = request.learner_id, Action.DOUBT_SETTLED
    return (audit.record(audit.Event(by, settled, by, Purpose.RIGHTS, request.request_id, at, Role.LEARNER)),)


def expiring(request: RightsRequest, denied: RightsRequest, at: datetime) -> Sequence[Write]:
    """What goes with a denial that the schedule makes, as no proof came."""
    if request.learner_id is None:
        return ()
    by, words = Machine.RIGHTS_SCHEDULE, audited.words(denied)
    event = audit.Event(request.learner_id, Action.REQUEST_DENIED, by, Purpose.RIGHTS, words, at)
    remaining = standings.remaining(request.learner_id)
    return (remaining, *denying.ending(denied, request.learner_id, at), audit.record(event))
