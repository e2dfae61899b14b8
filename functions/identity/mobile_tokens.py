"""POST /mobile/tokens: an app's sign-in (code for tokens) and its going on (refresh token for new ones).

Purpose: identity. Stores: identities, accounts, keys, standings, sessions, audit; quotas are checked.

A refresh token is good once. Who presents an old one, or is second with the current one, may be a thief, or the thief
may have been first: we cannot tell, so the session ends with every token it ever had (RFC 9700, 4.14.2).
"""

from typing import Annotated, Literal

from aws_lambda_powertools.event_handler.openapi.params import Body
from pydantic import BaseModel, ConfigDict, StringConstraints

from identity import admission, configuration, opening, provider
from identity.opening import Opened
from inarax import access, device, http, problems
from inarax.stores import sessions, standings
from inarax.stores.base import read, transact
from inarax.tokens import Token

app = http.Api(access.anyone)

type Secret = Annotated[str, StringConstraints(min_length=1, max_length=2048)]


class CodeGrant(BaseModel):
    """An authorization code that the app got at the provider (`prompt=login`), with what it began the sign-in with."""

    model_config = ConfigDict(extra="forbid")

    grant_type: Literal["authorization_code"]
    code: Secret
    code_verifier: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9\-._~]{43,128}$")]
    nonce: Annotated[str, StringConstraints(min_length=16, max_length=128)]
    age_proof: Annotated[str, StringConstraints(max_length=128)] | None = None


class RefreshGrant(BaseModel):
    """The refresh token that the app got last."""

    model_config = ConfigDict(extra="forbid")

    grant_type: Literal["refresh_token"]
    refresh_token: Secret


class MobileTokens(BaseModel):
    """A bearer for the next `expires_in` seconds, and the refresh token for the next pair."""

    access_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105  the type of a token, not a token
    expires_in: int
    refresh_token: str


@app.post(
    "/mobile/tokens",
    **http.may(
        problems.AgeUnproven,
        problems.SignInRefused,
        problems.TokenRefused,
        problems.ProviderUnavailable,
        problems.AccountClosed,
        problems.TooMany,
        problems.ForeignOrigin,
        problems.Busy,
    ),
)
def issue(grant: Annotated[CodeGrant | RefreshGrant, Body(discriminator="grant_type")]) -> MobileTokens:
    """Give tokens for a code or a refresh token."""
    access.refuse_unknown_page(app.current_event.raw_event)
    opened = _sign_in(grant) if isinstance(grant, CodeGrant) else _refresh(grant)
    return MobileTokens(
        access_token=str(opened.token),
        expires_in=int(sessions.BEARER.total_seconds()),
        refresh_token=str(opened.refresh),
    )


def _sign_in(grant: CodeGrant) -> Opened:
    client, vouching = configuration.mobile(), provider.current()
    token = vouching.redeem(client, grant.code, grant.code_verifier)
    identity = vouching.identity(token, client, grant.nonce, app.at)
    label = device.of_app(app.header("user-agent"))
    return admission.admit(
        identity, grant.age_proof, lambda learner_id: opening.mobile(learner_id, label, app.at), app.at
    )


def _refresh(grant: RefreshGrant) -> Opened:
    token = Token.parse(grant.refresh_token)
    if token is None:
        raise problems.TokenRefused
    session, standing = read(sessions.named_by(token), standings.of(token.learner_id))
    if session is None or session.refresh_digest is None or standing is None or not session.live(app.at):
        raise problems.TokenRefused
    if not token.matches(session.refresh_digest):
        _revoke(session)
        raise problems.TokenRefused
    opened = opening.renewed(session, app.at)
    try:
        transact(sessions.rotate(session, opened.session))
    except problems.TokenRefused:
        _revoke(session)
        raise
    return opened


def _revoke(session: sessions.Session) -> None:
    try:
        transact(sessions.end(session.learner_id, session.session_id))
    except problems.NotFound:
        return  # ended already


handler = http.handler(app, __name__)
