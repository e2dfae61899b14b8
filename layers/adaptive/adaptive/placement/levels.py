"""From ability to a named level, with the probability that it is the right one."""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import exp, isfinite, log
from typing import NamedTuple

from adaptive.placement.posterior import REACH, STEP, Posterior

_PARTS = 8
_MIDDLES = tuple((part + 0.5) / _PARTS - 0.5 for part in range(_PARTS))
_NOTHING = 1e-300


class Level(NamedTuple):
    """A named range of ability, from `lower` (None: no bound) to the next level's."""

    id: str
    title: str
    lower: float | None


class Placed(NamedTuple):
    """Where a learner was placed; `confidence` is the probability that ability lies inside the level."""

    level: Level
    confidence: float
    theta: float
    sd: float


def bounds_of(levels: Sequence[Level]) -> tuple[float, ...]:
    """The bounds between levels. Levels that do not ascend from an unbounded one raise ValueError."""
    bounds = tuple(level.lower for level in levels[1:] if level.lower is not None and isfinite(level.lower))
    if not levels or levels[0].lower is not None or len(bounds) != len(levels) - 1:
        raise ValueError("levels need a first one without a lower bound, and a finite bound on each after it")
    if any(low >= high for low, high in pairwise(bounds)):
        raise ValueError(f"level bounds must ascend: {bounds}")
    return bounds


def beliefs(posterior: Posterior, bounds: Sequence[float]) -> list[float]:
    """The probability of each level between ascending bounds, the lowest first."""
    heights = _finer(posterior.mass)
    sums = list(accumulate(heights, initial=0.0))
    below = [0.0, *(_sum_below(bound, heights, sums) / sums[-1] for bound in bounds), 1.0]
    return [max(0.0, high - low) for low, high in pairwise(below)]


def placed(posterior: Posterior, levels: Sequence[Level]) -> Placed:
    """The most probable level, the lower one of equals."""
    inside = beliefs(posterior, bounds_of(levels))
    confidence = max(inside)
    return Placed(levels[inside.index(confidence)], confidence, posterior.mean, posterior.sd)


def _finer(mass: Sequence[float]) -> list[float]:
    """Heights of the density in the middles of _PARTS parts of each point's cell.

    The logarithm is a parabola through three points each, so that what is normal stays so: the cells of a deviation of
    0.25 are nearly as wide as it is, and cutting them in proportion would be off by half a percent.
    """
    logs = [log(max(each, _NOTHING)) for each in mass]
    logs = [logs[0], *logs, logs[-1]]
    return [
        exp(here + u * (after - before) / 2.0 + u * u * (after - 2.0 * here + before) / 2.0)
        for before, here, after in zip(logs, logs[1:], logs[2:], strict=False)
        for u in _MIDDLES
    ]


def _sum_below(bound: float, heights: Sequence[float], sums: Sequence[float]) -> float:
    place = min(max((bound + REACH + STEP / 2.0) * _PARTS / STEP, 0.0), float(len(heights)))
    whole = min(int(place), len(heights) - 1)
    return sums[whole] + (place - whole) * heights[whole]
