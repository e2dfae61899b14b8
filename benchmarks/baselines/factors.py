"""Performance factors analysis (Pavlik, Cen & Koedinger 2009): a logistic regression on right and wrong answers so far
and the item, without an ability of the learner's own; mastered from .95 on."""

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

from benchmarks.baselines import Baseline
from benchmarks.worlds.answers import Answers, Floats

LINE = 0.95
RIDGE = 1.0


def counts(answers: Answers) -> Floats:
    """Right and wrong answers before each try."""
    right = answers.correct.cumsum(axis=1) - answers.correct
    return np.stack([right, np.arange(right.shape[1]) - right], axis=2).astype(float)


def foretold(evidence: Answers, answers: Answers) -> Baseline:
    """Fitted to the evidence."""
    items = len(evidence.items.difficulty)
    item, seen, happened = evidence.item, counts(evidence), evidence.correct

    def objective(numbers: Floats) -> tuple[float, Floats]:
        ease, gains = numbers[:items], numbers[items:]
        argument = ease[item] + seen @ gains
        missed = expit(argument) - happened
        slope = np.concatenate([np.bincount(item.ravel(), missed.ravel(), items), np.einsum("ln,lnf->f", missed, seen)])
        slope[:items] += RIDGE * (ease - ease.mean())
        spread = 0.5 * RIDGE * float(((ease - ease.mean()) ** 2).sum())
        return float(np.logaddexp(0.0, np.where(happened, -argument, argument)).sum()) + spread, slope

    found = minimize(objective, np.zeros(items + 2), jac=True, method="L-BFGS-B").x
    ease, gains = found[:items], found[items:]
    tally = counts(answers)
    after = tally + np.stack([answers.correct, ~answers.correct], axis=2)
    return Baseline(expit(ease[answers.item] + tally @ gains), expit(ease.mean() + after @ gains) >= LINE)
