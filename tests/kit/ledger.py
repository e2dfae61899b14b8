"""The keys that sign seals and receipts, in the emulated account, and what the doors are told of them."""

from functools import cache

import pytest

from tests.kit import aws


@cache
def seal_key() -> str:
    """The KMS key of the seals, made once a process."""
    return _made()


@cache
def receipt_key() -> str:
    """The KMS key of the receipts, made once a process."""
    return _made()


def _made() -> str:
    made = aws.client("kms").create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")
    return str(made["KeyMetadata"]["KeyId"])


@pytest.fixture
def seal_key_id(stores: None, monkeypatch: pytest.MonkeyPatch) -> str:
    """The settings of the doors that sign, and that show what was signed; answers the id of the seals' key."""
    monkeypatch.setenv("SEAL_KEY", seal_key())
    monkeypatch.setenv("RECEIPT_KEY", receipt_key())
    return seal_key()
