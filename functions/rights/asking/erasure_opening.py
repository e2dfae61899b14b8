"""Ask for an erasure, once: who has one open joins it, and is given a new code for its receipt.

Who joins one that their organization passed on, or that a privacy admin entered for them, confirms it.
"""

from datetime import datetime
from typing import NamedTuple

from inarax import deadlines
from inarax.receipt_codes import Code
from inarax.rights import Jurisdiction, Right
from inarax.stores import quotas, rights_requests
from inarax.stores.audit import Action
from inarax.stores.base import transact
from inarax.stores.idempotency import Once
from inarax.stores.rights_requests import RightsRequest
from inarax.tokens import new_id
from rights import joining
from rights.doubt import doubting
from rights.entry import entering
from rights.entry import lifecycle as entry_lifecycle
from rights.erasure import lifecycle as erasure_lifecycle
from rights.forward import forwarding
from rights.forward import lifecycle as forward_lifecycle

DAILY = 3
"""Erasures asked for a day, each after the last was cancelled: more are excessive (art. 12(5) GDPR)."""


class Opened(NamedTuple):
    """The open erasure, and a new code for its receipt: the one that was given before opens it no more."""

    request: RightsRequest
    code: Code


def ask(once: Once, signed_in_at: datetime, at: datetime, *, waive: bool, jurisdiction: Jurisdiction) -> Opened:
    """The learner's open erasure, made if there is none; without cooling-off if that is waived.

    NotFound where this very request made one that was cancelled since; SignInAgain where there is doubt since they
    signed in.
    """
    return joining.asked(
        once.learner_id,
        once,
        Right.ERASURE,
        at,
        lambda open_one: _join(open_one, signed_in_at, at, waive=waive),
        lambda: _open(once, at, waive=waive, jurisdiction=jurisdiction),
    )


def _open(once: Once, at: datetime, *, waive: bool, jurisdiction: Jurisdiction) -> Opened:
    code = Code.mint(new_id())
    due = deadlines.clock(jurisdiction, at).answered
    new = erasure_lifecycle.opened(code.request_id, once.learner_id, code.digest, due, at, jurisdiction)
    new = erasure_lifecycle.waived(new, at) if waive else new
    joining.begin(new, once, quotas.spend(once.learner_id, "erasures", daily=DAILY, at=at))
    return Opened(new, code)


def _join(open_one: RightsRequest, signed_in_at: datetime, at: datetime, *, waive: bool) -> Opened:
    code = Code.mint(open_one.request_id)
    joined = forward_lifecycle.confirmed(open_one._replace(code_digest=code.digest), at)
    joined = doubting.confirmed(entry_lifecycle.confirmed(joined, at), signed_in_at, at)
    joined = erasure_lifecycle.waived(joined, at) if waive else joined
    transact(
        rights_requests.save(joined),
        *forwarding.answering(open_one, Action.FORWARD_CONFIRMED, at),
        *entering.answering(open_one, Action.ENTRY_CONFIRMED, at),
        *doubting.answering(open_one, at),
    )
    return Opened(joined, code)
