"""The public half of a key that signs, as it is published; apart from signing, since who signs need not show it."""

from functools import cache

from pydantic import BaseModel

from inarax import aws, ledger


class PublicKey(BaseModel):
    """A public key as a JWK (RFC 7517)."""

    kty: str
    crv: str
    x: str
    y: str
    use: str
    kid: str


@cache
def of(key_id: str) -> PublicKey:
    """The public half of a KMS key."""
    return PublicKey(**ledger.jwk(aws.client("kms").get_public_key(KeyId=key_id)["PublicKey"], key_id))
