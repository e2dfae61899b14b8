"""What a receipt says of an erasure: per store what was found and when it was read back empty, what is kept and why,
and when the last backup copy is gone. Nothing in it is of the person."""

import hashlib
from collections.abc import Mapping, Set
from datetime import UTC, date, datetime, time, timedelta

from inarax import ledger
from inarax.rights import RequestState
from inarax.stores.rights_progress import Progress
from inarax.stores.rights_requests import Receipt, RightsRequest
from rights.erasure.plan import Plan

_KIND, _AGED = "inarax-erasure-1", "inarax-erasure-backups-1"


class NotReadBack(Exception):
    """A store was not read back empty since the erasure began to close."""


def prove(request: RightsRequest, plan: Plan, progress: Mapping[str, Progress], kept: Set[str] = frozenset()) -> None:
    """NotReadBack unless every store of the plan but those kept was read back empty since the erasure began to close.

    What issuer and subject led to goes the first time it closes, and the account that names them with it.
    """
    first = next(step.at for step in request.history if step.state is RequestState.CLOSING)
    for name in set(plan.names()) - kept:
        clean_at = progress[name].clean_at if name in progress else None
        if clean_at is None or clean_at < _second(first if name in plan.unlinked else request.since):
            raise NotReadBack


def statement(request: RightsRequest, plan: Plan, progress: Mapping[str, Progress], at: datetime) -> str:
    """What is signed, in its one spelling; NotReadBack where anything is unproven."""
    prove(request, plan, progress)
    return ledger.canonical(
        {
            "kind": _KIND,
            "request": request.request_id,
            "opened": ledger.moment(request.opened_at),
            "completed": ledger.moment(at),
            "mail": request.note or "",
            "plan": plan.version,
            "stores": {
                name: _told(each, counted=name not in plan.uncounted()) | {"read back": ledger.moment(each.clean_at)}
                for name, each in progress.items()
                if each.clean_at
            },
            "kept": dict(plan.kept),
            "backups until": _last_day(plan, at).isoformat(),
        }
    ).decode()


def ages_at(plan: Plan, at: datetime) -> datetime:
    """When the day is over on which the last backup copy goes of what was erased then."""
    return datetime.combine(_last_day(plan, at) + timedelta(days=1), time(), UTC)


def aged_statement(request: RightsRequest, receipt: Receipt, at: datetime) -> str:
    """The second line, signed like the first once that day is over: it names the first by its digest."""
    return ledger.canonical(
        {
            "kind": _AGED,
            "request": request.request_id,
            "receipt": digest(receipt.statement).hex(),
            "backups": "no backup copy is left",
            "signed": ledger.moment(at),
        }
    ).decode()


def _last_day(plan: Plan, at: datetime) -> date:
    return (at.astimezone(UTC) + timedelta(days=plan.backup_days())).date()


def _told(progress: Progress, *, counted: bool) -> dict[str, int]:
    return {"found": progress.found} if counted else {}


def digest(statement: str) -> bytes:
    """What the signature is over: the statement's SHA-256."""
    return hashlib.sha256(statement.encode()).digest()


def _second(at: datetime) -> datetime:
    return at.replace(microsecond=0)
