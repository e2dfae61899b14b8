"""POST /me/objections/{purpose}/appeals: appeal against the decision that an objection is outweighed (art. 21 GDPR).

Purpose: signals, on legitimate interests. Stores: overrides, keys (read), contests (read, write); quotas and standings
are checked. Another privacy admin decides; it is listed with the caller's contests.
"""

from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel, ConfigDict

from inarax import http, problems
from inarax.again import settled
from inarax.contested import Words
from inarax.ids import SlugInPath
from personalization import appealing
from personalization.objecting import objectable

app = http.Api()


class AppealMade(BaseModel):
    """Why the objection should weigh more, in the caller's words: their own situation, above all."""

    model_config = ConfigDict(extra="forbid")

    text: Words


class Appeal(BaseModel):
    """Where the appeal is found."""

    contest: str


@app.post(
    "/me/objections/<purpose>/appeals",
    status_code=HTTPStatus.CREATED,
    **http.may(
        problems.NotFound,
        problems.UnknownPurpose,
        problems.NotByInterests,
        problems.ObjectionOutweighed,
        problems.AlreadyContested,
        problems.KeyMissing,
        problems.KeyReused,
        problems.TooMany,
        problems.AccountClosed,
        problems.Conflict,
    ),
)
def begin(purpose: SlugInPath, made: AppealMade) -> Response[Appeal]:
    """Appeal, once against each decision."""
    named, learner, once = objectable(purpose), app.caller.learner_id, http.once(app)
    contest = settled(lambda: appealing.appeal(learner, named, made.text, once, app.at))
    return http.created(Appeal(contest=contest), f"/me/contests/{contest}")


handler = http.handler(app, __name__)
