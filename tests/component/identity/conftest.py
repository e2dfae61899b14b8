"""What the identity room has beside its tables: a MAC key, a user pool, the client's secret, and a provider."""

import pytest

from tests.kit import aws
from tests.kit.identity import deployed, idp

__all__ = ["deployed", "idp"]


@pytest.fixture(autouse=True)
def _in_place(deployed: None) -> None:
    """Every test of the room has its settings."""


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> str:
    """The provider is the stack's own user pool."""
    made = aws.client("cognito-idp").create_user_pool(PoolName="learners")["UserPool"]["Id"]
    monkeypatch.setenv("USER_POOL_ID", made)
    return str(made)
