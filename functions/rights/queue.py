"""The queue of rights requests, for privacy admins: list it, see one, enter one, restart its execution, take longer.

Purpose: rights. Stores: rights-requests (by index, change), rights-claims, standings, idempotency (read, write), audit,
mails, quotas (write).
"""

import datetime as dt
from collections.abc import Iterable
from copy import replace
from functools import partial
from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import BaseModel, ConfigDict

from inarax import access, http, problems
from inarax.ids import UuidInPath
from inarax.rights import RequestState, Right
from inarax.roles import Role
from inarax.stores import mails, rights_requests
from inarax.stores.audit import Action
from inarax.stores.base import Write, read
from inarax.stores.rights_requests import RightsRequest, Sought
from inarax.urgency import Urgency, days
from rights import following
from rights.admin import audited, deciding, extending
from rights.admin.extending import ExtensionReason
from rights.admin.queued import QueuedRequests, RequestOfLearner, queued, tagged
from rights.admin.seen import CHANGES, found, seen
from rights.doubt import suspending
from rights.entry import entered, entering
from rights.entry.entered import EnteredRequest, NewRequest


class Extension(BaseModel):
    """Why more time is necessary."""

    model_config = ConfigDict(extra="forbid")

    reason: ExtensionReason


app = http.Api(access.in_role(Role.PRIVACY_ADMIN))


@app.get("/rights/requests", **http.may(problems.UnknownCursor))
def listed(
    state: Annotated[RequestState | None, Query()] = None,
    right: Annotated[Right | None, Query()] = None,
    urgency: Annotated[Urgency | None, Query()] = None,
    cursor: Annotated[str | None, Query(max_length=512)] = None,
) -> QueuedRequests:
    """The requests that are to be answered; others are listed by naming the state in which they are."""
    due = days(urgency, app.at) if urgency else (None, None)
    page = rights_requests.queue(Sought(state, right, *due), cursor)
    named = read(*map(rights_requests.of, page.entries)) if page.entries else ()
    return QueuedRequests(requests=[queued(each, app.at) for each in named if each], cursor=page.cursor)


@app.post(
    "/rights/requests",
    status_code=HTTPStatus.CREATED,
    **http.may(problems.NotFound, problems.AccountClosed, problems.TooMany, problems.KeyMissing, problems.KeyReused),
)
def enter(new: NewRequest) -> Response[EnteredRequest]:
    """Enter what a learner asked for who proved who they are; whoever has such a request open keeps it as it stands."""
    made = entering.enter(entered.asked(new, app.caller.learner_id, app.at), http.once(app))
    address, version = f"/rights/requests/{made.request.request_id}", http.etag(made.request.revision)
    return http.created(entered.shown(made, app.at), address, version)


@app.get("/rights/requests/<request>", **http.may(problems.NotFound))
def one(request: UuidInPath) -> Response[RequestOfLearner]:
    """One request, with its version and whose it is; that this was looked at is noted."""
    shown = found(rights_requests.of(request))
    if shown.learner_id:
        audited.looked(shown.learner_id, app.caller.learner_id, "rights-requests", app.at)
    return tagged(shown, app.at)


@app.put("/rights/requests/<request>/restart", **CHANGES)
def restart(request: UuidInPath) -> Response[RequestOfLearner]:
    """Start the next execution within a minute, whatever became of the last one."""
    return tagged(deciding.decided(seen(app, request), Action.REQUEST_RESTARTED, following.restarted), app.at)


@app.put("/rights/requests/<request>/extension", **CHANGES)
def extend(request: UuidInPath, asked: Extension) -> Response[RequestOfLearner]:
    """Take longer, once, for a reason that the learner is told by mail together with the day."""
    change = partial(_extended, asked.reason)
    return tagged(deciding.decided(seen(app, request), Action.REQUEST_EXTENDED, change, _told), app.at)


def _extended(reason: ExtensionReason, request: RightsRequest, at: dt.datetime) -> RightsRequest:
    until = suspending.due(replace(request, extended=reason.value), at)
    return extending.extended(request, reason, until, at)


def _told(request: RightsRequest, learner_id: str) -> Iterable[Write]:
    about = f"{request.due.isoformat()} {request.extended}"
    yield mails.ask(learner_id, extending.mail_id(request), mails.Template.EXTENDED, app.at, about=about)


handler = http.handler(app, __name__)
