"""POST /news/unsubscriptions/{token}: end course news with one click, from the mail itself (RFC 8058). Public.

Purpose: news; withdrawing is as easy as granting (art. 7(3) GDPR), so neither session nor cookie is asked for, and
it works for a frozen account too. Stores: consents, standings and subscriptions (read, write).
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
    if parse_qs(app.current_event.body or "").get("List-Unsubscribe") != ["One-Click"]:
        raise problems.Malformed(_ONE_CLICK)
    link = links.parse(token)
    links.prove_unsubscription(link)
    with suppress(problems.NotSignedIn):  # erased meanwhile, and the subscription with the rest
        consenting.change(
            link.learner_id,
            lambda _standing, history: consent.withdrawing(history, Purpose.NEWS, Means.MAIL, app.at),
        )
    return http.emptied()


handler = http.handler(app, __name__)
