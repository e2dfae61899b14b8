"""Which item to ask next: the most informative for its price, and at the end the cheapest that ends the test.

Information is averaged over the posterior (van der Linden 1998). A price stands for the learners whom the item would
serve better; both are in items, so that the sum of items and prices of a test is what is kept small. Skills stay in
balance (Kingsbury & Zara 1989).
"""

from collections import Counter
from collections.abc import Callable
from heapq import heappush, heapreplace
from math import sumprod
from operator import mul
from random import Random

from adaptive.placement.administration import Administration, Progress
from adaptive.placement.bank import IMBALANCE
from adaptive.placement.posterior import GRID, Posterior

# At the first item, one of this many best is drawn; at each item after it, one of one fewer, until it is the best.
_DRAWN = 3
# The last item is looked for from here on: missing precision in terms of the best item's information.
_NEARLY = 1.4
# Items that give at least this share of the precision still missing may end the test.
_MAY_END = 0.7
# A test that an item fails to end costs another one, and a little more where that one fails too.
_ANOTHER = 1.3


def most_informative(held: Administration, progress: Progress, rng: Random) -> int:
    """The position of the item that gives the most information for its price, or one of the best few early on."""
    information, ranked, ordinary = held.bank.outlook(progress.posterior.mean, progress.posterior.sd)
    prices, closed = held.prices, _closed(held, progress)
    drawn = max(1, _DRAWN - len(progress.asked))
    best: list[tuple[float, int]] = []
    for n in ranked:
        if len(best) == drawn and information[n] < best[0][0]:
            break
        if n not in closed:
            gain = information[n] - prices[n] * ordinary
            if len(best) < drawn:
                heappush(best, (gain, n))
            elif gain > best[0][0]:
                heapreplace(best, (gain, n))
    return rng.choice(best)[1]


def last(held: Administration, progress: Progress, target: float) -> int | None:
    """The position of the cheapest item to end the test with, at a deviation of `target`; None if none is worth it."""
    information, ranked, _ = held.bank.outlook(progress.posterior.mean, progress.posterior.sd)
    missing = target**-2 - progress.posterior.precision
    if missing > _NEARLY * information[ranked[0]]:
        return None
    prices, closed, ends = held.prices, _closed(held, progress), _ending(progress.posterior, target)
    least, found = _ANOTHER, None
    for n in held.cheapest:
        if prices[n] >= least:
            break
        if information[n] >= _MAY_END * missing and n not in closed:
            cost = prices[n] + _ANOTHER * (1.0 - ends(held.bank.right[n]))
            if cost < least:
                least, found = cost, n
    return found


def _ending(posterior: Posterior, target: float) -> Callable[[tuple[float, ...]], float]:
    """The chance that an item ends the test, from the chances of a right answer to it on the grid."""
    mass, mean, _ = posterior
    first = tuple(map(mul, mass, GRID))
    second = tuple(map(mul, first, GRID))
    square, variance = sum(second), target * target

    def chance(right: tuple[float, ...]) -> float:
        known = sumprod(mass, right)
        moments = sumprod(first, right), sumprod(second, right)
        both = ((known, *moments), (1.0 - known, mean - moments[0], square - moments[1]))
        return sum(p for p, x, xx in both if p > 0.0 and xx / p - (x / p) ** 2 <= variance)

    return chance


def _closed(held: Administration, progress: Progress) -> frozenset[int]:
    """The positions not to be asked now: asked, avoided, or of a skill ahead of others that have items left."""
    closed = progress.avoided.union(progress.asked)
    if len(closed) == len(held.bank.items):  # nothing else is left, so what was to be avoided is asked after all
        closed = frozenset(progress.asked)
    skills = held.bank.by_skill
    if len(skills) > 1:
        asked = Counter(held.bank.items[n].skill for n in progress.asked)
        fewest = min(asked[skill] for skill, positions in skills.items() if not closed.issuperset(positions))
        closed = closed.union(*(skills[skill] for skill, times in asked.items() if times >= fewest + IMBALANCE))
    return closed
