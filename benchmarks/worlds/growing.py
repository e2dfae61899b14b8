"""Growing ability: the two-parameter logistic model with learning (Birnbaum 1968; Ekanadham & Karklin 2017, "T-SKIRT:
online estimation of student proficiency in an adaptive learning system", arXiv 1702.04282).

    theta_0 ~ N(mu, 1), theta_(t+1) = theta_t + g + N(0, .1) with g = .04 to .12 a try; b ~ N(0, 1), log a ~ N(0, .2)

Movement on the oracle's grid is the normal's mass about each point.
"""

import numpy as np
from numpy.random import Generator
from scipy.stats import norm

from benchmarks.worlds.able import Able
from benchmarks.worlds.answers import TRIES, Flags, Floats, Whole

WANDER = 0.1


class Growing(Able):
    """Everybody grows, whether right or wrong."""

    discriminations = 0.2
    remembers = False

    def __init__(self, rng: Generator) -> None:
        super().__init__(rng)
        self.mean = rng.uniform(0.0, 1.2)
        self.growth = rng.uniform(0.04, 0.12)

    def effect(self, at: Whole, correct: Flags, now: Whole) -> Floats:
        return np.zeros(len(now))

    def moved(self, ability: Floats, rng: Generator) -> Floats:
        return ability + self.growth + WANDER * rng.normal(size=len(ability))

    def moves(self, grid: Floats) -> Floats:
        half = (grid[1] - grid[0]) / 2
        steps = grid[None, :] - grid[:, None] - self.growth
        chances = norm.cdf((steps + half) / WANDER) - norm.cdf((steps - half) / WANDER)
        return np.asarray(chances / chances.sum(axis=1, keepdims=True))

    def span(self) -> tuple[float, float]:
        low, high = super().span()
        return low, high + TRIES * self.growth
