"""Tests that were taken, and what the benchmark itself finds about them."""

from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from benchmarks.placement import grid
from benchmarks.placement.world import Floats, World

MOST = 60
LATE = 0.302
NONE = -1

type Positions = NDArray[np.int64]


class Repeated(ValueError):
    """A learner was asked an item twice."""


class Taken(NamedTuple):
    """By learner: the items shown in order (NONE after the last), and the estimate that the method gave."""

    shown: Positions
    estimate: Floats

    @classmethod
    def of(cls, tests: list[tuple[list[int], float]], most: int = MOST) -> Self:
        """From a list of items and an estimate for each learner."""
        shown = np.full((len(tests), most), NONE)
        for row, (items, _) in zip(shown, tests, strict=True):
            row[: len(items)] = items
        return cls(shown, np.array([estimate for _, estimate in tests]))

    @property
    def lengths(self) -> Positions:
        """How many items each learner was asked."""
        found: Positions = (self.shown != NONE).sum(axis=1)
        return found

    def exposure(self, items: int) -> Floats:
        """The share of learners that each item was shown to."""
        return np.bincount(self.shown[self.shown != NONE], minlength=items) / len(self.shown)


def posterior(world: World, taken: Taken) -> Floats:
    """The belief about each learner at the end, on 241 points from N(0, 1); an item shown twice raises Repeated."""
    ordered = np.sort(taken.shown, axis=1)
    if ((ordered[:, 1:] == ordered[:, :-1]) & (ordered[:, 1:] != NONE)).any():
        raise Repeated
    right = np.log(grid.chances(world.parameters, grid.GRID))
    wrong = np.log1p(-grid.chances(world.parameters, grid.GRID))
    logs = np.log(grid.prior(len(taken.shown)))
    learners = np.arange(len(taken.shown))
    for items in taken.shown.T:
        given = items != NONE
        answered = world.right[learners, items]
        logs[given] += np.where(answered[:, None], right[items], wrong[items])[given]
    mass = np.exp(logs - logs.max(axis=1, keepdims=True))
    belief: Floats = mass / mass.sum(axis=1, keepdims=True)
    return belief


def charged(world: World, taken: Taken) -> Floats:
    """Items asked of each learner; a test that ended above .302, or did not end, is charged 60."""
    _, sd = grid.moments(posterior(world, taken))
    return np.where(sd > LATE, float(MOST), taken.lengths.astype(float))


def level_beliefs(world: World, taken: Taken, bounds: tuple[float, ...]) -> Floats:
    """The probability of each level (column) for each learner, by the benchmark's posterior."""
    mass = posterior(world, taken)
    edges = [np.zeros(len(mass)), *(grid.below(mass, bound) for bound in bounds), np.ones(len(mass))]
    found: Floats = np.diff(np.array(edges), axis=0).T
    return found


def rmse(theta: Floats, estimate: Floats) -> float:
    """The root mean squared error."""
    return float(np.sqrt(np.mean((estimate - theta) ** 2)))


def bias_by_decile(theta: Floats, estimate: Floats) -> list[float]:
    """The mean error of each tenth of the learners, the least able first."""
    return [float(np.mean(estimate[part] - theta[part])) for part in np.array_split(np.argsort(theta), 10)]
