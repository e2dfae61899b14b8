"""GET, PATCH /me/profile: what the caller's account says, and correcting their name (art. 16 GDPR); DELETE
/me/profile/corrections/{field}: to go by the provider's word again, from the next sign-in on.

Purpose: identity. Stores: accounts, keys (read), audit, mails (write); quotas and standings are checked.
"""

from copy import replace
from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

from identity import audited, correcting
from identity.profile_shown import Profile, shown
from inarax import http, problems, recipients
from inarax.recipients import Event
from inarax.stores import accounts, quotas, standings
from inarax.stores.accounts import Account, Field
from inarax.stores.base import Write, read, transact

app = http.Api()

REFUSALS = (problems.NotFound, problems.VersionMissing, problems.Outdated, problems.AccountClosed, problems.TooMany)

DAILY = 20
"""Corrections a day, and taken back: more are excessive (art. 12(5) GDPR)."""


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


@app.patch("/me/profile", **http.may(*REFUSALS))
def correct(correction: ProfileCorrection) -> Response[Profile]:
    """Correct the name, which the provider's no longer replaces."""
    account = correcting.corrected(_expected(), correction.name, app.at)
    told = recipients.tell(account.learner_id, Event.CORRECTED, str(account.revision), app.at)
    return _saved(account, told)


@app.delete("/me/profile/corrections/<field>", **http.may(*REFUSALS))
def reset(field: Field) -> Response[Profile]:
    """Take a correction back: the next sign-in brings what the provider says."""
    return _saved(correcting.reset(_expected(), field, app.at))


def _expected() -> Account:
    """The caller's account in the version that they read."""
    expected, account = http.expected_version(app), _own()
    if expected != account.revision:
        raise problems.Outdated
    return account


def _saved(account: Account, *also: Write) -> Response[Profile]:
    saving = accounts.save(account, problems.Outdated())
    spent = quotas.spend(account.learner_id, "corrections", daily=DAILY, at=app.at)
    transact(saving, audited.corrected(account), standings.active(account.learner_id), spent, *also)
    return _tagged(replace(account, revision=account.revision + 1))


def _own() -> Account:
    (account,) = read(accounts.of(app.caller.learner_id))
    if account is None:
        raise problems.NotFound
    return account


def _tagged(account: Account) -> Response[Profile]:
    return http.tagged(shown(account, app.caller), http.etag(account.revision))


handler = http.handler(app, __name__)
