"""How an attempt begins: once however often the request is repeated, and not too often a day."""

from collections.abc import Callable

from inarax import http, problems
from inarax.again import settled
from inarax.http import Api
from inarax.stores import attempts, idempotency, quotas, standings
from inarax.stores.attempts import Attempt
from inarax.stores.base import read, transact
from inarax.tokens import new_id

REFUSALS = (
    problems.NotFound,
    problems.NotEnrolled,
    problems.KeyMissing,
    problems.KeyReused,
    problems.TooMany,
    problems.AccountClosed,
    problems.Conflict,
)


def begun(app: Api, make: Callable[[str], Attempt], *, what: str, daily: int) -> Attempt:
    """The attempt that this request begins, or began when it was first sent; `make` decides it for a new id."""
    return settled(lambda: _begun(app, make, what, daily))


def _begun(app: Api, make: Callable[[str], Attempt], what: str, daily: int) -> Attempt:
    once, learner = http.once(app), app.caller.learner_id
    if made := idempotency.earlier(once, app.at):
        (attempt,) = read(attempts.of(learner, made))
        if attempt is None:
            raise problems.NotFound
        return attempt
    attempt = make(new_id())
    transact(
        standings.learning(learner),
        idempotency.claim(once, attempt.attempt_id, app.at),
        attempts.save(attempt),
        quotas.spend(learner, what, daily=daily, at=app.at),
    )
    return attempt
