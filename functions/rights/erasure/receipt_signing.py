"""A statement, signed by KMS."""

import os

from inarax import signing
from inarax.stores.rights_requests import Receipt
from rights.erasure import receipting


def signed(statement: str) -> Receipt:
    """A statement may be longer than what can be signed at once, so its digest is signed."""
    key = os.environ["RECEIPT_KEY"]
    return Receipt(statement, signing.sign(receipting.digest(statement), key), key)
