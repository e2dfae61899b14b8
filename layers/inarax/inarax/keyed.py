"""Keyed hashes that KMS makes and proves: the key never leaves it, so that whoever has our tables can make none."""

from inarax import aws

_ALGORITHM = "HMAC_SHA_256"


def made(key: str, message: bytes) -> bytes:
    """The keyed hash of a message. Each use has messages of its own kind, so that none passes for another."""
    return bytes(aws.client("kms").generate_mac(Message=message, KeyId=key, MacAlgorithm=_ALGORITHM)["Mac"])


def proves(key: str, message: bytes, mac: bytes) -> bool:
    """Whether `mac` is the keyed hash of the message."""
    kms = aws.client("kms")
    try:
        kms.verify_mac(Message=message, KeyId=key, MacAlgorithm=_ALGORITHM, Mac=mac)
    except kms.exceptions.KMSInvalidMacException:
        return False
    return True
