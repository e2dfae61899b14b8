"""Foresight of some answers: from the skill alone, with its neighbours, and by who knows the world."""

import numpy as np

from benchmarks import metrics
from benchmarks.prerequisites.following import Read
from benchmarks.worlds.answers import Flags, Floats

NAMES = ("alone", "together", "strong", "oracle")
"""What is compared: three pulls, none first, and the oracle."""


def compared(correct: Flags, read: Read, oracle: Floats, judged: Flags) -> dict[str, float]:
    """AUC, Brier score and calibration error, and what neighbours gain of the first two (more is better)."""
    truth, found = correct[judged], dict[str, float]()
    for name, chances in zip(NAMES, (*read.right, oracle), strict=True):
        chance = chances[judged]
        found[f"{name}_auc"] = metrics.auc(truth, chance)
        found[f"{name}_brier"] = float(np.mean((truth - chance) ** 2))
        found[f"{name}_ece"] = metrics.calibration_error(truth, chance)
    for name in NAMES[1:-1]:
        found[f"{name}_auc_gain"] = found[f"{name}_auc"] - found["alone_auc"]
        found[f"{name}_brier_gain"] = found["alone_brier"] - found[f"{name}_brier"]
    return found
