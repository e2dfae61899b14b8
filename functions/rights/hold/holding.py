"""How a hold is placed, reviewed and lifted: one transaction with the audit trail, and with the open erasure if any.

An eraser notes that it begins with a store, and then looks at the holds; whoever places one writes it, and then looks
at what was begun. So of a hold and an erasure at the same moment at least one knows of the other.
"""

from copy import replace
from datetime import date, datetime

from inarax import four_eyes, problems
from inarax.again import settled
from inarax.rights import RequestState, Right
from inarax.stores import holds, idempotency, keys, rights_progress, rights_requests, standings
from inarax.stores.audit import Action
from inarax.stores.base import read, transact
from inarax.stores.handles import Handle
from inarax.stores.holds import Hold
from inarax.stores.idempotency import Once
from inarax.stores.rights_requests import RightsRequest
from rights import joining
from rights.admin import audited
from rights.admin.seen import Seen, found, unchanged
from rights.erasure import lifecycle


def place(hold: Hold, once: Once, at: datetime) -> Hold:
    """The new hold; NotFound where there is no such learner, HoldTooLate where the erasure is about to end."""

    four_eyes.refuse_own(hold.learner_id, hold.placed_by)

    def act() -> Hold:
        if made := idempotency.earlier(once, at):
            return found(holds.of(Handle(hold.learner_id, made)))
        request = _holdable(hold.learner_id)
        transact(
            holds.save(hold),
            idempotency.claim(once, hold.hold_id, at),
            audited.done(hold.learner_id, request, Action.HOLD_PLACED, hold.placed_by, _about(hold), at),
            rights_requests.save(request) if request else standings.remaining(hold.learner_id),
        )
        return replace(hold, revision=1)

    return settled(act)


def begun(hold: Hold) -> frozenset[str]:
    """Which of the stores that a hold names the open erasure had begun with, so that they may have been erased."""
    request = joining.of(hold.learner_id, Right.ERASURE)
    if request is None:
        return frozenset()
    progress = rights_progress.of(request.request_id)
    return hold.stores & progress.keys()


def review(seen: Seen[Handle], review_on: date, reason: str) -> Hold:
    """Somebody looked whether the reason still holds, and says until when."""
    hold = _seen(seen)
    changed, request = replace(hold, review_on=review_on, reason=reason), joining.of(hold.learner_id, Right.ERASURE)
    transact(
        holds.save(changed),
        audited.done(hold.learner_id, request, Action.HOLD_REVIEWED, seen.by, _about(changed), seen.at),
    )
    return replace(changed, revision=hold.revision + 1)


def lift(seen: Seen[Handle]) -> None:
    """The hold is no more; an erasure that waited for it goes on by itself."""

    def act() -> None:
        hold = _seen(seen)
        request = joining.of(hold.learner_id, Right.ERASURE)
        transact(
            holds.save(replace(hold, lifted_at=seen.at)),
            audited.done(hold.learner_id, request, Action.HOLD_LIFTED, seen.by, _about(hold), seen.at),
            *([rights_requests.save(lifecycle.holds_changed(request, seen.at))] if request else []),
        )

    settled(act)


def _seen(seen: Seen[Handle]) -> Hold:
    four_eyes.refuse_own(seen.name.learner_id, seen.by)
    hold = unchanged(seen, holds.of(seen.name))
    if hold.lifted_at:
        raise problems.NotHere
    return hold


def _holdable(learner_id: str) -> RightsRequest | None:
    """The learner's open erasure, if there is one, with the keys to seal with; NotFound without the latter."""
    (ring,) = read(keys.of(learner_id))
    if ring is None:
        raise problems.NotFound
    request = joining.of(learner_id, Right.ERASURE)
    if request and request.state is RequestState.CLOSING:
        raise problems.HoldTooLate
    return request


def _about(hold: Hold) -> str:
    return f"{hold.kind}, {hold.article}: {' '.join(sorted(hold.stores))}"
