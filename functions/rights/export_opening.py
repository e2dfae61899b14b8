"""Ask for an export, once: who has one joins it, whatever asks at the same moment."""

from datetime import datetime

from inarax import problems
from inarax.again import settled
from inarax.stores import idempotency, quotas, rights_claims, rights_requests, standings
from inarax.stores.base import read, transact
from inarax.stores.idempotency import Once
from inarax.stores.rights_requests import Right, RightsRequest
from inarax.tokens import new_id
from rights import asking, export_lifecycle

DAILY = 3
"""Exports a day: more are excessive (art. 12(5) GDPR)."""


def ask(learner_id: str, once: Once, at: datetime) -> RightsRequest:
    """The learner's export, made if there is none. NotFound where this very request made one that is gone."""

    def act() -> RightsRequest:
        made = idempotency.earlier(once, at)
        if found := of(learner_id):
            if found.learner_id is None:  # it ended since its claim was read
                raise problems.Conflict
            return found
        if made:
            raise problems.NotFound
        return _open(learner_id, once, at)

    return settled(act, problems.Busy)


def of(learner_id: str) -> RightsRequest | None:
    """The learner's export: under way, offered or being deleted."""
    (request_id,) = read(rights_claims.open_of(learner_id, Right.ACCESS))
    return read(rights_requests.of(request_id))[0] if request_id else None


def _open(learner_id: str, once: Once, at: datetime) -> RightsRequest:
    new = export_lifecycle.opened(new_id(), learner_id, asking.due(at), at)
    transact(
        standings.remaining(learner_id),
        idempotency.claim(once, new.request_id, at),
        quotas.spend(learner_id, "exports", daily=DAILY, at=at),
        rights_claims.claim(learner_id, Right.ACCESS, new.request_id),
        rights_requests.save(new),
    )
    return new
