"""A learner's export (arts. 15 and 20 GDPR): ask for it, see how far it is, download it, have it deleted.

Purpose: rights. Stores: rights-requests, rights-claims, quotas, audit (write), exports (read). What is asked for here,
`rights/due` has carried out.
"""

from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel, ConfigDict

from inarax import http, problems
from inarax.ids import UuidInPath
from inarax.rights import Jurisdiction, RequestState, Right
from inarax.stores import exports, rights_requests
from inarax.stores.base import transact
from inarax.stores.exports import Export
from inarax.stores.rights_requests import RightsRequest
from rights import joining
from rights.asking import export_opening, freshness
from rights.export import lifecycle, shown
from rights.export.shown import ExportShown
from rights.forward import forwarding

app = http.Api()

LASTS = 60
"""Seconds for which the address of a download works: it is followed at once, and serves whoever has it."""


class ExportAsked(BaseModel):
    """By whose law one asks to know; the copy is the same."""

    model_config = ConfigDict(extra="forbid")

    jurisdiction: Jurisdiction = Jurisdiction.GDPR


class Exports(BaseModel):
    """The caller's export, if there is one."""

    exports: list[ExportShown]


@app.post(
    "/me/exports",
    status_code=HTTPStatus.CREATED,
    **http.may(
        problems.SignInAgain,
        problems.NotFound,
        problems.TooMany,
        problems.KeyMissing,
        problems.KeyReused,
    ),
)
def ask(wish: ExportAsked | None = None) -> Response[ExportShown]:
    """Ask for a copy of everything; whoever has an export gets that one, until it is deleted."""
    freshness.refuse_stale(app.caller.signed_in_at, app.at)
    asked = export_opening.ask(http.once(app), app.caller.signed_in_at, app.at, (wish or ExportAsked()).jurisdiction)
    return http.created(shown.export(asked), f"/me/exports/{asked.request_id}")


@app.get("/me/exports")
def mine() -> Exports:
    """The caller's export."""
    found = joining.of(app.caller.learner_id, Right.ACCESS)
    return Exports(exports=[shown.export(found)] if found else [])


@app.get("/me/exports/<export>", **http.may(problems.NotFound))
def one(export: UuidInPath) -> ExportShown:
    """The caller's export."""
    return shown.export(_named(export))


@app.get(
    "/me/exports/<export>/archive",
    status_code=HTTPStatus.SEE_OTHER,
    **http.may(problems.SignInAgain, problems.NotFound),
)
def download(export: UuidInPath) -> Response[None]:
    """Send whoever has just signed in to the archive, for a minute; there is one while the export is ready."""
    freshness.refuse_stale(app.caller.signed_in_at, app.at)
    if _named(export).state is not RequestState.READY:
        raise problems.NotFound
    return http.redirect(exports.link(Export(app.caller.learner_id, export), LASTS))


@app.delete(
    "/me/exports/<export>",
    status_code=HTTPStatus.NO_CONTENT,
    **http.may(problems.NotFound, problems.Conflict),
)
def withdraw(export: UuidInPath) -> Response[None]:
    """Have it deleted before its time, whether it is ready or not; or decline what an organization passed on."""
    found = _named(export)
    transact(
        rights_requests.save(lifecycle.withdrawn(found, app.at)),
        *forwarding.declining(found, app.at),
    )
    return http.emptied()


def _named(export: str) -> RightsRequest:
    return joining.named(app.caller.learner_id, Right.ACCESS, export)


handler = http.handler(app, __name__)
