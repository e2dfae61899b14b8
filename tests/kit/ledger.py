"""The key that signs the seals, in the emulated account, and what both doors of the ledger are told of it."""

from functools import cache

import pytest

from tests.kit import aws


@cache
def seal_key() -> str:
    """The KMS key, made once a process."""
    made = aws.client("kms").create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")
    return str(made["KeyMetadata"]["KeyId"])


@pytest.fixture
def seal_key_id(stores: None, monkeypatch: pytest.MonkeyPatch) -> str:
    """The settings of the doors that seal, and that show the seals; answers the key's id."""
    monkeypatch.setenv("SEAL_KEY", seal_key())
    return seal_key()
