"""What the engine itself reaches, by the placement benchmark's own posterior."""

from dataclasses import replace
from math import sqrt
from typing import NamedTuple

import numpy as np
from scipy.special import ndtr

from adaptive.placement.administration import Rules
from adaptive.placement.levels import bounds_of
from benchmarks.level_bound.states import Floats
from benchmarks.placement import ours
from benchmarks.placement.figures import BY_LEVEL, QUARTERS, UNBOUNDED
from benchmarks.placement.taken import level_beliefs
from benchmarks.placement.world import drawn

_STRATA = 50
_TOGETHER = 2_000


class Mean(NamedTuple):
    """A mean over the population, with its standard error."""

    value: float
    error: float

    @classmethod
    def over(cls, theta: Floats, values: Floats) -> "Mean":
        """By fiftieths of N(0, 1), each of which counts alike however many were drawn from it: that spares a third of
        the error."""
        part = np.minimum((ndtr(theta) * _STRATA).astype(np.int64), _STRATA - 1)
        many = np.bincount(part, minlength=_STRATA)
        mean = np.bincount(part, values, _STRATA) / many
        squares = np.bincount(part, (values - mean[part]) ** 2, _STRATA) / (many - 1)
        return cls(float(mean.mean()), sqrt(float((squares / many).sum())) / _STRATA)


class Reached(NamedTuple):
    """Items asked in the mean, and the belief in the likeliest level with its standard error."""

    items: float
    belief: float
    error: float


def forty(seed: int, learners: int) -> Reached:
    """Forty items for everybody, within the bound on exposure."""
    first = ours.published(drawn(seed, 0), BY_LEVEL)
    return _reached(seed, learners, first._replace(snapshot=replace(first.snapshot, calm=())), BY_LEVEL)


def own(seed: int, learners: int) -> Reached:
    """The engine as it is."""
    return _reached(seed, learners, ours.published(drawn(seed, 0), BY_LEVEL), BY_LEVEL)


def unexposed(seed: int, learners: int) -> Reached:
    """The engine without a bound on exposure."""
    return _reached(seed, learners, ours.published(drawn(seed, 0), UNBOUNDED), UNBOUNDED)


def _reached(seed: int, learners: int, first: ours.Published, rules: Rules) -> Reached:
    world = drawn(seed, learners)
    taken = ours.run(world, first, rules).taken
    bounds, found = bounds_of(QUARTERS), list[Floats]()
    for start in range(0, learners, _TOGETHER):
        part = slice(start, start + _TOGETHER)
        some = world._replace(theta=world.theta[part], right=world.right[part])
        test = taken._replace(shown=taken.shown[part], estimate=taken.estimate[part])
        found.append(level_beliefs(some, test, bounds).max(axis=1))
    items = Mean.over(world.theta, taken.lengths.astype(np.float64))
    return Reached(items.value, *Mean.over(world.theta, np.concatenate(found)))
