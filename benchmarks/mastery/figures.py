"""The figures of one world, over its seeds."""

from collections.abc import Callable, Iterator, Sequence
from statistics import fmean, stdev

import numpy as np

from benchmarks import metrics
from benchmarks.baselines import Baseline, factors, in_a_row, proportion, pybkt, tracing
from benchmarks.mastery import stopping
from benchmarks.trials import Trial
from benchmarks.worlds.answers import Flags, Floats
from benchmarks.worlds.knowing import Knowing

CERTAIN = 0.975
"""From here on mastery is said to be certain."""

type Rules = dict[str, Callable[[Trial], Baseline]]


def baselines(trials: Sequence[Trial]) -> Rules:
    """What is usually done; knowledge tracing with true parameters only where there are such."""
    rules: Rules = {
        "three_in_a_row": lambda trial: in_a_row.in_a_row(trial.answers, 3),
        "five_in_a_row": lambda trial: in_a_row.in_a_row(trial.answers, 5),
        "bkt_fitted": lambda trial: tracing.traced(trial.answers, tracing.fitted(trial.evidence.correct)),
        "pybkt": lambda trial: pybkt.foretold(trial.evidence, trial.answers, trial.seed),
        "factors": lambda trial: factors.foretold(trial.evidence, trial.answers),
        "proportion": lambda trial: proportion.foretold(trial.evidence, trial.answers),
    }
    if isinstance(trials[0].world, Knowing):
        rules["bkt_true"] = lambda trial: tracing.traced(trial.answers, _true(trial))
    return rules


def _true(trial: Trial) -> tracing.Four:
    assert isinstance(trial.world, Knowing)
    skill = trial.world.skill
    return tracing.Four(skill.known, skill.learn, skill.slip, skill.guess)


def of_world(trials: Sequence[Trial]) -> dict[str, float]:
    """Every figure, by name."""
    regrets = [_regret(trial, trial.fitted.right.T) for trial in trials]
    cold = [_regret(trial, trial.cold.right.T) for trial in trials]
    ours = stopping.stopped(trials, [trial.fitted.mastered.T >= CERTAIN for trial in trials])
    cold_ours = stopping.stopped(trials, [trial.cold.mastered.T >= CERTAIN for trial in trials])
    return {
        "oracle_auc": fmean(metrics.auc(trial.answers.correct, trial.oracle.right) for trial in trials),
        "auc_regret": fmean(regrets),
        "auc_regret_spread": stdev(regrets),
        "cold_auc_regret": fmean(cold),
        "cold_auc_regret_spread": stdev(cold),
        "ece": _pooled(trials, lambda trial: (trial.answers.correct, trial.fitted.right.T)),
        "cold_ece": _pooled(trials, lambda trial: (trial.answers.correct, trial.cold.right.T)),
        "mastery_ece": _pooled(trials, lambda trial: (trial.answers.ended, trial.fitted.mastered.T)),
        "cold_mastery_ece": _pooled(trials, lambda trial: (trial.answers.ended, trial.cold.mastered.T)),
        "oracle_mastery_ece": _pooled(trials, lambda trial: (trial.answers.ended, trial.oracle.mastered)),
        "held": float(ours.held),
        "held_falsely": float(ours.falsely),
        "false_mastery": ours.false_mastery,
        "saved_share": stopping.saved_share(trials, ours),
        "cold_held": float(cold_ours.held),
        "cold_held_falsely": float(cold_ours.falsely),
        "cold_false_mastery": cold_ours.false_mastery,
        "cold_saved_share": stopping.saved_share(trials, cold_ours),
        **dict(_beside(trials)),
    }


def _beside(trials: Sequence[Trial]) -> Iterator[tuple[str, float]]:
    """Of each baseline: how far ahead of us in foresight, whether behind, how often wrong, and what it saves."""
    ours = [metrics.auc(trial.answers.correct, trial.fitted.right.T) for trial in trials]
    for name, rule in baselines(trials).items():
        found = [rule(trial) for trial in trials]
        theirs = [
            metrics.auc(trial.answers.correct, each.right)
            for trial, each in zip(trials, found, strict=True)
            if each.right is not None
        ]
        if theirs:
            yield f"{name}_ahead", fmean(np.subtract(theirs, ours))
            yield f"{name}_behind", float(metrics.behind(theirs, ours))
        sure = [each.sure for each in found]
        stopped = stopping.stopped(trials, sure)
        yield f"{name}_false_mastery", stopped.false_mastery
        yield f"{name}_saved_share", stopping.saved_share(trials, stopped)


def _regret(trial: Trial, ours: Floats) -> float:
    truth = trial.answers.correct
    return metrics.auc(truth, trial.oracle.right) - metrics.auc(truth, ours)


def _pooled(trials: Sequence[Trial], pair: Callable[[Trial], tuple[Flags, Floats]]) -> float:
    truths, chances = zip(*(pair(trial) for trial in trials), strict=True)
    return metrics.calibration_error(np.concatenate(truths), np.concatenate(chances))
