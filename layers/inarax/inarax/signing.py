"""Signatures by KMS, by keys that never leave it: ECDSA, P-256, SHA-256, as DER. `ledger.verifies` checks them."""

from inarax import aws


def sign(message: bytes, key_id: str) -> bytes:
    """The signature on a message of at most 4,096 bytes, which KMS hashes itself."""
    answer = aws.client("kms").sign(KeyId=key_id, Message=message, MessageType="RAW", SigningAlgorithm="ECDSA_SHA_256")
    return bytes(answer["Signature"])
