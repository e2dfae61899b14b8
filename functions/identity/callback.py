"""GET /sign-in/callback: the provider's answer; a session for the browser that began the sign-in, once.

Purpose: identity. Stores: sign-ins, identities, accounts, keys, standings, sessions, consents, audit; quotas are
checked.
A browser navigates here, so a refusal, too, is a page: `/?problem=<code>`.
"""

from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query

from identity import admission, authorization, configuration, opening, provider, remembering
from inarax import access, device, http, problems, settings
from inarax.cookies import AGE, PREFERENCES, SESSION, SIGN_IN
from inarax.stores import sign_ins

app = http.Api(access.anyone)

type Parameter = Annotated[str | None, Query(max_length=4096)]


def refuse(error: Exception) -> Response[None]:
    """Back to the start page, with nothing kept but the problem's code."""
    app.refuse(error)
    code = app.refused.code if app.refused else problems.Unexpected.code
    return http.redirect(f"{settings.current().public_origin}/?problem={code}", [SIGN_IN.clear()])


app.exception_handler(Exception)(refuse)


@app.get("/sign-in/callback", status_code=HTTPStatus.SEE_OTHER)
def finish(
    code: Parameter = None, state: Parameter = None, iss: Parameter = None, error: Parameter = None
) -> Response[None]:
    """End the sign-in that `state` names, in the browser that began it."""
    browser = app.cookie(SIGN_IN.name)
    if not state or not browser:
        raise problems.SignInRefused
    begun = sign_ins.consume(authorization.digest(state), authorization.digest(browser))
    if begun is None or begun.expires_at <= app.at or error or not code:
        raise problems.SignInRefused
    client, vouching = configuration.web(), provider.current()
    vouching.check_response_issuer(iss)
    token = vouching.redeem(client, code, begun.verifier)
    identity = vouching.identity(token, client, begun.nonce, app.at)
    label = device.of_browser(app.header("user-agent"))
    opened = admission.admit(
        identity, app.cookie(AGE.name), lambda learner_id: opening.web(learner_id, label, app.at), app.at
    )
    remembered = remembering.cookies(
        opened.session.learner_id,
        app.cookie(PREFERENCES.name),
        refuses_tracking=access.refuses_tracking(app.current_event.raw_event),
        at=app.at,
    )
    return http.redirect(
        f"{settings.current().public_origin}{begun.return_to}",
        [SESSION.set(str(opened.token)), SIGN_IN.clear(), AGE.clear(), *remembered],
    )


handler = http.handler(app, __name__)
