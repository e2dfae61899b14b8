"""The proof that the age question was answered well: a keyed hash from KMS, which the key never leaves."""

import base64
import binascii
from datetime import datetime, timedelta

from identity import configuration
from inarax import identifying, keyed

PROOF_LASTS = timedelta(minutes=30)


def age_proof(at: datetime) -> str:
    """Proof that the age question was answered well: it holds when it expires, and nothing of the answer."""
    expires = str(int((at + PROOF_LASTS).timestamp()))
    return f"{expires}.{base64.urlsafe_b64encode(identifying.mac(_age_message(expires))).decode('ascii')}"


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
    return len(mac) == 32 and keyed.proves(configuration.mac_key(), _age_message(expires), mac)


def _age_message(expires: str) -> bytes:
    return f"old-enough\0{expires}".encode()
