"""The stream of `attempts` (keys only): counts placements that ended, and publishes what was learned of their items.

Purpose: assessment. Stores: attempts (read, write), standings (checked), exposures and snapshots (read, write); the
published course. A version's first snapshot is published when somebody first begins its placement.
An attempt is counted once, however often it is told; one of an account that may not be written to is not.
"""

from copy import replace

from aws_lambda_powertools.utilities.typing import LambdaContext

from assessment import exposing, published
from assessment.changed import Key, changed
from inarax import batches, cold_start, problems
from inarax.again import settled
from inarax.batches import Failures
from inarax.stores import attempts, exposures, snapshots, standings
from inarax.stores.attempts import Attempt, Kind
from inarax.stores.base import read, transact
from inarax.stores.exposures import Counts
from inarax.streams import Records


def handler(event: Records, context: LambdaContext) -> Failures:
    """Count every attempt in the batch that ended; answers who failed."""
    told = [(each.first, each) for each in changed(event["Records"])]
    return batches.each(__name__, context, len(event["Records"]), told, lambda key: settled(lambda: _told(key)))


def _told(key: Key) -> int:
    """How many things were written: the attempt's count, and a snapshot."""
    (attempt,) = read(attempts.of(key.learner_id, key.attempt_id))
    if attempt is None or attempt.kind is not Kind.PLACEMENT:
        return 0
    counted = exposing.countable(attempt) and _count(attempt)
    began_without = not attempt.snapshot
    return counted + (_publish(attempt) if counted or began_without else 0)


def _count(attempt: Attempt) -> bool:
    shard = exposing.shard_of(attempt.attempt_id)
    (before,) = read(exposures.of(attempt.course, attempt.version, shard))
    counts = before or Counts(attempt.course, attempt.version, shard)
    placement = published.course_of(attempt.course, attempt.version, attempt.snapshot).placement
    try:
        transact(
            standings.unrestricted(attempt.learner_id),
            attempts.save(replace(attempt, counted=True)),
            exposures.save(exposing.counted(counts, placement, attempt.answers)),
        )
    except problems.AccountClosed:  # frozen, restricted or erased since: nothing of theirs is counted
        return False
    return True


def _publish(attempt: Attempt) -> bool:
    course, version = attempt.course, attempt.version
    last, *shards = read(snapshots.current(course, version), *exposures.every(course, version))
    placement = published.course_of(course, version).placement
    sums = exposures.total(shards)
    newer = exposing.newer(last, placement, sums) if last else exposing.first(course, version, placement.held)
    if newer is None:
        return False
    transact(*snapshots.publish(newer))
    return True


cold_start.ended()
