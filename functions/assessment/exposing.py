"""What a placement that ended adds to the counts of its items, and what the counts make of the next snapshot."""

from copy import replace
from random import Random
from zlib import crc32

from adaptive.placement.administration import Administration
from adaptive.placement.calibrating import estimated
from adaptive.placement.population import Expected
from adaptive.placement.rehearsal import rehearsed
from adaptive.placement.snapshot import Batch, following
from adaptive.placement.tallying import tallied
from assessment.piloting import Answers
from assessment.placement_steps import Placement, ability
from inarax.stores.attempts import Attempt, Kind
from inarax.stores.exposures import SHARDS, Counts, Sums
from inarax.stores.snapshots import Published

EVERY = 20
"""A snapshot is published after so many learners."""


def shard_of(attempt_id: str) -> int:
    """The shard in which an attempt is counted: attempts that end together are spread over all."""
    return crc32(attempt_id.encode()) % SHARDS


def countable(attempt: Attempt) -> bool:
    """Whether an attempt adds to the counts: a placement that ended and was not counted yet."""
    return attempt.kind is Kind.PLACEMENT and attempt.closed_at is not None and not attempt.counted


def counted(counts: Counts, placement: Placement, answers: Answers) -> Counts:
    """The counts after one more learner."""
    shown, trials, posterior = dict(counts.shown), dict(counts.trials), ability(placement, answers)
    for item, correct in answers:
        if item in placement.held.bank.position:
            shown[item] = shown.get(item, 0) + 1
        else:
            trials[item] = tallied(trials.get(item, {}), posterior, correct=correct)
    return replace(counts, expected=counts.expected.plus(Expected.of(posterior)), shown=shown, trials=trials)


def first(course: str, version: str, held: Administration) -> Published:
    """The first revision: prices from learners who are simulated, the same ones for the same course version."""
    rng = Random(f"{course}#{version}")  # noqa: S311  reproducible on purpose, and no secret
    return Published(course, version, 1, rehearsed(held.bank, held.rules, rng), Expected())


def newer(last: Published, placement: Placement, sums: Sums) -> Published | None:
    """The revision after `last`, given the sums since the beginning; None while fewer than EVERY learners are new."""
    expected, shown, trials = sums
    learners = expected.learners - last.folded.learners
    if learners < EVERY:
        return None
    since = Expected(learners, expected.ability - last.folded.ability, expected.square - last.folded.square)
    news = {item: times - last.snapshot.shown.get(item, 0) for item, times in shown.items()}
    snapshot = following(last.snapshot, Batch(learners, news, since), placement.held.rules.exposure)
    tried = {item.id: estimated(item, trials[item.id]) for item in placement.pilots if item.id in trials}
    return Published(last.course, last.version, last.revision + 1, replace(snapshot, tried=tried), expected)
