"""A learner has at most one request of a right under way: who asks again, even at the same moment, joins it."""

from collections.abc import Callable
from datetime import datetime

from inarax import problems
from inarax.again import settled
from inarax.rights import Right
from inarax.stores import idempotency, rights_claims, rights_requests, standings
from inarax.stores.base import Write, read, transact
from inarax.stores.idempotency import Once
from inarax.stores.rights_requests import RightsRequest


def of(learner_id: str, right: Right) -> RightsRequest | None:
    """The learner's request of that right, if one is under way: not if it has ended since its claim was read."""
    (request_id,) = read(rights_claims.open_of(learner_id, right))
    found = read(rights_requests.of(request_id))[0] if request_id else None
    return found if found and found.learner_id else None


def named(learner_id: str, right: Right, request_id: str) -> RightsRequest:
    """The same, by its id; NotFound where that is another."""
    found = of(learner_id, right)
    if found is None or found.request_id != request_id:
        raise problems.NotFound
    return found


def asked[Answer](
    learner_id: str,
    once: Once,
    right: Right,
    at: datetime,
    join: Callable[[RightsRequest], Answer],
    make: Callable[[], Answer],
) -> Answer:
    """What comes of joining the learner's request that is under way, or else of making one.

    NotFound where this very request made one that has ended since.
    """

    def act() -> Answer:
        made = idempotency.earlier(once, at)
        open_one = of(learner_id, right)
        if open_one:
            return join(open_one)
        if made:
            raise problems.NotFound
        return make()

    return settled(act, problems.Busy)


def begin(new: RightsRequest, once: Once, *also: Write) -> None:
    """Write a new request, once; Conflict where one of its right is under way."""
    transact(
        standings.remaining(once.learner_id),
        idempotency.claim(once, new.request_id, new.opened_at),
        *also,
        rights_claims.claim(once.learner_id, new.right, new.request_id),
        rights_requests.save(new),
    )
