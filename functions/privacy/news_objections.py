"""PUT and DELETE /me/objections/news: object to course news, which are direct marketing (art. 21(2) and (3) GDPR).

Purpose: privacy. Stores: standings, consents, subscriptions (read, write), audit and quotas (write). Such an objection
is absolute: it needs no grounds, nothing outweighs it, and it withdraws the consent on which the news rest. Consenting
anew takes it back, and so does lifting it, which subscribes nobody.
"""

from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response

from inarax import consent, consenting, http, objecting, problems
from inarax.declared import Purpose
from inarax.stores import quotas
from inarax.stores.audit import Action
from inarax.stores.consents import Means

app = http.Api()

DAILY = 20
"""Objections lifted a day; to object is never refused."""


@app.put("/me/objections/news", status_code=HTTPStatus.NO_CONTENT)
def make() -> Response[None]:
    """Object: no news from the next mail on; repeating it finishes what an interrupted one left."""
    learner = app.caller.learner_id
    objecting.change(learner, Purpose.NEWS, objecting.objecting, Action.OBJECTED, app.at)
    consenting.change(
        learner,
        lambda _standing, history: consent.withdrawing(history, Purpose.NEWS, Means.ACCOUNT, app.at),
    )
    return http.emptied()


@app.delete(
    "/me/objections/news",
    status_code=HTTPStatus.NO_CONTENT,
    **http.may(problems.AccountClosed, problems.TooMany),
)
def lift() -> Response[None]:
    """Lift it; without one, it changes nothing."""
    learner = app.caller.learner_id
    spent = quotas.spend(learner, "objections", daily=DAILY, at=app.at)
    objecting.change(learner, Purpose.NEWS, objecting.lifting, Action.OBJECTION_LIFTED, app.at, spent)
    return http.emptied()


handler = http.handler(app, __name__)
