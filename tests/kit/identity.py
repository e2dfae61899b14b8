"""What the identity room has beside its tables, in the emulated account: a MAC key, the client's secret, a provider."""

from functools import cache

import pytest

from identity import provider, wire
from tests.kit import aws, mailing, oidc

SECRET_NAME = "inarax/oidc-client-secret"


@cache
def mac_key() -> str:
    """The KMS key, made once a process together with the client's secret."""
    aws.client("secretsmanager").create_secret(Name=SECRET_NAME, SecretString=oidc.SECRET)
    key = aws.client("kms").create_key(KeySpec="HMAC_256", KeyUsage="GENERATE_VERIFY_MAC")
    return str(key["KeyMetadata"]["KeyId"])


def environment() -> dict[str, str]:
    """The room's settings, with those of the mails that it asks for."""
    return {
        "IDENTITY_MAC_KEY": mac_key(),
        "OIDC_ISSUER": oidc.ISSUER,
        "OIDC_WEB_CLIENT_ID": oidc.WEB,
        "OIDC_MOBILE_CLIENT_ID": oidc.MOBILE,
        "MOBILE_REDIRECT_URI": oidc.APP_REDIRECT,
        **mailing.environment(),
    }


@pytest.fixture
def deployed(stores: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The room's settings, and nothing kept of another test's provider."""
    for name, value in environment().items():
        monkeypatch.setenv(name, value)
    provider.current.cache_clear()
    provider.client_secret.cache_clear()


@pytest.fixture
def idp(deployed: None, monkeypatch: pytest.MonkeyPatch) -> oidc.Provider:
    """The provider of this test."""
    made = oidc.Provider()
    monkeypatch.setattr(wire, "send", made.send)
    return made
