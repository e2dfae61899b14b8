"""When a placement has asked enough: at a precision (full mode), or when a level is as certain as is worth it.

Level mode weighs each further item against what it is expected to add to the probability of the level that would be
chosen: optimal stopping by dynamic programming, backwards from the longest test (Lewis & Sheehan 1990; Vos 1999).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import erf, exp, sqrt, sumprod

from adaptive.placement.levels import Level, bounds_of

type Calm = tuple[tuple[tuple[float, float], ...], ...]
"""By the number of items asked: the ranges of the estimate in which asking on is not worth it."""


@dataclass(frozen=True, slots=True)
class Precision:
    """Full mode: ask until the posterior deviation is `sd` at most, over the population (see `marginal`)."""

    sd: float = 0.30

    def __post_init__(self) -> None:
        if not 0.1 <= self.sd < 1.0:
            raise ValueError(f"impossible placement rules: a target deviation of {self.sd}")


@dataclass(frozen=True, slots=True)
class Decision:
    """Level mode: ask while an item is expected to add `worth` to the probability of the level chosen."""

    levels: tuple[Level, ...]
    worth: float = 0.0035

    def __post_init__(self) -> None:
        bounds_of(self.levels)
        if not 0.0 < self.worth < 1.0:
            raise ValueError(f"impossible placement rules: an item worth {self.worth}")


# The estimate in steps fine enough for what the last items of a long test still move it by.
_STEP = 0.025
_ESTIMATES = tuple(_STEP * k for k in range(-160, 161))


def calm(decision: Decision, variances: Sequence[float]) -> Calm:
    """Where to stop, given the usual posterior variance after 0, 1, ... items, to the longest test."""
    bounds = bounds_of(decision.levels)
    value = _certainty(bounds, variances[-1])
    found: list[tuple[tuple[float, float], ...]] = [((_ESTIMATES[0], _ESTIMATES[-1]),)]
    for before, after in reversed(list(pairwise(variances))):
        now = _certainty(bounds, before)
        later = _spread(value, sqrt(max(before - after, 1e-6)))
        found.append(_runs([here >= there - decision.worth for here, there in zip(now, later, strict=True)]))
        value = [max(here, there - decision.worth) for here, there in zip(now, later, strict=True)]
    return tuple(reversed(found))


def _certainty(bounds: Sequence[float], variance: float) -> list[float]:
    """The probability of the most probable level, by estimate, if the posterior is normal with this variance."""
    scale = 1.0 / sqrt(2.0 * variance)
    below = [[0.5 + 0.5 * erf((bound - estimate) * scale) for estimate in _ESTIMATES] for bound in bounds]
    edges = [[0.0] * len(_ESTIMATES), *below, [1.0] * len(_ESTIMATES)]
    return [max(high - low for low, high in pairwise(cut)) for cut in zip(*edges, strict=True)]


def _spread(values: Sequence[float], sd: float) -> list[float]:
    """`values` by estimate, averaged over where an answer may move the estimate: a normal step of deviation `sd`."""
    reach = int(4.0 * sd / _STEP) + 1
    weights = [exp(-0.5 * (k * _STEP / sd) ** 2) for k in range(-reach, reach + 1)]
    total = sum(weights)
    kernel = [weight / total for weight in weights]
    padded = [*[values[0]] * reach, *values, *[values[-1]] * reach]
    return [sumprod(kernel, padded[k : k + len(kernel)]) for k in range(len(values))]


def _runs(stops: Sequence[bool]) -> tuple[tuple[float, float], ...]:
    """The ranges of the estimate that are true throughout."""
    edges = [k for k, (before, after) in enumerate(pairwise([False, *stops, False])) if before != after]
    return tuple((_ESTIMATES[low], _ESTIMATES[high - 1]) for low, high in zip(edges[::2], edges[1::2], strict=True))
