"""What becomes of a placement when a person finds that another level is right: the estimate, given that they are right.

The estimate is taken as normal and cut to the level's range (the mean and variance of a truncated normal distribution,
Johnson, Kotz & Balakrishnan 1994, 13.10.1), so that it stays as near to the answers as the level allows.
"""

from collections.abc import Sequence
from copy import replace
from math import inf, sqrt
from statistics import NormalDist
from typing import NamedTuple

from adaptive.placement.levels import Level
from inarax.stores.beliefs import Placement

_NORMAL = NormalDist()
_NOTHING = 1e-9
"""Less mass than this inside a level says nothing of where in it the ability lies."""


class Estimate(NamedTuple):
    """Ability and its deviation."""

    theta: float
    sd: float


def levelled(placement: Placement, levels: Sequence[Level], level: str) -> Placement:
    """The placement with the level that a person found; KeyError if the course has no such level."""
    lower, upper = _range(levels, level)
    theta, sd = within(Estimate(placement.theta, placement.sd), lower, upper)
    return replace(placement, level=level, confidence=1.0, theta=theta, sd=sd, reviewed=True)


def within(estimate: Estimate, lower: float, upper: float) -> Estimate:
    """The estimate, given that ability lies from `lower` to `upper`; the nearest end where it hardly could."""
    low, high = ((bound - estimate.theta) / estimate.sd for bound in (lower, upper))
    inside = _NORMAL.cdf(high) - _NORMAL.cdf(low)
    if inside < _NOTHING:
        return Estimate(lower if lower > estimate.theta else upper, estimate.sd)
    shift = (_density(low) - _density(high)) / inside
    spread = 1.0 + (_weighted(low) - _weighted(high)) / inside - shift**2
    theta = min(max(estimate.theta + estimate.sd * shift, lower), upper)
    return Estimate(theta, estimate.sd * sqrt(max(spread, _NOTHING)))


def _density(at: float) -> float:
    return 0.0 if abs(at) == inf else _NORMAL.pdf(at)


def _weighted(at: float) -> float:
    return 0.0 if abs(at) == inf else at * _NORMAL.pdf(at)


def _range(levels: Sequence[Level], wanted: str) -> tuple[float, float]:
    bounds = [-inf if level.lower is None else level.lower for level in levels] + [inf]
    for number, level in enumerate(levels):
        if level.id == wanted:
            return bounds[number], bounds[number + 1]
    raise KeyError(wanted)
