"""GET, PATCH /me/profile: what the caller's account says, and correcting their name (art. 16 GDPR).

Purpose: identity. Stores: accounts, keys (read); standings are checked.
"""

from copy import replace
from datetime import datetime
from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

from inarax import http, problems
from inarax.roles import Role
from inarax.stores import accounts, standings
from inarax.stores.accounts import Account
from inarax.stores.base import read, transact

app = http.Api()


class Profile(BaseModel):
    """The caller's account. `email` is null unless the provider verified it; `provider` is its issuer."""

    learner_id: str
    name: str
    email: str | None
    image: str | None
    roles: list[Role]
    organization: str | None
    provider: str
    created_at: datetime


def _printable(text: str) -> str:
    if not text.isprintable():
        raise ValueError("has characters that cannot be seen")
    return text


class ProfileCorrection(BaseModel):
    """The name as the learner writes it."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100), AfterValidator(_printable)
    ]


@app.get("/me/profile", **http.may(problems.NotFound))
def show() -> Response[Profile]:
    """The caller's account, with its version."""
    return _tagged(_own())


@app.patch(
    "/me/profile",
    **http.may(problems.NotFound, problems.VersionMissing, problems.Outdated, problems.AccountClosed),
)
def correct(correction: ProfileCorrection) -> Response[Profile]:
    """Correct the name, which the provider's no longer replaces."""
    expected, account = http.expected_version(app), _own()
    if expected != account.revision:
        raise problems.Outdated
    corrected = replace(account, name=correction.name, name_corrected=True)
    transact(accounts.save(corrected, problems.Outdated()), standings.active(account.learner_id))
    return _tagged(replace(corrected, revision=account.revision + 1))


def _own() -> Account:
    (account,) = read(accounts.of(app.caller.learner_id))
    if account is None:
        raise problems.NotFound
    return account


def _tagged(account: Account) -> Response[Profile]:
    body = Profile(
        learner_id=account.learner_id,
        name=account.name,
        email=account.email if account.email_verified else None,
        image="/me/profile/image" if account.image else None,
        roles=sorted(app.caller.roles),
        organization=app.caller.organization,
        provider=account.issuer,
        created_at=account.created_at,
    )
    return http.tagged(body, http.etag(account.revision))


handler = http.handler(app, __name__)
