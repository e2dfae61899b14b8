"""Keyed hashes from KMS: the key never leaves it, so nobody who copies our tables can compute or guess one.

Each use has a message of its own kind, so that a hash made for one can never pass for another.
"""

import base64
import binascii
from datetime import datetime, timedelta

from identity import configuration
from inarax import aws

PROOF_LASTS = timedelta(minutes=30)

_ALGORITHM = "HMAC_SHA_256"


def identity_key(issuer: str, subject: str) -> str:
    """The key under which an identity is found; it tells nothing of issuer and subject."""
    return _mac(f"identity\0{issuer}\0{subject}".encode()).hex()


def age_proof(at: datetime) -> str:
    """Proof that the age question was answered well: it holds when it expires, and nothing of the answer."""
    expires = str(int((at + PROOF_LASTS).timestamp()))
    return f"{expires}.{base64.urlsafe_b64encode(_mac(_age_message(expires))).decode('ascii')}"


def proves_age(proof: str, at: datetime) -> bool:
    """Whether `proof` is one that we gave, and has not expired."""
    expires, _, encoded = proof.partition(".")
    if not (expires.isascii() and expires.isdigit() and len(expires) <= 12):
        return False
    if at.timestamp() >= int(expires):
        return False
    try:
        mac = base64.b64decode(encoded, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return False
    return len(mac) == 32 and _verifies(_age_message(expires), mac)


def _age_message(expires: str) -> bytes:
    return f"old-enough\0{expires}".encode()


def _mac(message: bytes) -> bytes:
    made = aws.client("kms").generate_mac(Message=message, KeyId=configuration.mac_key(), MacAlgorithm=_ALGORITHM)
    return bytes(made["Mac"])


def _verifies(message: bytes, mac: bytes) -> bool:
    kms = aws.client("kms")
    try:
        kms.verify_mac(Message=message, KeyId=configuration.mac_key(), MacAlgorithm=_ALGORITHM, Mac=mac)
    except kms.exceptions.KMSInvalidMacException:
        return False
    return True
