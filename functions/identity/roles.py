"""PUT /accounts/{learner}/roles: an operator grants and withdraws roles.

Purpose: identity. Stores: standings, audit. What configuration grants (`identity.grants`) comes back with the
next sign-in.
"""

from copy import replace
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from identity import audited
from inarax import access, http, problems
from inarax.ids import Slug, UuidInPath
from inarax.problems import Fault
from inarax.roles import Role
from inarax.stores import standings
from inarax.stores.base import read, transact

app = http.Api(access.in_role(Role.OPERATOR))


class RoleChange(BaseModel):
    """All roles the account is to have; everybody is a learner beside them."""

    model_config = ConfigDict(extra="forbid")

    roles: Annotated[list[Role], Field(max_length=len(Role))]
    organization: Slug | None


class AccountRoles(BaseModel):
    """The roles of one account."""

    learner_id: str
    roles: list[Role]
    organization: str | None


@app.put("/accounts/<learner>/roles", **http.may(problems.NotFound, problems.Conflict))
def change(learner: UuidInPath, wanted: RoleChange) -> AccountRoles:
    """Set the roles; they hold from the account's next request on."""
    roles = frozenset({Role.LEARNER, *wanted.roles})
    if Role.ORGANIZATION_ADMIN in roles and wanted.organization is None:
        raise problems.Invalid(faults=[Fault("organization", "an organization's admin needs an organization")])
    (standing,) = read(standings.of(learner))
    if standing is None:
        raise problems.NotFound
    changed = replace(standing, roles=roles, organization=wanted.organization)
    if changed != standing:
        by = app.caller.learner_id
        transact(standings.replace(standing, changed), audited.roles_changed(changed, by, app.at))
    return AccountRoles(learner_id=learner, roles=sorted(roles), organization=wanted.organization)


handler = http.handler(app, __name__)
