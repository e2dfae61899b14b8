"""POST /news/confirmations: the mailed link says yes, so that nobody is subscribed by somebody else. Public.

Purpose: news, on consent (double opt-in). Stores: subscriptions (read, write); standings are checked.
"""

from copy import replace
from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel, ConfigDict, Field

from inarax import access, http, problems
from inarax.stores import standings, subscriptions
from inarax.stores.base import read, transact
from notices import links
from notices.deciding import may_confirm

app = http.Api(access.anyone)


class Confirmation(BaseModel):
    """What the mailed link ends with."""

    model_config = ConfigDict(extra="forbid")

    token: str = Field(max_length=200)


@app.post(
    "/news/confirmations",
    status_code=HTTPStatus.NO_CONTENT,
    **http.may(problems.LinkRefused, problems.Conflict, problems.AccountClosed),
)
def confirm(confirmation: Confirmation) -> Response[None]:
    """Confirm the subscription that the link was mailed for; doing so twice is harmless."""
    link = links.parse(confirmation.token)
    (subscription,) = read(subscriptions.of(link.learner_id))
    if subscription is None:
        raise problems.LinkRefused
    links.prove_confirmation(link, subscription.asked_at)
    if not may_confirm(subscription, app.at):
        raise problems.LinkRefused
    if subscription.state is subscriptions.State.ASKED:
        confirmed = replace(subscription, state=subscriptions.State.CONFIRMED, changed_at=app.at)
        transact(subscriptions.save(confirmed), standings.active(link.learner_id))
    return http.emptied()


handler = http.handler(app, __name__)
