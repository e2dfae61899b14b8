"""GET /privacy/seals, /privacy/seals/key: the chain of seals on the audit trail, and the key to verify it with.

Purpose: privacy. Stores: seals (read); the public half of the key that signs them. Both are for everybody: what
somebody has copied of the chain today, we cannot change tomorrow.
"""

import os
from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import AwareDatetime, BaseModel

from inarax import access, http, ledger, problems, public_key
from inarax.ledger import Seal
from inarax.public_key import PublicKey
from inarax.stores import seals

app = http.Api(access.anyone)


class PublicSeal(BaseModel):
    """What one seal says (hashes in hexadecimal), and its signature: ECDSA, P-256, SHA-256; DER in base64url."""

    number: int
    minute: AwareDatetime
    size: int
    root: str
    previous: str
    signature: str
    key: str


class SealPage(BaseModel):
    """Some of the chain, the newest first, and where what is older begins."""

    seals: list[PublicSeal]
    cursor: str | None


@app.get("/privacy/seals", **http.may(problems.UnknownCursor))
def chain(cursor: Annotated[str | None, Query(max_length=16)] = None) -> SealPage:
    """The seals on the audit trail."""
    page = seals.page(_opened(cursor) if cursor else None)
    return SealPage(seals=[_shown(seal) for seal in page.seals], cursor=_spelled(page.before) if page.before else None)


@app.get("/privacy/seals/key")
def key() -> PublicKey:
    """The key whose private half signs the seals, and never leaves KMS."""
    return public_key.of(os.environ["SEAL_KEY"])


def _shown(seal: Seal) -> PublicSeal:
    said = seal.statement
    return PublicSeal(
        number=said.number,
        minute=said.minute,
        size=said.size,
        root=said.root.hex(),
        previous=said.previous.hex(),
        signature=ledger.encoded(seal.signature),
        key=seal.key,
    )


def _spelled(before: int) -> str:
    return ledger.encoded(str(before).encode())


def _opened(cursor: str) -> int:
    try:
        number = ledger.decoded(cursor)
    except ValueError:
        raise problems.UnknownCursor from None
    if not number.isdigit() or _spelled(int(number)) != cursor:
        raise problems.UnknownCursor
    return int(number)


handler = http.handler(app, __name__)
