"""What a receipt says of an erasure: per store what was found and when it was read back empty, what is kept and why,
and when the last backup copy is gone. Nothing in it is of the person."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta

from inarax import ledger
from inarax.stores.rights_progress import Progress
from inarax.stores.rights_requests import RightsRequest
from rights.plan import Plan

_KIND = "inarax-erasure-1"


class NotReadBack(Exception):
    """A store was not read back empty since the erasure began to close."""


def proven(request: RightsRequest, plan: Plan, progress: Mapping[str, Progress]) -> bool:
    """Whether every store of the plan was read back empty after all that was under way had ended."""
    return all(
        name in progress and (clean_at := progress[name].clean_at) is not None and clean_at >= _second(request.since)
        for name in plan.names()
    )


def statement(request: RightsRequest, plan: Plan, progress: Mapping[str, Progress], at: datetime) -> str:
    """What is signed, in its one spelling; NotReadBack where anything is unproven."""
    if not proven(request, plan, progress):
        raise NotReadBack
    return ledger.canonical(
        {
            "kind": _KIND,
            "request": request.request_id,
            "opened": ledger.moment(request.opened_at),
            "completed": ledger.moment(at),
            "mail": request.note or "",
            "plan": plan.version,
            "stores": {
                name: {"found": each.found, "read back": ledger.moment(each.clean_at)}
                for name, each in progress.items()
                if each.clean_at
            },
            "kept": dict(plan.kept),
            "backups until": (at + timedelta(days=plan.backup_days())).date().isoformat(),
        }
    ).decode()


def digest(statement: str) -> bytes:
    """What the signature is over: the statement's SHA-256."""
    return hashlib.sha256(statement.encode()).digest()


def nobody(learner_id: str) -> str:
    """What stands for the learner in the closing entry of the audit trail: of a random id, nobody can guess it back."""
    return hashlib.sha256(learner_id.encode()).hexdigest()


def _second(at: datetime) -> datetime:
    return at.replace(microsecond=0)
