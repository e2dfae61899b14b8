"""PUT /rights/requests/{request}/approval, /denial: a second privacy admin decides on an erasure that one entered.

Purpose: rights. Stores: rights-requests (change), standings (check), rights-claims (delete), audit, mails (write).
"""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel, ConfigDict

from inarax import access, http
from inarax.denials import Denial
from inarax.ids import UuidInPath
from inarax.roles import Role
from inarax.stores import mails
from inarax.stores.audit import Action
from inarax.stores.base import Write
from inarax.stores.mails import Template
from inarax.stores.rights_requests import RightsRequest
from rights.admin import audited, deciding, denying
from rights.admin.queued import RequestOfLearner, tagged
from rights.admin.seen import CHANGES, seen
from rights.entry import lifecycle


class Denied(BaseModel):
    """Why nothing is done of it: the learner is told, with the rule of law and what they can do."""

    model_config = ConfigDict(extra="forbid")

    reason: Denial


app = http.Api(access.in_role(Role.PRIVACY_ADMIN))


@app.put("/rights/requests/<request>/approval", **CHANGES)
def approve(request: UuidInPath) -> Response[RequestOfLearner]:
    """Approve it: it cools off, in which the learner, who is told the day, can cancel it."""
    return tagged(deciding.decided(seen(app, request), Action.ENTRY_APPROVED, _approved, _told), app.at)


@app.put("/rights/requests/<request>/denial", **CHANGES)
def deny(request: UuidInPath, denied: Denied) -> Response[RequestOfLearner]:
    """Deny it: it has ended, and the learner is told why."""
    change = partial(_denied, denied.reason)
    return tagged(deciding.decided(seen(app, request), Action.REQUEST_DENIED, change, _ended), app.at)


def _approved(request: RightsRequest, at: datetime) -> RightsRequest:
    return lifecycle.approved(request, app.caller.learner_id, at)


def _denied(reason: Denial, request: RightsRequest, at: datetime) -> RightsRequest:
    return lifecycle.denied(request, reason, app.caller.learner_id, at)


def _told(request: RightsRequest, learner_id: str) -> Iterable[Write]:
    day = (request.next_at or app.at).date().isoformat()
    yield mails.ask(learner_id, f"approved-{request.request_id}", Template.APPROVED, app.at, about=day)
    yield _unsaid(request, learner_id, Action.ENTRY_APPROVED)


def _ended(request: RightsRequest, learner_id: str) -> Iterable[Write]:
    yield from denying.ending(request, learner_id, app.at)
    yield _unsaid(request, learner_id, Action.REQUEST_DENIED)


def _unsaid(request: RightsRequest, learner_id: str, action: Action) -> Write:
    return audited.unsaid(learner_id, action, app.caller.learner_id, audited.words(request), app.at)


handler = http.handler(app, __name__)
