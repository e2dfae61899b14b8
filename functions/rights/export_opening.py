"""Ask for an export, once: who has one joins it."""

from datetime import datetime

from inarax import deadlines
from inarax.stores import quotas
from inarax.stores.idempotency import Once
from inarax.stores.rights_requests import Jurisdiction, Right, RightsRequest
from inarax.tokens import new_id
from rights import export_lifecycle, joining

DAILY = 3
"""Exports a day: more are excessive (art. 12(5) GDPR)."""


def ask(once: Once, at: datetime, jurisdiction: Jurisdiction) -> RightsRequest:
    """The learner's export, made if there is none. NotFound where this very request made one that is gone."""
    return joining.asked(once, Right.ACCESS, at, lambda export: export, lambda: _open(once, at, jurisdiction))


def _open(once: Once, at: datetime, jurisdiction: Jurisdiction) -> RightsRequest:
    due = deadlines.clock(jurisdiction, at).answered
    new = export_lifecycle.opened(new_id(), once.learner_id, due, at, jurisdiction)
    joining.begin(new, once, quotas.spend(once.learner_id, "exports", daily=DAILY, at=at))
    return new
