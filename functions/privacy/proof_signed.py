"""The signature on the last proof's report, as whoever deployed this release left it in a parameter."""

import hashlib
import json
from datetime import datetime
from functools import lru_cache

from pydantic import BaseModel

from inarax import aws, problems, settings
from inarax.public_key import PublicKey


class ProofSignature(BaseModel):
    """`statement`, JSON, names the report's digest and the time; it is signed as it is written: ECDSA, P-256, SHA-256,
    as DER in base64url."""

    statement: str
    signature: str
    key: PublicKey


def signature_on(report: str, at: datetime) -> ProofSignature:
    """The signature on this report; NotFound where none was made of it since it was published."""
    kept = json.loads(_kept(int(at.timestamp()) // 60))
    if kept.get("sha256") != hashlib.sha256(report.encode()).hexdigest():
        raise problems.NotFound
    return ProofSignature.model_validate(kept)


@lru_cache(maxsize=1)
def _kept(_minute: int) -> str:
    """What the parameter holds, read once a minute: anybody may ask for it, and sign-in reads parameters by the same
    quota."""
    name = f"/{settings.current().stack}/proof-signature"
    return str(aws.client("ssm").get_parameter(Name=name)["Parameter"]["Value"])
