"""POST /contests/{contest}/regrades: an operator decides on a contested grade.

Purpose: assessment. Stores: contests, responses, attempts, beliefs, evidence, audit, keys (read); the published course.
"""

from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Path
from pydantic import BaseModel, ConfigDict

from assessment import reviewing
from assessment.contest_shown import ContestShown, shown
from inarax import http, problems
from inarax.access import in_role
from inarax.contested import Words
from inarax.roles import Role
from inarax.stores.contests import Handle

app = http.Api(in_role(Role.OPERATOR))


class Regrade(BaseModel):
    """Whether the answer counts as right after all, and why, in words for the learner."""

    model_config = ConfigDict(extra="forbid")

    correct: bool
    explanation: Words


@app.post(
    "/contests/<contest>/regrades",
    status_code=HTTPStatus.CREATED,
    **http.may(
        problems.NotFound,
        problems.NotAllowed,
        problems.AlreadyDecided,
        problems.AccountClosed,
        problems.Conflict,
    ),
)
def decide(contest: Annotated[str, Path(max_length=256)], regrade: Regrade) -> Response[ContestShown]:
    """Decide a contest: the grade is upheld or changed, with an explanation."""
    decision = reviewing.Decision(regrade.correct, regrade.explanation, app.at)
    decided = reviewing.decided(Handle.parse(contest), app.caller.learner_id, decision)
    return http.created(shown(decided, contest), "/contests")


handler = http.handler(app, __name__)
