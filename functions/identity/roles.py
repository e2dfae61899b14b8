"""GET, PUT /accounts/{learner}/roles: an operator sees, grants and withdraws roles.

Purpose: identity. Stores: standings, audit. What configuration grants (`identity.grants`) comes back with the
next sign-in.
"""

import hashlib
from copy import replace
from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel, ConfigDict, Field

from identity import audited
from inarax import access, accesses, http, problems
from inarax.accesses import Access
from inarax.declared import Purpose
from inarax.ids import Slug, UuidInPath
from inarax.problem import Fault
from inarax.roles import Role
from inarax.stores import standings
from inarax.stores.base import read, transact
from inarax.stores.standings import Standing

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


@app.get("/accounts/<learner>/roles", **http.may(problems.NotFound))
def show(learner: UuidInPath) -> Response[AccountRoles]:
    """The roles of an account, with their version; that they were seen is on record with it."""
    standing = _of(learner)
    try:
        accesses.record(_seen(), [learner])
    except problems.AccountClosed:  # since it was read
        raise problems.NotFound from None
    return _tagged(standing)


@app.put(
    "/accounts/<learner>/roles",
    **http.may(problems.NotFound, problems.VersionMissing, problems.Outdated, problems.Conflict),
)
def change(learner: UuidInPath, wanted: RoleChange) -> Response[AccountRoles]:
    """Set the roles; they hold from the account's next request on."""
    roles = frozenset({Role.LEARNER, *wanted.roles})
    if Role.ORGANIZATION_ADMIN in roles and wanted.organization is None:
        raise problems.Invalid(faults=[Fault("organization", "an organization's admin needs an organization")])
    expected, standing = http.expected_version(app), _of(learner)
    if expected != _version(standing):
        raise problems.Outdated
    changed = replace(standing, roles=roles, organization=wanted.organization)
    if changed != standing:
        by = app.caller.learner_id
        transact(standings.replace(standing, changed), audited.roles_changed(changed, by, app.at))
    return _tagged(changed)


def _of(learner_id: str) -> Standing:
    (standing,) = read(standings.of(learner_id))
    if standing is None:
        raise problems.NotFound
    return standing


def _seen() -> Access:
    return Access(app.caller.learner_id, Role.OPERATOR, Purpose.IDENTITY, ("standings",), app.at)


def _version(standing: Standing) -> int:
    """A version by content: a standing changes by more than its roles, and that is no operator's concern."""
    shown = "\0".join([*sorted(standing.roles), f"of {standing.organization}"])
    return int(hashlib.sha256(shown.encode()).hexdigest()[:7], 16)


def _tagged(standing: Standing) -> Response[AccountRoles]:
    body = AccountRoles(
        learner_id=standing.learner_id, roles=sorted(standing.roles), organization=standing.organization
    )
    return http.tagged(body, http.etag(_version(standing)))


handler = http.handler(app, __name__)
