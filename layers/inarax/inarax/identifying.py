"""The keyed hash by which an identity is found again, made by KMS: nobody who copies our tables can guess one."""

import os

from inarax import keyed


def identity_key(issuer: str, subject: str) -> str:
    """The key under which an identity is found; it tells nothing of issuer and subject."""
    return mac(f"identity\0{issuer}\0{subject}".encode()).hex()


def mac(message: bytes) -> bytes:
    """The keyed hash of a message, by the key of identities."""
    return keyed.made(os.environ["IDENTITY_MAC_KEY"], message)
