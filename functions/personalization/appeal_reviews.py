"""GET /appeals, POST /appeals/{appeal}/reviews: a privacy admin decides anew on an objection that another outweighed.

Purpose: signals, on legitimate interests. Stores: contests, overrides, standings (read, write), keys (read), signals
(delete), mails, audit (write).
"""

import datetime as dt
from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Path, Query
from pydantic import AwareDatetime, BaseModel, ConfigDict

from inarax import http, problems
from inarax.access import in_role
from inarax.again import settled
from inarax.contested import Words
from inarax.roles import Role
from inarax.stores import contests
from inarax.stores.contests import APPEALS, Handle, Status
from inarax.urgency import Urgency, urgency
from personalization import appealing, overriding
from personalization.appealing import Waiting

app = http.Api(in_role(Role.PRIVACY_ADMIN))


class WaitingAppeal(BaseModel):
    """An open appeal: what the learner says, and the grounds that were found to weigh more; null if taken back."""

    appeal: str
    text: str
    grounds: str | None
    outweighed_at: AwareDatetime | None
    appealed_at: AwareDatetime
    due: dt.date
    urgency: Urgency | None


class WaitingAppeals(BaseModel):
    """Some of the queue, the oldest first, and where the rest begins."""

    appeals: list[WaitingAppeal]
    cursor: str | None


class AppealReview(BaseModel):
    """Whether the objection is honoured after all, and why, in words for the learner."""

    model_config = ConfigDict(extra="forbid")

    honoured: bool
    explanation: Words


class AppealReviewed(BaseModel):
    """The appeal with its decision; `changed` is one whose objection is honoured."""

    appeal: str
    status: Status


@app.get("/appeals", **http.may(problems.UnknownCursor))
def waiting(cursor: Annotated[str | None, Query(max_length=1024)] = None) -> WaitingAppeals:
    """The open appeals; that they were looked at is noted."""
    page = contests.queue(cursor, APPEALS)
    found = settled(lambda: appealing.waiting(page.entries, app.caller.learner_id, app.at), problems.Busy)
    return WaitingAppeals(appeals=[_shown(each) for each in found], cursor=page.cursor)


@app.post(
    "/appeals/<appeal>/reviews",
    status_code=HTTPStatus.CREATED,
    **http.may(
        problems.NotFound,
        problems.NotAllowed,
        problems.NotHere,
        problems.AlreadyDecided,
        problems.AccountClosed,
        problems.Conflict,
    ),
)
def decide(appeal: Annotated[str, Path(max_length=256)], review: AppealReview) -> Response[AppealReviewed]:
    """Decide an appeal: the objection holds again, and takes along what was derived; or the grounds weigh more.

    Repeating it is refused, and finishes what an interrupted one left.
    """
    handle, decision = Handle.parse(appeal), appealing.Decision(review.honoured, review.explanation, app.at)
    try:
        closed = settled(lambda: appealing.decided(handle, app.caller.learner_id, decision))
    except problems.AlreadyDecided:
        overriding.take_along(handle.learner_id)
        raise
    overriding.take_along(handle.learner_id)
    return http.created(AppealReviewed(appeal=appeal, status=closed.status), "/appeals")


def _shown(each: Waiting) -> WaitingAppeal:
    contest, override = each
    return WaitingAppeal(
        appeal=str(Handle(contest.learner_id, contest.contest_id)),
        text=contest.text,
        grounds=override.grounds if override else None,
        outweighed_at=override.decided_at if override else None,
        appealed_at=contest.contested_at,
        due=contest.due,
        urgency=urgency(contest.due, app.at),
    )


handler = http.handler(app, __name__)
