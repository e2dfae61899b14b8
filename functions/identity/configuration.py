"""What a deployment decides for sign-in, read from the environment that template.yaml gives each door of this room."""

import os
from typing import NamedTuple

from inarax import settings

SCOPES = "openid email profile"


class Provider(NamedTuple):
    """An OpenID provider: its issuer, and where its discovery document is."""

    issuer: str
    metadata_url: str
    authorization_endpoint: str | None
    """Where browsers are sent, if not where discovery says: before an emulator they need its public address."""


class Client(NamedTuple):
    """One registration at the provider; only the web's is confidential (has a secret)."""

    client_id: str
    redirect_uri: str
    confidential: bool


def provider() -> Provider:
    """The provider of this deployment."""
    issuer = os.environ["OIDC_ISSUER"]
    return Provider(
        issuer=issuer,
        metadata_url=os.environ.get("OIDC_METADATA_URL") or f"{issuer.rstrip('/')}/.well-known/openid-configuration",
        authorization_endpoint=os.environ.get("OIDC_AUTHORIZATION_ENDPOINT") or None,
    )


def web() -> Client:
    """The backend for frontend, which answers the provider at our callback."""
    return Client(os.environ["OIDC_WEB_CLIENT_ID"], f"{settings.current().public_origin}/sign-in/callback", True)


def mobile() -> Client:
    """The app, a public client (RFC 8252)."""
    return Client(os.environ["OIDC_MOBILE_CLIENT_ID"], os.environ["MOBILE_REDIRECT_URI"], False)


def mac_key() -> str:
    """The KMS key that makes identity keys and age proofs."""
    return os.environ["IDENTITY_MAC_KEY"]


def user_pool() -> str | None:
    """The stack's own user pool, if that is the provider."""
    return os.environ.get("USER_POOL_ID") or None
