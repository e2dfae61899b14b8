"""A learner's erasure (art. 17 GDPR): ask for it, see how far it is, cancel it while it cools off.

Purpose: rights. Stores: rights-requests, rights-claims, holds and keys (read), quotas (write). What is asked for here,
`rights/due` has carried out.
"""

from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel, ConfigDict

from inarax import http, problems
from inarax.ids import UuidInPath
from inarax.rights import Jurisdiction, Right
from inarax.stores import rights_claims, rights_requests
from inarax.stores.audit import Action
from inarax.stores.base import transact
from rights import joining
from rights.asking import erasure_opening, freshness
from rights.entry import entering
from rights.erasure import lifecycle
from rights.erasure.answering import answer
from rights.forward import forwarding
from rights.shown import RequestShown

app = http.Api()


class ErasureAsked(BaseModel):
    """Whether to erase at once, without the days in which one can think better of it, and by whose law one asks."""

    model_config = ConfigDict(extra="forbid")

    waive_cooling_off: bool = False
    jurisdiction: Jurisdiction = Jurisdiction.GDPR


class OpenedErasure(BaseModel):
    """The request, and the code that opens its receipt when the account is gone. It is shown here alone: keep it."""

    request: RequestShown
    receipt_code: str


class Erasures(BaseModel):
    """The caller's open erasure, if there is one."""

    erasures: list[RequestShown]


@app.post(
    "/me/erasures",
    status_code=HTTPStatus.CREATED,
    **http.may(
        problems.SignInAgain,
        problems.NotFound,
        problems.TooMany,
        problems.KeyMissing,
        problems.KeyReused,
    ),
)
def ask(asked: ErasureAsked) -> Response[OpenedErasure]:
    """Ask for the erasure of everything; whoever has asked before gets the open request, and a new code."""
    freshness.refuse_stale(app.caller.signed_in_at, app.at)
    once, signed_in_at, waive = http.once(app), app.caller.signed_in_at, asked.waive_cooling_off
    opened = erasure_opening.ask(once, signed_in_at, app.at, waive=waive, jurisdiction=asked.jurisdiction)
    made = OpenedErasure(request=answer(opened.request), receipt_code=str(opened.code))
    return http.created(made, f"/me/erasures/{opened.request.request_id}")


@app.get("/me/erasures")
def mine() -> Erasures:
    """What the caller has asked for and has not ended."""
    found = joining.of(app.caller.learner_id, Right.ERASURE)
    return Erasures(erasures=[answer(found)] if found else [])


@app.get("/me/erasures/<erasure>", **http.may(problems.NotFound))
def one(erasure: UuidInPath) -> RequestShown:
    """The caller's open erasure."""
    return answer(joining.named(app.caller.learner_id, Right.ERASURE, erasure))


@app.delete(
    "/me/erasures/<erasure>",
    status_code=HTTPStatus.NO_CONTENT,
    **http.may(problems.NotFound, problems.ErasureBegun, problems.Conflict),
)
def cancel(erasure: UuidInPath) -> Response[None]:
    """Cancel it before it begins, whoever entered it; or decline what an organization passed on."""
    found = joining.named(app.caller.learner_id, Right.ERASURE, erasure)
    transact(
        rights_requests.save(lifecycle.cancelled(found, app.at)),
        rights_claims.release(app.caller.learner_id, Right.ERASURE, erasure),
        *forwarding.answering(found, Action.FORWARD_DECLINED, app.at),
        *entering.answering(found, Action.ENTRY_CANCELLED, app.at),
    )
    return http.emptied()


handler = http.handler(app, __name__)
