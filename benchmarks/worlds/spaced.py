"""Spaced practice with power-law forgetting: DAS3H (Choffin, Popineau, Bourda & Vie 2019, "DAS3H: modeling student
learning and forgetting for optimally scheduling distributed practice of skills", EDM, eq. 4).

    effect = sum over windows w of theta_w log(1 + c_w) + phi_w log(1 + n_w), of c_w right answers among n_w tries in
    the last hour, day, week, month, and ever; theta_w = .1 to .3, phi_w = 0 to .1; ability ~ N(mu, 1), b ~ N(0, 1)

Nested windows with logarithms fall like a power of the time away (Lindsey, Shroyer, Pashler & Mozer 2014).
"""

import numpy as np
from numpy.random import Generator

from benchmarks.worlds.able import Able
from benchmarks.worlds.answers import DAY, Flags, Floats, Whole

WINDOWS = np.array([1 / 24, 1.0, 7.0, 30.0, np.inf]) * DAY


class Spaced(Able):
    """What was practised fades, and the slower, the more it was spread."""

    def __init__(self, rng: Generator) -> None:
        super().__init__(rng)
        self.mean = rng.uniform(-1.0, 0.3)
        self.wins = rng.uniform(0.1, 0.3, len(WINDOWS))
        self.tries = rng.uniform(0.0, 0.1, len(WINDOWS))

    def effect(self, at: Whole, correct: Flags, now: Whole) -> Floats:
        age = now[:, None] - at
        found = np.zeros(len(now))
        for window, win, tried in zip(WINDOWS, self.wins, self.tries, strict=True):
            within = age <= window
            found += win * np.log1p((within & correct).sum(axis=1)) + tried * np.log1p(within.sum(axis=1))
        return found
