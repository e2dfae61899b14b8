"""Our engine, learner by learner, with a snapshot published after every twenty."""

from random import Random
from time import process_time
from typing import NamedTuple

import numpy as np

from adaptive.placement.administration import Administration, Rules
from adaptive.placement.bank import Bank
from adaptive.placement.levels import placed
from adaptive.placement.population import NOBODY, Expected
from adaptive.placement.rehearsal import rehearsed
from adaptive.placement.snapshot import Batch, Snapshot, following
from adaptive.placement.steps import Ask, next_step
from adaptive.placement.stopping import Decision
from benchmarks.placement.taken import Positions, Taken
from benchmarks.placement.world import World

EVERY = 20


class Run(NamedTuple):
    """Tests, the levels chosen in level mode (by position), and the processor time of the steps."""

    taken: Taken
    levels: Positions
    seconds: float


class Published(NamedTuple):
    """A bank with its first snapshot, and the processor time that took."""

    bank: Bank
    snapshot: Snapshot
    seconds: float


def published(world: World, rules: Rules) -> Published:
    """The first publication of a bank."""
    began = process_time()
    bank = Bank(world.items)
    snapshot = rehearsed(bank, rules, Random(world.seed))
    return Published(bank, snapshot, process_time() - began)


def run(world: World, first: Published, rules: Rules) -> Run:
    """Place all learners in turn, each under the newest snapshot."""
    rng, tests, levels, seconds = Random(world.seed), list[tuple[list[int], float]](), list[int](), 0.0
    snapshot = first.snapshot
    learners = len(world.theta)
    for start in range(0, learners, EVERY):
        held = Administration(first.bank, rules, snapshot)
        batch = range(start, min(start + EVERY, learners))
        shown, expected = dict[str, int](), NOBODY
        for learner in batch:
            answers, began = world.right[learner].tolist(), process_time()
            progress = held.begin()
            while isinstance(step := next_step(held, progress, rng), Ask):
                position = first.bank.position[step.item.id]
                progress = held.after(progress, position, answers[position])
            seconds += process_time() - began
            tests.append((list(progress.asked), progress.posterior.mean))
            expected = expected.plus(Expected.of(progress.posterior))
            for position in progress.asked:
                item = first.bank.items[position].id
                shown[item] = shown.get(item, 0) + 1
            if isinstance(rules.goal, Decision):
                named = rules.goal.levels
                levels.append(named.index(placed(progress.posterior, named).level))
        snapshot = following(snapshot, Batch(len(batch), shown, expected), rules.exposure)
    return Run(Taken.of(tests), np.array(levels), seconds)
