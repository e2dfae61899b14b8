"""GET /me/notices, PUT /me/notices/{notice}/acknowledgement: material changes, shown until they are acknowledged.

Purpose: notices (art. 12 to 14 GDPR: who was told what, and when). Stores: notices (read), acknowledgements (read,
write); standings are checked.
"""

import datetime as dt
from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel

from inarax import http, problems
from inarax.ids import SlugInPath
from inarax.stores import acknowledgements, notices, standings
from inarax.stores.acknowledgements import Acknowledgement
from inarax.stores.base import read, transact
from notices.pending import pending

app = http.Api()


class NoticeShown(BaseModel):
    """What changed, in readable lines."""

    notice: str
    kind: notices.NoticeKind
    date: dt.date
    summary: list[str]


class NoticesShown(BaseModel):
    """Notices not yet acknowledged, the newest first."""

    notices: list[NoticeShown]


@app.get("/me/notices")
def show() -> NoticesShown:
    """What the caller has not acknowledged; notes when each was shown for the first time."""
    learner_id = app.caller.learner_id
    (standing,) = read(standings.of(learner_id))
    done = acknowledgements.all_of(learner_id)
    found = pending(notices.all_of(notices.NoticeKind.POLICY), done, standing.since if standing else None)
    for notice in found:
        if notice.notice_id not in done and app.caller.state is standings.State.ACTIVE:
            _note_shown(notice.notice_id)
    return NoticesShown(
        notices=[
            NoticeShown(notice=each.notice_id, kind=each.kind, date=each.date, summary=list(each.summary))
            for each in found
        ]
    )


@app.put(
    "/me/notices/<notice>/acknowledgement",
    status_code=HTTPStatus.NO_CONTENT,
    **http.may(problems.NotFound, problems.AccountClosed, problems.Conflict),
)
def acknowledge(notice: SlugInPath) -> Response[None]:
    """Take note; once done it stays done, and the first time counts."""
    learner_id = app.caller.learner_id
    shown, before = read(notices.of(notice), acknowledgements.of(learner_id, notice))
    if shown is None:
        raise problems.NotFound
    if before is None or before.acknowledged_at is None:
        seen_at = before.first_seen_at if before else app.at
        done = Acknowledgement(learner_id, notice, seen_at, app.at)
        transact(acknowledgements.acknowledge(done), standings.active(learner_id))
    return http.emptied()


def _note_shown(notice_id: str) -> None:
    learner_id = app.caller.learner_id
    try:
        transact(acknowledgements.shown(learner_id, notice_id, app.at), standings.active(learner_id))
    except (problems.Conflict, problems.AccountClosed):  # shown elsewhere at this moment; or frozen, who may still read
        return


handler = http.handler(app, __name__)
