"""PUT /members/{member}/requests/{right}: an organization's admin passes on what a member of theirs asked them for.

Purpose: rights. Stores: standings, rights-claims (read, write), rights-requests (read, write), mails, audit and quotas
(write). The learner is told, and answers by asking for it, or not; whatever comes of it goes to them alone.
"""

from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel, ConfigDict, StringConstraints

from inarax import access, http, problems
from inarax.ids import UuidInPath
from inarax.problem import Fault
from inarax.rights import Right
from inarax.roles import Role
from rights.forward import forwarding
from rights.forward.forwarding import Forward

app = http.Api(access.in_role(Role.ORGANIZATION_ADMIN))


class Forwarded(BaseModel):
    """`instruction` is the number under which the organization has its instruction to erase on record (art. 28(3))."""

    model_config = ConfigDict(extra="forbid")

    instruction: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]+([./-][A-Z0-9]+)*$", max_length=40)] | None = None


@app.put(
    "/members/<member>/requests/<right>",
    status_code=HTTPStatus.NO_CONTENT,
    **http.may(problems.NotFound, problems.TooMany, problems.AccountClosed),
)
def forward(member: UuidInPath, right: Right, forwarded: Forwarded) -> Response[None]:
    """Pass it on; while one of that right is open, this changes nothing, but for an erasure that is now instructed."""
    if forwarded.instruction and right is not Right.ERASURE:
        raise problems.Invalid(faults=[Fault("body/instruction", "only an erasure can be instructed")])
    caller = app.caller
    forwarding.forward(
        Forward(member, right, forwarded.instruction, caller.organization, caller.learner_id, app.at),
    )
    return http.emptied()


handler = http.handler(app, __name__)
