"""GET, PUT and DELETE /me/restriction: restrict one's record, and lift that at once (art. 18 GDPR).

Purpose: rights. Stores: rights-requests, rights-claims, standings (read, write), audit, mails and quotas (write). What
is restricted is kept and not used, from the next request on; every door reads it with the session.
"""

from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel, ConfigDict

from inarax import http, problems
from inarax.again import settled
from inarax.stores import quotas
from inarax.stores.base import Write
from inarax.stores.standings import Extent
from rights.restriction import restricting
from rights.restriction.lifecycle import Ground
from rights.restriction.shown import OwnRestriction, shown

app = http.Api()

DAILY = 20
"""Restrictions lifted or changed a day. To restrict is never refused, and cannot be done more often."""


class RestrictionAsked(BaseModel):
    """On which ground of art. 18(1) GDPR, and whether what the learner does in their courses is to count meanwhile."""

    model_config = ConfigDict(extra="forbid")

    ground: Ground
    learning: bool = False


@app.get("/me/restriction")
def show() -> OwnRestriction:
    """Whether the caller's record is restricted, on which ground, and what comes next."""
    return shown(settled(lambda: restricting.found(app.caller.learner_id), problems.Busy))


@app.put("/me/restriction", **http.may(problems.TooMany))
def restrict(asked: RestrictionAsked) -> OwnRestriction:
    """Restrict it, or change the ground and what counts meanwhile; repeating it changes nothing."""
    extent = Extent.LEARNING if asked.learning else Extent.KEPT
    learner = app.caller.learner_id
    return shown(restricting.restrict(learner, asked.ground, extent, app.at, _spent(learner)))


@app.delete("/me/restriction", status_code=HTTPStatus.NO_CONTENT, **http.may(problems.TooMany))
def lift() -> Response[None]:
    """Lift it: everything is used again as before. Without one, it changes nothing."""
    learner = app.caller.learner_id
    restricting.lift(learner, app.at, _spent(learner))
    return http.emptied()


def _spent(learner: str) -> Write:
    return quotas.spend(learner, "restrictions", daily=DAILY, at=app.at)


handler = http.handler(app, __name__)
