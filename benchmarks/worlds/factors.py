"""Performance factors with an ability of each learner's own (Pavlik, Cen & Koedinger 2009, "Performance factors
analysis - a new alternative to knowledge tracing", AIED, eq. 3, with theta as in the additive factors model of Cen,
Koedinger & Junker 2006).

    effect = gamma s + rho f after s right and f wrong answers; gamma = .1 to .25, rho = 0 to .08
    theta ~ N(mu, 1), b ~ N(0, 1)
"""

import numpy as np
from numpy.random import Generator

from benchmarks.worlds.able import Able
from benchmarks.worlds.answers import Flags, Floats, Whole


class Factors(Able):
    """Right answers teach more than wrong ones."""

    def __init__(self, rng: Generator) -> None:
        super().__init__(rng)
        self.mean = rng.uniform(-0.5, 0.8)
        self.right, self.wrong = rng.uniform(0.1, 0.25), rng.uniform(0.0, 0.08)

    def effect(self, at: Whole, correct: Flags, now: Whole) -> Floats:
        return np.asarray(self.right * correct.sum(axis=1) + self.wrong * (~correct).sum(axis=1), dtype=np.float64)
