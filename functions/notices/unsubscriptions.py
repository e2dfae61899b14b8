"""POST /news/unsubscriptions/{token} and /reminders/unsubscriptions/{token}: end these mails with one click. Public.

The click comes from the mail itself (RFC 8058). Purpose: news and reminders; withdrawing is as easy as granting (art.
7(3) GDPR), so neither session nor cookie is asked for, and it works for a frozen account too. Stores: consents,
standings and subscriptions (read, write), reminders (write).
"""

from contextlib import suppress
from http import HTTPStatus
from typing import Annotated
from urllib.parse import parse_qs

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Path

from inarax import access, consent, consenting, http, problems
from inarax.declared import Purpose
from inarax.stores.consents import Means
from notices import links

app = http.Api(access.anyone, forms=True)

_ONE_CLICK = "The body is not List-Unsubscribe=One-Click, as a form."


@app.post(
    "/news/unsubscriptions/<token>",
    status_code=HTTPStatus.NO_CONTENT,
    **http.may(problems.LinkRefused),
)
def unsubscribe(token: Annotated[str, Path(max_length=200)]) -> Response[None]:
    """Withdraw the consent and end the subscription; where both have ended already nothing is left to do."""
    return _withdrawn(token, Purpose.NEWS)


@app.post(
    "/reminders/unsubscriptions/<token>",
    status_code=HTTPStatus.NO_CONTENT,
    **http.may(problems.LinkRefused),
)
def remind_no_more(token: Annotated[str, Path(max_length=200)]) -> Response[None]:
    """Withdraw the consent to be reminded of reviews; where it has ended already nothing is left to do."""
    return _withdrawn(token, Purpose.REMINDERS)


def _withdrawn(token: str, purpose: Purpose) -> Response[None]:
    if parse_qs(app.current_event.body or "").get("List-Unsubscribe") != ["One-Click"]:
        raise problems.Malformed(_ONE_CLICK)
    link = links.parse(token)
    links.prove_unsubscription(link, purpose)
    with suppress(problems.NotSignedIn):  # erased meanwhile, and the subscription with the rest
        consenting.change(
            link.learner_id, lambda _standing, history: consent.withdrawing(history, purpose, Means.MAIL, app.at)
        )
    return http.emptied()


handler = http.handler(app, __name__)
