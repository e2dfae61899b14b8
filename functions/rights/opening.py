"""Ask for an erasure, once: who has one open joins it, whatever asks at the same moment."""

from datetime import datetime
from typing import NamedTuple

from inarax import problems
from inarax.again import settled
from inarax.stores import idempotency, rights_claims, rights_requests, standings
from inarax.stores.base import read, transact
from inarax.stores.idempotency import Once
from inarax.stores.rights_requests import Right, RightsRequest
from inarax.tokens import new_id
from rights import asking, lifecycle
from rights.codes import Code


class Opened(NamedTuple):
    """The open erasure, and a new code for its receipt: the one that was given before opens it no more."""

    request: RightsRequest
    code: Code


def ask(learner_id: str, once: Once, at: datetime, *, waive: bool) -> Opened:
    """The learner's open erasure, made if there is none; without cooling-off if that is waived.

    NotFound where this very request made one that was cancelled since.
    """

    def act() -> Opened:
        made = idempotency.earlier(once, at)
        (open_one,) = read(rights_claims.open_of(learner_id, Right.ERASURE))
        if open_one:
            return _join(open_one, at, waive=waive)
        if made:
            raise problems.NotFound
        return _open(learner_id, once, at, waive=waive)

    return settled(act, problems.Busy)


def _open(learner_id: str, once: Once, at: datetime, *, waive: bool) -> Opened:
    code = Code.mint(new_id())
    new = lifecycle.opened(code.request_id, learner_id, code.digest, asking.due(at), at)
    new = lifecycle.waived(new, at) if waive else new
    transact(
        standings.remaining(learner_id),
        idempotency.claim(once, new.request_id, at),
        rights_claims.claim(learner_id, Right.ERASURE, new.request_id),
        rights_requests.save(new),
    )
    return Opened(new, code)


def _join(request_id: str, at: datetime, *, waive: bool) -> Opened:
    (open_one,) = read(rights_requests.of(request_id))
    if open_one is None or open_one.learner_id is None:  # it ended since
        raise problems.Conflict
    code = Code.mint(request_id)
    joined = open_one._replace(code_digest=code.digest)
    joined = lifecycle.waived(joined, at) if waive else joined
    transact(rights_requests.save(joined))
    return Opened(joined, code)
