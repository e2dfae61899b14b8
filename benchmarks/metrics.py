"""Figures of foresight and of stopping, each as it is defined in `benchmarks/README.md`."""

from collections.abc import Sequence

import numpy as np
from scipy.stats import rankdata, ttest_rel

from benchmarks.worlds.answers import TRIES, Answers, Flags, Floats, Whole

BINS = 10


def auc(happened: Flags, chance: Floats) -> float:
    """Chance that what happened was held likelier than what did not; equal ones count half."""
    truth, ranks = happened.ravel(), rankdata(chance.ravel())
    yes, no = int(truth.sum()), int((~truth).sum())
    if not yes or not no:
        raise ValueError("nothing can be told apart where all went alike")
    return float((ranks[truth].sum() - yes * (yes + 1) / 2) / (yes * no))


def calibration_error(happened: Flags, chance: Floats) -> float:
    """Mean distance of stated chances from what happened, over ten bins of equally many (Naeini et al. 2015)."""
    order = np.argsort(chance.ravel(), kind="stable")
    bins = zip(np.array_split(happened.ravel()[order], BINS), np.array_split(chance.ravel()[order], BINS), strict=True)
    return sum(abs(float(truth.mean() - stated.mean())) * len(truth) for truth, stated in bins) / len(order)


def stops(sure: Flags) -> Whole:
    """The try after which each learner (row) is first held to have mastered the skill; TRIES where never."""
    return np.where(sure.any(axis=1), sure.argmax(axis=1), TRIES)


def falsely(answers: Answers, stop: Whole) -> tuple[int, int]:
    """How many are held to have mastered the skill, and how many of them had not."""
    held = stop < TRIES
    return int(held.sum()), int((~answers.ended[held, stop[held]]).sum())


def waste(answers: Answers, stop: Whole) -> int:
    """Tries that learners begin in mastery before they are stopped."""
    return int((answers.began & (np.arange(TRIES) <= stop[:, None])).sum())


def precision_at(recall: float, happened: Flags, chance: Floats) -> float:
    """Share of what happened among the likeliest, as many as it takes to find `recall` of all that happened."""
    found = happened[np.argsort(-chance, kind="stable")].cumsum()
    needed = int(np.searchsorted(found, recall * found[-1]))
    return float(found[needed] / (needed + 1))


def flapping(stands: Flags, within: int = 3) -> tuple[int, int]:
    """How often a signal (learners by tries) was raised, and how many changes are undone within so many answers."""
    before = np.pad(stands[:, :-1], ((0, 0), (1, 0)))
    changed = stands != before
    undone = np.zeros(changed.shape, bool)
    for later in range(1, within + 1):
        undone[:, :-later] |= changed[:, :-later] & changed[:, later:]
    return int((changed & stands).sum()), int(undone.sum())


def behind(theirs: Sequence[float], ours: Sequence[float], level: float = 0.05) -> bool:
    """Whether they are behind, by a one-sided paired t-test over the seeds."""
    return bool(ttest_rel(ours, theirs, alternative="greater").pvalue < level)
