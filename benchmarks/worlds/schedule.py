"""When learners try, and what they are asked: the same in every world.

Sessions of five tries in the mean, a few minutes between two tries, and days between two sessions (lognormal, median
two). Thirty questions, each asked once of everybody, in an order of their own. Authors judge difficulty with an
error of half a standard deviation.
"""

import numpy as np
from numpy.random import Generator

from benchmarks.worlds.answers import DAY, TRIES, Items, Whole

SESSION_ENDS = 0.2
DAYS_BETWEEN = 2.0
SECONDS_WITHIN = 120.0
JUDGED = 0.5


def times(rng: Generator, learners: int) -> Whole:
    """Epoch seconds of every try."""
    away = np.exp(rng.normal(np.log(DAYS_BETWEEN), 1.0, (learners, TRIES))) * DAY
    minutes = 10.0 + rng.exponential(SECONDS_WITHIN, (learners, TRIES))
    gaps = np.where(rng.random((learners, TRIES)) < SESSION_ENDS, away, minutes)
    gaps[:, 0] = 0.0
    return np.floor(np.cumsum(gaps, axis=1)).astype(np.int64)


def bank(rng: Generator, *, spread: float, discriminations: float, guess: float) -> Items:
    """Difficulties normal with deviation `spread` about 0, discriminations lognormal about 1."""
    difficulty = spread * rng.normal(size=TRIES)
    difficulty -= difficulty.mean()
    return Items(
        discrimination=np.exp(discriminations * rng.normal(size=TRIES)),
        difficulty=difficulty,
        stated=difficulty + JUDGED * rng.normal(size=TRIES),
        guess=guess,
    )


def orders(rng: Generator, learners: int) -> Whole:
    """Which item each learner is asked at each try."""
    return rng.random((learners, TRIES)).argsort(axis=1)
