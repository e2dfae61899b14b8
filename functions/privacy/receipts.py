"""GET /me/consents/{purpose}/receipt: what the caller consented to, in a form that other programs understand.

Purpose: privacy (art. 7(1) GDPR). Stores: consents (read).
"""

import json
from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response

from inarax import http, problems, settings
from inarax.ids import SlugInPath
from inarax.stores import consents
from privacy import purposes
from privacy.receipt import TYPE, Controller, receipt

app = http.Api()

_SCHEMA = {"type": "object", "required": ["@context", "@id", "@type", "dpv:hasRecordOfActivity"]}


@app.get(
    "/me/consents/<purpose>/receipt",
    responses={HTTPStatus.OK: {"description": "The receipt, JSON-LD", "content": {TYPE: {"schema": _SCHEMA}}}},
    **http.may(problems.UnknownPurpose, problems.NotByConsent, problems.NotFound),
)
def show(purpose: SlugInPath) -> Response[str]:
    """The receipt of one consent with its whole history; NotFound while it was never given."""
    named = purposes.resting_on_consent(purpose)
    history = [event for event in consents.of(app.caller.learner_id) if event.purpose is named]
    if not history:
        raise problems.NotFound
    controller = Controller("inaraX", settings.current().public_origin)
    return Response(HTTPStatus.OK, TYPE, json.dumps(receipt(named, history, controller, app.at)))


handler = http.handler(app, __name__)
