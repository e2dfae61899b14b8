"""The keyed hashes by which identities and mail addresses are found again, made by KMS.

Nobody who copies our tables can guess one.
"""

import hashlib
import os
import unicodedata

from inarax import keyed


def identity_key(issuer: str, subject: str) -> str:
    """The key under which an identity is found; it tells nothing of issuer and subject."""
    return mac(f"identity\0{issuer}\0{subject}".encode()).hex()


def address_key(address: str) -> str:
    """The key under which accounts with a mail address are found, however its case and width are spelled.

    What is hashed is a digest, as KMS takes no long message and a character can stand for many (NFKC).
    """
    folded = unicodedata.normalize("NFKC", address).strip().casefold()
    spelled = unicodedata.normalize("NFKC", folded).encode()
    return mac(b"address\0" + hashlib.sha256(spelled).digest()).hex()


def mac(message: bytes) -> bytes:
    """The keyed hash of a message, by the key of identities."""
    return keyed.made(os.environ["IDENTITY_MAC_KEY"], message)
