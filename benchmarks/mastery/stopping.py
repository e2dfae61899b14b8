"""What a rule that stops practice saves, and how often it is wrong: pooled over the seeds of a world."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from benchmarks import metrics
from benchmarks.trials import Trial
from benchmarks.worlds.answers import TRIES, Flags

LINES = 1.0 / (1.0 + np.exp(-np.linspace(0.0, 9.0, 181)))
"""Where the oracle may draw the line: from .5 to .9999."""


class Stopped(NamedTuple):
    """Learners held to have mastered the skill, those falsely; tries wasted in mastery, stopped and unstopped."""

    held: int
    falsely: int
    wasted: int
    unstopped: int

    @property
    def false_mastery(self) -> float:
        """Share of those held to have mastered it who had not."""
        return self.falsely / max(self.held, 1)

    @property
    def saved(self) -> int:
        """Tries in mastery that were spared."""
        return self.unstopped - self.wasted


def stopped(trials: Sequence[Trial], sure: Sequence[Flags]) -> Stopped:
    """By a rule that says of each trial, learners by tries, whether mastery is sure."""
    held = falsely = wasted = unstopped = 0
    for trial, each in zip(trials, sure, strict=True):
        stop = metrics.stops(each)
        some, wrong = metrics.falsely(trial.answers, stop)
        held, falsely = held + some, falsely + wrong
        wasted += metrics.waste(trial.answers, stop)
        unstopped += metrics.waste(trial.answers, np.full(len(stop), TRIES))
    return Stopped(held, falsely, wasted, unstopped)


def oracle_at(trials: Sequence[Trial], false_mastery: float) -> Stopped:
    """The oracle with the lowest line at which it is not wrong more often than that."""
    for line in LINES:
        found = stopped(trials, [trial.oracle.mastered >= line for trial in trials])
        if found.false_mastery <= false_mastery:
            return found
    return found


def saved_share(trials: Sequence[Trial], ours: Stopped) -> float:
    """What we save, over what the oracle saves that is wrong as often."""
    return ours.saved / max(oracle_at(trials, ours.false_mastery).saved, 1)
