"""GET /me/consents, PUT and DELETE /me/consents/{purpose}: give consent to a purpose, and withdraw it as easily.

Purpose: privacy (art. 7 GDPR). Stores: consents, standings and subscriptions (read, write), reminders, quotas, mails
(write). What is given or withdrawn holds from the next request on; a frozen or restricted account may withdraw and not
give. News come once the mailbox has confirmed, too. What the account says of visits, the browser's cookies are made to
say.
"""

from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel, ConfigDict, Field

from inarax import choices, consent, consenting, http, problems, wordings
from inarax.consent import History
from inarax.cookies import PREFERENCES, VISIT
from inarax.declared import Purpose
from inarax.ids import SlugInPath
from inarax.stores import consents as store
from inarax.stores import quotas
from inarax.stores.consents import Event, Means
from inarax.stores.standings import Standing, State
from privacy import purposes
from privacy.consent_shown import ConsentState, ConsentStates, shown

app = http.Api()

DAILY = 20
"""Grants a day. Withdrawing is never refused, and cannot be done more often."""


class ConsentGiven(BaseModel):
    """By which version of the wording."""

    model_config = ConfigDict(extra="forbid")

    version: Annotated[int, Field(ge=1, le=9999)]


@app.get("/me/consents")
def show() -> ConsentStates:
    """Every purpose that rests on the caller's consent, its state, and what is asked now."""
    history = store.of(app.caller.learner_id)
    return ConsentStates(consents=[shown(purpose, history) for purpose in wordings.CONSENTED])


@app.put(
    "/me/consents/<purpose>",
    **http.may(
        problems.UnknownPurpose,
        problems.NotByConsent,
        problems.WordingOutdated,
        problems.AccountClosed,
        problems.Restricted,
        problems.TooMany,
    ),
)
def grant(purpose: SlugInPath, given: ConsentGiven) -> Response[ConsentState]:
    """Give consent by the wording that is asked now; repeating it changes nothing."""
    learner, named = app.caller.learner_id, purposes.resting_on_consent(purpose)
    wording = wordings.current(named)
    if given.version != wording.version:
        raise problems.WordingOutdated

    def granted(standing: Standing, history: History) -> Event | None:
        if standing.state is not State.ACTIVE:
            raise problems.AccountClosed
        if standing.restriction is not None:
            raise problems.Restricted
        return consent.granting(learner, history, wording, Means.ACCOUNT, app.at)

    history = consenting.change(learner, granted, quotas.spend(learner, "consents", daily=DAILY, at=app.at))
    return http.remembered(shown(named, history), _cookies(named, history))


@app.delete(
    "/me/consents/<purpose>",
    status_code=HTTPStatus.NO_CONTENT,
    **http.may(problems.UnknownPurpose, problems.NotByConsent),
)
def withdraw(purpose: SlugInPath) -> Response[None]:
    """Withdraw consent; without any, it changes nothing."""
    named = purposes.resting_on_consent(purpose)
    history = consenting.change(
        app.caller.learner_id,
        lambda _standing, history: consent.withdrawing(history, named, Means.ACCOUNT, app.at),
    )
    return http.emptied(_cookies(named, history))


def _cookies(purpose: Purpose, history: History) -> list[str]:
    """The browser's own memory of the account's consent, brought up to date."""
    if purpose is not Purpose.USAGE:
        return []
    before = choices.parse(app.cookie(PREFERENCES.name), app.at) or choices.Choices()
    mirror = PREFERENCES.set(choices.spelled(choices.mirrored(before, history)))
    return [mirror] if consent.in_force(history, purpose) else [mirror, VISIT.clear()]


handler = http.handler(app, __name__)
