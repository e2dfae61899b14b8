"""Figures over all worlds, of the oracle itself, and of what a long history costs."""

from collections.abc import Mapping
from json import dumps
from statistics import median
from time import perf_counter

import numpy as np

from adaptive import mastery
from benchmarks import metrics
from benchmarks.trials import Trial

BASELINES = ("three_in_a_row", "five_in_a_row", "bkt_fitted", "bkt_true", "pybkt", "factors", "proportion")
FINER = 4
HISTORIES = (10, 100_000)
TIMED = 2_000
LEARNERS = 200
"""On whom the finer grid is tried."""


def of_worlds(worlds: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """False mastery over all worlds, and of each baseline how far it is ahead anywhere and in how many behind."""
    found: dict[str, float] = {}
    for kind in ("", "cold_"):
        held, falsely = (sum(each[f"{kind}{name}"] for each in worlds.values()) for name in ("held", "held_falsely"))
        found[f"{kind}false_mastery"] = falsely / max(held, 1.0)
        found[f"{kind}false_mastery_worst"] = max(each[f"{kind}false_mastery"] for each in worlds.values())
    for name in BASELINES:
        ahead = [each[f"{name}_ahead"] for each in worlds.values() if f"{name}_ahead" in each]
        if ahead:
            found[f"{name}_most_ahead"] = max(ahead)
            found[f"{name}_behind_in"] = sum(each.get(f"{name}_behind", 0.0) for each in worlds.values())
            found[f"{name}_worlds"] = float(len(ahead))
        wrong = [each[f"{name}_false_mastery"] for each in worlds.values() if f"{name}_false_mastery" in each]
        found |= {f"{name}_false_mastery_least": min(wrong), f"{name}_false_mastery_most": max(wrong)}
    return found


def finer_oracle(trial: Trial) -> float:
    """By how much a grid four times as fine moves the oracle's AUC."""
    answers = trial.answers.some(LEARNERS)
    aucs = [metrics.auc(answers.correct, trial.world.oracle(answers, fineness).right) for fineness in (1, FINER)]
    return float(np.ptp(aucs))


def costs() -> dict[str, float]:
    """Bytes of a skill's stored belief and time of an update after a short and a long history."""
    found: dict[str, float] = {}
    for length in HISTORIES:
        belief = mastery.prior("skill", theta=None, at=0)
        for n in range(length):
            belief = _answered(belief, n % 3 > 0, n)
        seconds = []
        for _ in range(TIMED):
            begun = perf_counter()
            _answered(belief, True, length)
            seconds.append(perf_counter() - begun)
        found[f"belief_bytes_at_{length}"] = len(dumps(belief._asdict()))
        found[f"update_us_at_{length}"] = median(seconds) * 1e6
    return found


def _answered(belief: mastery.SkillBelief, correct: bool, at: int) -> mastery.SkillBelief:
    return mastery.update(belief, correct=correct, difficulty=0.0, discrimination=1.0, guess=0.25, at=at)
