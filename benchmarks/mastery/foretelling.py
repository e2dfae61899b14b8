"""How well wheel-spinning is foretold, and how steady the signals are: the figures of one world, over its seeds."""

from collections.abc import Sequence
from statistics import fmean, stdev

import numpy as np

from benchmarks import metrics
from benchmarks.following import Read
from benchmarks.trials import Trial
from benchmarks.worlds.answers import EARLY, Floats

RECALL = 0.75


def of_world(trials: Sequence[Trial]) -> dict[str, float]:
    """Every figure, by name."""
    regrets = [_regret(trial, trial.fitted.stuck[EARLY - 1]) for trial in trials]
    cold = [_regret(trial, trial.cold.stuck[EARLY - 1]) for trial in trials]
    oracle = [_precision(trial, trial.oracle.spinning) for trial in trials]
    ours = [_precision(trial, trial.fitted.stuck[EARLY - 1]) for trial in trials]
    raised, flapped = _flapping([trial.fitted for trial in trials])
    cold_raised, cold_flapped = _flapping([trial.cold for trial in trials])
    told = sum(trial.answers.correct.size for trial in trials)
    return {
        "spinning_share": fmean(float(trial.answers.spinning.mean()) for trial in trials),
        "oracle_auc": fmean(metrics.auc(trial.answers.spinning, trial.oracle.spinning) for trial in trials),
        "auc_regret": fmean(regrets),
        "auc_regret_spread": stdev(regrets),
        "cold_auc_regret": fmean(cold),
        "cold_auc_regret_spread": stdev(cold),
        "oracle_precision": fmean(oracle),
        "precision": fmean(ours),
        "precision_behind": fmean(oracle) - fmean(ours),
        "ece": _calibration(trials),
        "flapping": flapped / told,
        "flapping_of_raised": flapped / max(raised, 1),
        "cold_flapping": cold_flapped / told,
        "cold_flapping_of_raised": cold_flapped / max(cold_raised, 1),
        "struggling_in_mastery": float(sum(_contradicted(trial) for trial in trials)),
    }


def _regret(trial: Trial, ours: Floats) -> float:
    truth = trial.answers.spinning
    return metrics.auc(truth, trial.oracle.spinning) - metrics.auc(truth, ours)


def _precision(trial: Trial, chance: Floats) -> float:
    return metrics.precision_at(RECALL, trial.answers.spinning, chance)


def _calibration(trials: Sequence[Trial]) -> float:
    return metrics.calibration_error(
        np.concatenate([trial.answers.spinning for trial in trials]),
        np.concatenate([trial.fitted.stuck[EARLY - 1] for trial in trials]),
    )


def _flapping(reads: Sequence[Read]) -> tuple[int, int]:
    """How often a signal was raised, and how often one was lowered, or raised again, within three answers."""
    found = [metrics.flapping(each.T) for read in reads for each in (read.struggling, read.advancing)]
    return sum(raised for raised, _ in found), sum(undone for _, undone in found)


def _contradicted(trial: Trial) -> int:
    """Answers after which the engine says both that a skill is mastered and that somebody struggles with it."""
    return int((trial.fitted.struggling & (trial.fitted.mastered >= trial.fit.parameters.mastered)).sum())
