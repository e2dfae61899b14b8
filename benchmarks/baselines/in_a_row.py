"""So many right answers in a row (Kelly, Wang, Thompson & Heffernan 2015, "Defining mastery: knowledge tracing versus
N-consecutive correct responses", EDM)."""

import numpy as np

from benchmarks.baselines import Baseline
from benchmarks.worlds.answers import Answers


def in_a_row(answers: Answers, needed: int) -> Baseline:
    """Mastered after so many."""
    run = np.zeros(len(answers.correct), int)
    sure = np.zeros(answers.correct.shape, bool)
    for n in range(sure.shape[1]):
        run = (run + 1) * answers.correct[:, n]
        sure[:, n] = run >= needed
    return Baseline(None, sure)
