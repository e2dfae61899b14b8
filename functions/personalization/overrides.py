"""PUT and DELETE /accounts/{learner}/objections/{purpose}/override: a privacy admin decides that compelling legitimate
grounds outweigh a learner's objection (art. 21(1) GDPR), or that they do not.

Purpose: signals, on legitimate interests. Stores: standings, overrides (read, write), keys (read), signals (delete),
mails and audit (write). Without such a decision every objection is honoured; the learner is written to about each.
"""

from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints

from inarax import access, http, problems
from inarax.again import settled
from inarax.declared import Purpose
from inarax.ids import SlugInPath, UuidInPath
from inarax.roles import Role
from personalization import overriding
from personalization.objecting import objectable

app = http.Api(access.in_role(Role.PRIVACY_ADMIN))

REFUSALS = (problems.NotFound, problems.UnknownPurpose, problems.NotByInterests, problems.ObjectionOutweighed)


class CompellingGrounds(BaseModel):
    """Why our grounds override the interests, rights and freedoms of this learner, in words for them."""

    model_config = ConfigDict(extra="forbid")

    grounds: Annotated[str, StringConstraints(strip_whitespace=True, min_length=20, max_length=2000)]


class OverriddenObjection(BaseModel):
    """The decision."""

    learner_id: str
    purpose: Purpose
    grounds: str
    decided_at: AwareDatetime


@app.put("/accounts/<learner>/objections/<purpose>/override", **http.may(*REFUSALS))
def decide(learner: UuidInPath, purpose: SlugInPath, compelling: CompellingGrounds) -> OverriddenObjection:
    """Override an objection that is made; a decision that there is stays as it is."""
    named, admin = objectable(purpose), app.caller.learner_id
    made = settled(lambda: overriding.override(learner, named, compelling.grounds, admin, app.at), problems.Busy)
    return OverriddenObjection.model_validate(made, from_attributes=True)


@app.delete(
    "/accounts/<learner>/objections/<purpose>/override",
    status_code=HTTPStatus.NO_CONTENT,
    **http.may(*REFUSALS),
)
def withdraw(learner: UuidInPath, purpose: SlugInPath) -> Response[None]:
    """Honour the objection after all: it holds again, and takes along what was derived in between.

    Repeating it is refused, and finishes what an interrupted one left.
    """
    named, admin = objectable(purpose), app.caller.learner_id
    try:
        settled(lambda: overriding.honour(learner, named, admin, app.at), problems.Busy)
    except problems.NotFound:
        overriding.take_along(learner)
        raise
    overriding.take_along(learner)
    return http.emptied()


handler = http.handler(app, __name__)
