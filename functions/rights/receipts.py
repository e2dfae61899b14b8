"""GET /rights/receipts/{code}, /rights/receipts/key: where a request stands, and the receipt, for who holds its code.

Purpose: rights. Stores: rights-requests, holds, keys (read); the public half of the key that signs receipts, and the
key that made the codes of which no digest is kept. The code
outlives the account: nobody has to sign in to see that they are gone, or what of theirs is kept.
"""

import os
from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Path
from pydantic import BaseModel

from inarax import access, http, keyed, ledger, problems, public_key, receipt_codes
from inarax.public_key import PublicKey
from inarax.receipt_codes import PATTERN, Code
from inarax.stores import rights_requests
from inarax.stores.base import read
from inarax.stores.rights_requests import Receipt
from rights.erasure.answering import answer
from rights.shown import RequestShown

app = http.Api(access.anyone)


class SignedReceipt(BaseModel):
    """What was done: `statement` is JSON; its SHA-256 is signed (ECDSA, P-256, SHA-256; DER in base64url)."""

    statement: str
    signature: str
    key: str


class ReceiptShown(BaseModel):
    """The request; once it is complete its receipt; and once no backup copy is left a second line that says so.

    The second line's statement names the receipt by the SHA-256 of its statement, in hex, and is signed alike.
    """

    request: RequestShown
    receipt: SignedReceipt | None
    backups: SignedReceipt | None


@app.get("/rights/receipts/key")
def key() -> PublicKey:
    """The key whose private half signs the receipts, and never leaves KMS."""
    return public_key.of(os.environ["RECEIPT_KEY"])


@app.get("/rights/receipts/<code>", **http.may(problems.NotFound))
def show(code: Annotated[str, Path(pattern=PATTERN)]) -> ReceiptShown:
    """The request that the code names."""
    parsed = Code.parse(code)
    found = read(rights_requests.of(parsed.request_id))[0] if parsed else None
    if parsed is None or found is None or not _opens(parsed, found.code_digest):
        raise problems.NotFound
    return ReceiptShown(request=answer(found), receipt=_signed(found.receipt), backups=_signed(found.aged))


def _opens(code: Code, digest: str | None) -> bool:
    """Whether it is the code that was given last; where none was, whether it is the one that was mailed."""
    if digest is not None:
        return code.matches(digest)
    return keyed.proves(os.environ["NEWS_MAC_KEY"], receipt_codes.message(code.request_id), code.secret)


def _signed(line: Receipt | None) -> SignedReceipt | None:
    if line is None:
        return None
    return SignedReceipt(statement=line.statement, signature=ledger.encoded(line.signature), key=line.key)


handler = http.handler(app, __name__)
