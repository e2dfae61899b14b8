"""The stream of `evidence` (keys only): after new answers, which signals stand, per learner and course.

Purpose: personalization, on legitimate interests: nothing is derived for who objects, or for an account that is not
active. Stores: standings and beliefs (read), signals (read, write).
A learner whose signals could not be derived is reported, and retried from there; deriving twice changes nothing.
"""

from datetime import UTC, datetime

from aws_lambda_powertools.utilities.typing import LambdaContext

from inarax import batches, cold_start, problems
from inarax.batches import Failures
from inarax.declared import Purpose
from inarax.stores import beliefs, signals, standings
from inarax.stores.base import read, transact
from inarax.streams import Records
from personalization.deriving import derive, permitted
from personalization.telling import News, news


def handler(event: Records, context: LambdaContext) -> Failures:
    """Derive for everybody in the batch; answers who failed."""
    told = [(each.first, each) for each in news(event["Records"])]
    return batches.each(__name__, context, len(event["Records"]), told, _derive)


def _derive(told: News) -> bool:
    """Whether a signal was raised or lowered."""
    standing, belief, kept = read(
        standings.of(told.learner_id),
        beliefs.of(told.learner_id, told.course),
        signals.of(told.learner_id, told.course),
    )
    if belief is None or not permitted(standing):
        return False
    before = kept or signals.Signals(told.learner_id, told.course)
    after = derive(belief, before, datetime.fromtimestamp(told.at, UTC))
    if after is before:
        return False
    try:
        transact(signals.save(after), standings.willing(told.learner_id, Purpose.SIGNALS))
    except problems.AccountClosed:  # frozen or objecting since it was read: no signal, and nothing to retry
        return False
    return True


cold_start.ended()
