"""A request as a privacy admin is shown it: where it stands, how urgent it is, and what hinders it."""

import datetime as dt

from aws_lambda_powertools.event_handler import Response
from pydantic import AwareDatetime, BaseModel

from inarax import http
from inarax.proofs import Channel, Proof, Proven
from inarax.rights import ANSWERED, ENDED, Jurisdiction, RequestState, Right
from inarax.stores.rights_requests import RightsRequest
from inarax.urgency import Urgency, urgency
from rights.shown import StepShown


class ProvenTo(BaseModel):
    """How the learner proved who they are, and to which admin, by whose id; null once the request has ended."""

    proof: Proof
    channel: Channel
    admin: str | None


class QueuedRequest(BaseModel):
    """One request of the queue, and not whose it is; `executions` counts those started in this state.

    `proven` is null where the learner's own sign-in is the proof.
    """

    id: str
    right: Right
    state: RequestState
    opened_at: AwareDatetime
    jurisdiction: Jurisdiction
    due: dt.date
    extended: str | None
    urgency: Urgency | None
    next_at: AwareDatetime | None
    executions: int
    note: str | None
    proven: ProvenTo | None
    history: list[StepShown]


class RequestOfLearner(QueuedRequest):
    """One request, and whose it is; null once it has ended."""

    learner_id: str | None


class QueuedRequests(BaseModel):
    """Some of the queue, what is due first coming first, and where the rest begins."""

    requests: list[QueuedRequest]
    cursor: str | None


def queued(request: RightsRequest, at: dt.datetime) -> QueuedRequest:
    """The request, at that time."""
    return QueuedRequest(
        id=request.request_id,
        right=request.right,
        state=request.state,
        opened_at=request.opened_at,
        jurisdiction=request.jurisdiction,
        due=request.due,
        extended=request.extended,
        urgency=None if request.state in ENDED | ANSWERED else urgency(request.due, at),
        next_at=request.next_at,
        executions=request.attempts,
        note=request.note,
        proven=_proven(request.proven) if request.proven else None,
        history=[StepShown(state=step.state, at=step.at) for step in request.history],
    )


def _proven(proven: Proven) -> ProvenTo:
    return ProvenTo(proof=proven.proof, channel=proven.channel, admin=proven.by)


def of_learner(request: RightsRequest, at: dt.datetime) -> RequestOfLearner:
    """The request with whose it is, at that time."""
    return RequestOfLearner(**queued(request, at).model_dump(), learner_id=request.learner_id)


def tagged(request: RightsRequest, at: dt.datetime) -> Response[RequestOfLearner]:
    """The same, with its version."""
    return http.tagged(of_learner(request, at), http.etag(request.revision))
