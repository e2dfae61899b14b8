"""A decayed proportion of right answers: each older answer counts less by a factor that is chosen on the evidence, with
one right and one wrong answer assumed; mastered from .9 on, after three answers at least."""

import numpy as np

from benchmarks import metrics
from benchmarks.baselines import Baseline
from benchmarks.worlds.answers import Answers, Floats

FACTORS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
LINE = 0.9
EARLIEST = 3


def foretold(evidence: Answers, answers: Answers) -> Baseline:
    """With the factor that foretells the evidence best."""
    factor = max(FACTORS, key=lambda each: metrics.auc(evidence.correct, _before(evidence, each)[:, :-1]))
    found = _before(answers, factor)
    sure = found[:, 1:] >= LINE
    sure[:, : EARLIEST - 1] = False
    return Baseline(found[:, :-1], sure)


def _before(answers: Answers, factor: float) -> Floats:
    """The proportion before each try, and after the last."""
    right, all_ = np.ones(len(answers.correct)), np.full(len(answers.correct), 2.0)
    found = [right / all_]
    for was in answers.correct.T:
        right, all_ = factor * right + was, factor * all_ + 1.0
        found.append(right / all_)
    return np.stack(found, axis=1)
