"""Ask for an export, once: who has one joins it, and confirms one that their organization passed on."""

from datetime import datetime

from inarax import deadlines
from inarax.rights import Jurisdiction, Right
from inarax.stores import quotas, rights_requests
from inarax.stores.audit import Action
from inarax.stores.base import transact
from inarax.stores.idempotency import Once
from inarax.stores.rights_requests import RightsRequest
from inarax.tokens import new_id
from rights import joining
from rights.doubt import doubting
from rights.export import lifecycle as export_lifecycle
from rights.forward import forwarding
from rights.forward import lifecycle as forward_lifecycle

DAILY = 3
"""Exports a day: more are excessive (art. 12(5) GDPR)."""


def ask(once: Once, signed_in_at: datetime, at: datetime, jurisdiction: Jurisdiction) -> RightsRequest:
    """The learner's export, made if there is none.

    NotFound where this very request made one that is gone, SignInAgain where there is doubt since they signed in.
    """
    return joining.asked(
        once.learner_id,
        once,
        Right.ACCESS,
        at,
        lambda export: _join(export, signed_in_at, at),
        lambda: _open(once, at, jurisdiction),
    )


def _open(once: Once, at: datetime, jurisdiction: Jurisdiction) -> RightsRequest:
    due = deadlines.clock(jurisdiction, at).answered
    new = export_lifecycle.opened(new_id(), once.learner_id, due, at, jurisdiction)
    joining.begin(new, once, quotas.spend(once.learner_id, "exports", daily=DAILY, at=at))
    return new


def _join(open_one: RightsRequest, signed_in_at: datetime, at: datetime) -> RightsRequest:
    joined = doubting.confirmed(forward_lifecycle.confirmed(open_one, at), signed_in_at, at)
    if joined != open_one:
        transact(
            rights_requests.save(joined),
            *forwarding.answering(open_one, Action.FORWARD_CONFIRMED, at),
            *doubting.answering(open_one, at),
        )
    return joined
