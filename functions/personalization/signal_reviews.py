"""POST /contests/{contest}/signals: an operator decides on a contested signal (art. 22(3) GDPR).

Purpose: signals. Stores: contests (read, write), keys (read), signals (read, write), audit (write); standings are
checked.
"""

from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Path
from pydantic import BaseModel, ConfigDict

from inarax import http, problems
from inarax.access import in_role
from inarax.again import settled
from inarax.contested import Words
from inarax.roles import Role
from inarax.stores.contests import Handle, Status
from personalization import reviewing

app = http.Api(in_role(Role.OPERATOR))


class SignalReview(BaseModel):
    """Whether the signal is right, and why, in words for the learner."""

    model_config = ConfigDict(extra="forbid")

    right: bool
    explanation: Words


class SignalReviewed(BaseModel):
    """The contest with its decision; `changed` is one whose signal was withdrawn."""

    contest: str
    status: Status


@app.post(
    "/contests/<contest>/signals",
    status_code=HTTPStatus.CREATED,
    **http.may(
        problems.NotFound, problems.NotAllowed, problems.AlreadyDecided, problems.AccountClosed, problems.Conflict
    ),
)
def decide(contest: Annotated[str, Path(max_length=256)], review: SignalReview) -> Response[SignalReviewed]:
    """Decide a contest: the signal is upheld, or withdrawn."""
    handle, decision = Handle.parse(contest), reviewing.Decision(review.right, review.explanation, app.at)
    decided = settled(lambda: reviewing.decided(handle, app.caller.learner_id, decision))
    return http.created(SignalReviewed(contest=contest, status=decided.status), "/contests")


handler = http.handler(app, __name__)
