"""PUT and DELETE /restrictions/{restriction}/lifting: a privacy admin announces that a restriction is lifted, or not.

Purpose: rights. Stores: rights-requests (read, change), mails and audit (write); standings are checked. Nothing is
lifted here: the learner is told first, by mail and in their profile (art. 18(3) GDPR), and `rights/due` lifts it on the
day that they were told, if the mail could be sent.
"""

from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response
from pydantic import AwareDatetime, BaseModel, ConfigDict

from inarax import access, http, problems
from inarax.again import settled
from inarax.ids import UuidInPath
from inarax.roles import Role
from rights.restriction import restricting
from rights.restriction.lifecycle import Reason

app = http.Api(access.in_role(Role.PRIVACY_ADMIN))


class LiftingAnnounced(BaseModel):
    """Why the ground of the restriction is gone."""

    model_config = ConfigDict(extra="forbid")

    reason: Reason


class Lifting(BaseModel):
    """When the restriction ends, and why."""

    restriction: str
    reason: Reason
    lifts_at: AwareDatetime


@app.put("/restrictions/<restriction>/lifting", **http.may(problems.NotFound, problems.GroundRemains))
def announce(restriction: UuidInPath, announced: LiftingAnnounced) -> Lifting:
    """Have the learner told that it is lifted in 14 days; what is announced already stays as it is."""
    admin = app.caller.learner_id
    lifting = settled(lambda: restricting.announce(restriction, announced.reason, admin, app.at), problems.Busy)
    return Lifting(restriction=restriction, reason=Reason(lifting.note or ""), lifts_at=lifting.next_at or app.at)


@app.delete("/restrictions/<restriction>/lifting", status_code=HTTPStatus.NO_CONTENT, **http.may(problems.NotFound))
def withdraw(restriction: UuidInPath) -> Response[None]:
    """Do not lift it after all."""
    settled(lambda: restricting.keep(restriction, app.caller.learner_id, app.at), problems.Busy)
    return http.emptied()


handler = http.handler(app, __name__)
