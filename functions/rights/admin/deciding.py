"""How a privacy admin changes a request: on the version they saw, and together with the entry in the audit trail."""

from collections.abc import Callable, Iterable
from datetime import datetime

from inarax import four_eyes, problems
from inarax.stores import rights_requests, standings
from inarax.stores.audit import Action
from inarax.stores.base import Write, transact
from inarax.stores.rights_requests import RightsRequest
from rights.admin import audited
from rights.admin.seen import Seen, unchanged
from rights.erasure import lifecycle


def decided(
    seen: Seen[str],
    action: Action,
    change: Callable[[RightsRequest, datetime], RightsRequest],
    beside: Callable[[RightsRequest, str], Iterable[Write]] = lambda _request, _learner_id: (),
) -> RightsRequest:
    """The request after the change; `beside` is what else is written with it. Nobody decides on their own."""
    before = unchanged(seen, rights_requests.of(seen.name))
    if before.learner_id is None:
        raise problems.NotHere
    four_eyes.refuse_own(before.learner_id, seen.by)
    after = change(before, seen.at)
    transact(
        rights_requests.save(after),
        *([] if lifecycle.has_begun(before) else [standings.remaining(before.learner_id)]),
        audited.done(before.learner_id, before, action, seen.by, audited.words(after), seen.at),
        *beside(after, before.learner_id),
    )
    return after._replace(revision=before.revision + 1)
