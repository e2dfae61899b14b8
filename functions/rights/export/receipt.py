"""What a receipt says of an export: how much of which store was handed over, when, in which bytes; nothing of whom."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from inarax import ledger
from inarax.stores.rights_requests import RightsRequest

_KIND = "inarax-access-1"


class Handed(NamedTuple):
    """An archive: records by store, SHA-256 of its manifest and of itself, and its size in bytes."""

    records: Mapping[str, int]
    manifest: str
    sha256: str
    size: int


def statement(request: RightsRequest, plan: str, handed: Handed, at: datetime) -> str:
    """What is signed, in its one spelling."""
    return ledger.canonical(
        {
            "kind": _KIND,
            "request": request.request_id,
            "opened": ledger.moment(request.opened_at),
            "ready": ledger.moment(at),
            "plan": plan,
            "records": dict(handed.records),
            "manifest": handed.manifest,
            "archive": {"sha256": handed.sha256, "bytes": handed.size},
        }
    ).decode()
