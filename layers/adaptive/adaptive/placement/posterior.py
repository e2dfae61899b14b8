"""The belief about a learner's ability: masses on a grid, whose mean is the EAP estimate (Bock & Mislevy 1982)."""

from collections.abc import Iterable, Sequence
from math import exp, sqrt, sumprod
from operator import mul
from typing import NamedTuple

# A sum over points a fifth apart is as good as the integral for any posterior with a deviation above a tenth.
POINTS = 61
REACH = 6.0
STEP = 2.0 * REACH / (POINTS - 1)
# No finer belief can be told apart on the grid.
NARROWEST = 0.1
GRID: tuple[float, ...] = tuple(-REACH + STEP * k for k in range(POINTS))
_SQUARES = tuple(x * x for x in GRID)


class Posterior(NamedTuple):
    """One mass per point of GRID, summing to 1, with their mean and standard deviation."""

    mass: tuple[float, ...]
    mean: float
    sd: float

    @property
    def precision(self) -> float:
        """1 / variance: what each answer adds its information to."""
        return 1.0 / (self.sd * self.sd)

    def after(self, likelihood: Sequence[float]) -> "Posterior":
        """Bayes' rule for one answer; `likelihood` is its chance at each point of GRID."""
        return normalized(map(mul, self.mass, likelihood))


def normalized(weights: Iterable[float]) -> Posterior:
    """The posterior in proportion to `weights`, one per point of GRID; another number of them raises ValueError."""
    weights = tuple(weights)
    if len(weights) != POINTS:
        raise ValueError(f"a posterior has {POINTS} masses, not {len(weights)}")
    scale = 1.0 / sum(weights)
    mass = tuple([scale * weight for weight in weights])
    mean = sumprod(mass, GRID)
    return Posterior(mass, mean, max(sqrt(max(sumprod(mass, _SQUARES) - mean * mean, 0.0)), NARROWEST))


def normal(mean: float, sd: float) -> Posterior:
    """The belief before any answer of a learner from a population of N(mean, sd^2)."""
    return normalized(exp(-0.5 * ((x - mean) / sd) ** 2) for x in GRID)
