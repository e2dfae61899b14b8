"""How well mastery is told for whom: by tenth of the learners, from who masters it last to who masters it first."""

from collections.abc import Iterator, Sequence
from statistics import fmean
from typing import NamedTuple

import numpy as np

from benchmarks import metrics
from benchmarks.mastery.figures import CERTAIN
from benchmarks.trials import Trial

TENTHS = 10


class Tenth(NamedTuple):
    """A tenth of a trial's learners: belief in mastery less the truth, the chance of the next answer less how it went,
    how many were held to have mastered the skill, and how many of them had not."""

    bias: float
    right_bias: float
    held: int
    falsely: int


def of_trial(trial: Trial) -> Sequence[Tenth]:
    """The tenths of a trial, ranked by the share of tries that ended in mastery.

    That is the truth, which a belief cannot know: an honest one is drawn to the middle, so that its bias falls from the
    first tenth to the last.
    """
    return list(_tenths(trial))


def of_worlds(trials: Sequence[Sequence[Tenth]]) -> dict[str, float]:
    """By decile, over all trials."""
    figures: dict[str, float] = {}
    for n, tenths in enumerate(zip(*trials, strict=True), 1):
        figures[f"decile_{n}_bias"] = fmean(each.bias for each in tenths)
        figures[f"decile_{n}_right_bias"] = fmean(each.right_bias for each in tenths)
        held, falsely = sum(each.held for each in tenths), sum(each.falsely for each in tenths)
        figures[f"decile_{n}_false_mastery"] = falsely / max(held, 1)
    return figures


def _tenths(trial: Trial) -> Iterator[Tenth]:
    answers = trial.answers
    mastered, right = trial.fitted.mastered.T, trial.fitted.right.T
    stop = metrics.stops(mastered >= CERTAIN)
    for who in np.array_split(np.argsort(answers.ended.mean(axis=1), kind="stable"), TENTHS):
        held = who[stop[who] < answers.ended.shape[1]]
        falsely = int((~answers.ended[held, stop[held]]).sum())
        bias = float((mastered[who] - answers.ended[who]).mean())
        yield Tenth(bias, float((right[who] - answers.correct[who]).mean()), len(held), falsely)
