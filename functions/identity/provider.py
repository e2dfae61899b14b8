"""The OpenID provider: what it publishes about itself, its keys, and its token endpoint.

Discovery and keys are kept while the environment is warm. A token signed with a key we do not know makes us ask for the
keys again, but at most once a minute, answered or not, so that forged tokens cannot make us flood the provider.
"""

import base64
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus

from identity import configuration, id_token, signature, wire
from identity.configuration import Client
from identity.id_token import Expected, Identity
from inarax import aws, problems, settings

if TYPE_CHECKING:
    from joserfc.jwk import Key

KEYS_KEPT = timedelta(hours=1)
"""A key that the provider withdrew is believed no longer than this."""

REFRESH_EVERY = timedelta(minutes=1)


class Provider:
    """One provider as this process knows it."""

    def __init__(self, configured: configuration.Provider) -> None:
        self.configured = configured
        self._metadata: Mapping[str, Any] | None = None
        self._keys: tuple[Key, ...] = ()
        self._keys_at: datetime | None = None
        self._asked_at: datetime | None = None

    @property
    def metadata(self) -> Mapping[str, Any]:
        """The discovery document, whose issuer must be the configured one to the letter (OpenID Discovery, 4.3)."""
        if self._metadata is None:
            document = _document(wire.get(self.configured.metadata_url))
            if document.get("issuer") != self.configured.issuer:
                raise problems.ProviderUnavailable
            self._metadata = document
        return self._metadata

    @property
    def authorization_endpoint(self) -> str:
        """Where a browser begins a sign-in."""
        return self.configured.authorization_endpoint or self._endpoint("authorization_endpoint")

    def check_response_issuer(self, iss: str | None) -> None:
        """The answer must come from this provider, and must say so where the provider does that (RFC 9207)."""
        says_so = self.metadata.get("authorization_response_iss_parameter_supported") is True
        if (iss is None and says_so) or (iss is not None and iss != self.configured.issuer):
            raise problems.SignInRefused

    def redeem(self, client: Client, code: str, verifier: str) -> str:
        """Exchange an authorization code for an ID token (RFC 6749, 4.1.3; RFC 7636, 4.5)."""
        fields = {
            "grant_type": "authorization_code",
            "code": code,
            "code_verifier": verifier,
            "redirect_uri": client.redirect_uri,
        }
        headers = {}
        if client.confidential:
            headers["Authorization"] = _basic(client.client_id, client_secret())
        else:
            fields["client_id"] = client.client_id
        reply = wire.post(self._endpoint("token_endpoint"), fields, headers)
        if _knows_us_not(reply):
            client_secret.cache_clear()  # it may have been rotated
            raise problems.ProviderUnavailable
        if reply.status == HTTPStatus.BAD_REQUEST:
            raise problems.SignInRefused
        token = _document(reply).get("id_token")
        if not isinstance(token, str):
            raise problems.ProviderUnavailable
        return token

    def identity(self, token: str, client: Client, nonce: str, at: datetime) -> Identity:
        """Who signed in, from an ID token."""
        if self._keys_at is None or at - self._keys_at >= KEYS_KEPT:
            self._ask_for_keys(at)
        try:
            claims = signature.claims(token, self._keys)
        except signature.UnknownKey:
            if self._asked_at is not None and at - self._asked_at < REFRESH_EVERY:
                raise
            self._ask_for_keys(at)
            claims = signature.claims(token, self._keys)
        return id_token.identity(claims, Expected(self.configured.issuer, client.client_id, nonce), at)

    def _ask_for_keys(self, at: datetime) -> None:
        self._asked_at = at
        document = _document(wire.get(self._endpoint("jwks_uri")))
        try:
            self._keys = signature.keys_of(document)
        except (KeyError, TypeError, AttributeError):
            raise problems.ProviderUnavailable from None
        self._keys_at = at

    def _endpoint(self, name: str) -> str:
        """An address that discovery tells. It may lead to this machine only if discovery itself came from there."""
        url = self.metadata.get(name)
        if not isinstance(url, str) or not wire.is_safe(url):
            raise problems.ProviderUnavailable
        if wire.is_encrypted(self.configured.metadata_url) and not wire.is_encrypted(url):
            raise problems.ProviderUnavailable
        return url


@cache
def current() -> Provider:
    """The provider of this deployment."""
    return Provider(configuration.provider())


@cache
def client_secret() -> str:
    """The web client's secret."""
    stored = aws.client("secretsmanager").get_secret_value(SecretId=f"{settings.current().stack}/oidc-client-secret")
    return str(stored["SecretString"])


def _basic(client_id: str, secret: str) -> str:
    """HTTP Basic, each part form-encoded first (RFC 6749, 2.3.1)."""
    pair = f"{quote_plus(client_id)}:{quote_plus(secret)}"
    return f"Basic {base64.b64encode(pair.encode('ascii')).decode('ascii')}"


def _knows_us_not(reply: wire.Reply) -> bool:
    """Whether client authentication failed: 401, or 400 as Cognito answers it (RFC 6749, 5.2)."""
    if reply.status == HTTPStatus.BAD_REQUEST:
        return b'"invalid_client"' in reply.body
    return reply.status == HTTPStatus.UNAUTHORIZED


def _document(reply: wire.Reply) -> Mapping[str, Any]:
    """A JSON object, or ProviderUnavailable: what does not answer as agreed is not there for us."""
    if reply.status != HTTPStatus.OK:
        raise problems.ProviderUnavailable
    try:
        loaded = json.loads(reply.body)
    except ValueError:
        raise problems.ProviderUnavailable from None
    if not isinstance(loaded, dict):
        raise problems.ProviderUnavailable
    return loaded
