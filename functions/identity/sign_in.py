"""GET /sign-in: send the browser to the provider, and remember the sign-in that has begun.

Purpose: identity. Stores: sign-ins.
"""

from http import HTTPStatus
from secrets import token_urlsafe
from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query

from identity import authorization, configuration, provider
from identity.authorization import Secrets
from inarax import access, http, problems
from inarax.cookies import SIGN_IN
from inarax.problem import Fault
from inarax.stores import sign_ins
from inarax.stores.base import transact

app = http.Api(access.anyone)


@app.get("/sign-in", status_code=HTTPStatus.SEE_OTHER, **http.may(problems.Invalid, problems.ProviderUnavailable))
def begin(return_to: Annotated[str, Query(max_length=512)] = "/") -> Response[None]:
    """Begin a sign-in that ends at `return_to`, a path of ours."""
    if not authorization.is_local(return_to):
        raise problems.Invalid(faults=[Fault("return_to", "must be a path on this site")])
    endpoint = provider.current().authorization_endpoint
    made = Secrets(*(token_urlsafe(32) for _ in range(4)))
    begun = sign_ins.SignIn(
        state_digest=authorization.digest(made.state),
        browser_digest=authorization.digest(made.browser),
        nonce=made.nonce,
        verifier=made.verifier,
        return_to=return_to,
        expires_at=app.at + SIGN_IN.lifetime,
    )
    transact(sign_ins.begin(begun))
    return http.redirect(authorization.url(endpoint, configuration.web(), made), [SIGN_IN.set(made.browser)])


handler = http.handler(app, __name__)
