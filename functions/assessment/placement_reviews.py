"""POST /contests/{contest}/placements: an operator decides on the contested level of a placement.

Purpose: assessment. Stores: contests, attempts, keys (read), beliefs, evidence, audit; standings are checked; the
published course.
"""

from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Path
from pydantic import BaseModel, ConfigDict

from assessment import replacing
from assessment.contest_shown import ContestShown, shown
from inarax import http, problems
from inarax.access import in_role
from inarax.contested import Words
from inarax.ids import Slug
from inarax.roles import Role
from inarax.stores.contests import Handle

app = http.Api(in_role(Role.OPERATOR))


class PlacementReview(BaseModel):
    """The level that is right, the same or another, and why, in words for the learner."""

    model_config = ConfigDict(extra="forbid")

    level: Slug
    explanation: Words


@app.post(
    "/contests/<contest>/placements",
    status_code=HTTPStatus.CREATED,
    **http.may(
        problems.NotFound, problems.NotAllowed, problems.AlreadyDecided, problems.AccountClosed, problems.Conflict
    ),
)
def decide(contest: Annotated[str, Path(max_length=256)], review: PlacementReview) -> Response[ContestShown]:
    """Decide a contest: the level is upheld, or replaced together with the estimate of ability."""
    decision = replacing.Decision(review.level, review.explanation, app.at)
    decided = replacing.decided(Handle.parse(contest), app.caller.learner_id, decision)
    return http.created(shown(decided, contest), "/contests")


handler = http.handler(app, __name__)
