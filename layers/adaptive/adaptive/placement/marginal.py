"""How exact each test must be for a population to be measured as exactly as promised.

A bank has little to tell of those far from its items: no test it can give brings them to the deviation promised. The
error over the population (marginal measurement error; Green, Bock, Humphreys, Linn & Reckase 1984) is kept by asking
the others a little more.
"""

from collections.abc import Sequence
from math import sqrt

# A test ends within its deviation and not at it, since no question can be halved: so much of the variance is left
# (mean over simulated learners of the banks of benchmarks/placement).
_WITHIN = 0.992
# Nobody is asked more than about a tenth more (1 / 0.95^2) for the sake of others.
_LEAST = 0.95
_ALIKE = 1e-9


def stop(promised: float, share: Sequence[float], reachable: Sequence[float]) -> float:
    """The posterior deviation that ends a test, `promised` or a little less.

    `share` is the part of the population at each point of ability, and `reachable` the least posterior variance there.
    """
    variance = promised**2
    while variance > (_LEAST * promised) ** 2:
        short = [(part, least) for part, least in zip(share, reachable, strict=True) if least > variance]
        within = 1.0 - sum(part for part, _ in short)
        left = promised**2 - sum(part * least for part, least in short)
        needed = left / (_WITHIN * within) if within > 0.0 else 0.0
        if needed >= (1.0 - _ALIKE) * variance:
            return sqrt(variance)
        variance = needed
    return _LEAST * promised
