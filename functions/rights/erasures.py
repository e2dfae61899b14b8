"""A learner's erasure (art. 17 GDPR): ask for it, see how far it is, cancel it while it cools off.

Purpose: rights. Stores: rights-requests, rights-claims. What is asked for here, `rights/due` has carried out.
"""

from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel, ConfigDict

from inarax import http, problems
from inarax.ids import UuidInPath
from inarax.stores import rights_claims, rights_requests
from inarax.stores.base import read, transact
from inarax.stores.rights_requests import Right, RightsRequest
from rights import asking, lifecycle, opening
from rights.shown import RequestShown, shown

app = http.Api()


class ErasureAsked(BaseModel):
    """Whether to erase at once, without the days in which one can think better of it."""

    model_config = ConfigDict(extra="forbid")

    waive_cooling_off: bool = False


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
        problems.KeyMissing,
        problems.KeyReused,
    ),
)
def ask(asked: ErasureAsked) -> Response[OpenedErasure]:
    """Ask for the erasure of everything; whoever has asked before gets the open request, and a new code."""
    asking.refuse_stale(app.caller.signed_in_at, app.at)
    opened = opening.ask(app.caller.learner_id, http.once(app), app.at, waive=asked.waive_cooling_off)
    made = OpenedErasure(request=shown(opened.request), receipt_code=str(opened.code))
    return http.created(made, f"/me/erasures/{opened.request.request_id}")


@app.get("/me/erasures")
def mine() -> Erasures:
    """What the caller has asked for and has not ended."""
    found = _open()
    return Erasures(erasures=[shown(found)] if found else [])


@app.get("/me/erasures/<erasure>", **http.may(problems.NotFound))
def one(erasure: UuidInPath) -> RequestShown:
    """The caller's open erasure."""
    return shown(_named(erasure))


@app.delete(
    "/me/erasures/<erasure>",
    status_code=HTTPStatus.NO_CONTENT,
    **http.may(problems.NotFound, problems.ErasureBegun, problems.Conflict),
)
def cancel(erasure: UuidInPath) -> Response[None]:
    """Cancel it while it cools off, or is held."""
    found = _named(erasure)
    transact(
        rights_requests.save(lifecycle.cancelled(found, app.at)),
        rights_claims.release(app.caller.learner_id, Right.ERASURE, erasure),
    )
    return http.emptied()


def _named(erasure: str) -> RightsRequest:
    found = _open()
    if found is None or found.request_id != erasure:
        raise problems.NotFound
    return found


def _open() -> RightsRequest | None:
    (request_id,) = read(rights_claims.open_of(app.caller.learner_id, Right.ERASURE))
    return read(rights_requests.of(request_id))[0] if request_id else None


handler = http.handler(app, __name__)
