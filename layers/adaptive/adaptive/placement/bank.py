"""A bank of items with all that a step needs ready in tables: chances of an answer and information, on the grid."""

from collections.abc import Sequence
from heapq import nlargest
from itertools import chain
from math import exp, log, sumprod
from typing import NamedTuple

from adaptive.irt import Item, failure, information, probability
from adaptive.placement.posterior import GRID, normal

# No skill is asked more than this many times more than another that still has items.
IMBALANCE = 2
# Beliefs that differ by less than this in mean or in the logarithm of the deviation are served by one outlook.
_MEANS = 0.1
_DEVIATIONS = 0.1
# What a price is measured in: the information of the item that one falls back on, the fortieth best.
_ORDINARY = 40


class Outlook(NamedTuple):
    """What the items promise to a learner of about this belief.

    `information` is by position in the bank, averaged over the belief (van der Linden 1998); `ranked` are positions,
    the most informative first; `ordinary` is the information that one item more gives here, whichever it is.
    """

    information: tuple[float, ...]
    ranked: tuple[int, ...]
    ordinary: float


class Bank:
    """Items, by position, with the chances of a right and a wrong answer to each at the points of GRID.

    No items, or two of one id, raise ValueError.
    """

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = tuple(items)
        self.position = {item.id: n for n, item in enumerate(self.items)}
        if not self.items or len(self.position) < len(self.items):
            raise ValueError("a bank has at least one item, and none twice")
        self.right = [tuple([probability(x, item) for x in GRID]) for item in self.items]
        self.wrong = [tuple([failure(x, item) for x in GRID]) for item in self.items]
        self.by_skill: dict[str, list[int]] = {}
        for n, item in enumerate(self.items):
            self.by_skill.setdefault(item.skill, []).append(n)
        self._information = [[information(x, item) for x in GRID] for item in self.items]
        self._outlooks: dict[tuple[int, int], Outlook] = {}
        self._most: dict[int, tuple[float, ...]] = {}

    def outlook(self, mean: float, sd: float) -> Outlook:
        """What the items promise at a belief of this mean and deviation, to the nearest of a lattice of normal ones."""
        cell = (round(mean / _MEANS), round(log(sd) / _DEVIATIONS))
        found = self._outlooks.get(cell)
        if found is None:
            found = self._outlooks[cell] = self._looked(cell[0] * _MEANS, exp(cell[1] * _DEVIATIONS))
        return found

    def most(self, items: int) -> tuple[float, ...]:
        """The information that so many items can give together, at each point of GRID, with the skills in balance."""
        found = self._most.get(items)
        if found is None:
            skills = [[self._information[n] for n in positions] for positions in self.by_skill.values()]
            of_each = (items + IMBALANCE * (len(skills) - 1)) // len(skills)
            best = ([nlargest(of_each, at) for at in zip(*skill, strict=True)] for skill in skills)
            found = self._most[items] = tuple([sum(nlargest(items, chain(*at))) for at in zip(*best, strict=True)])
        return found

    def _looked(self, mean: float, sd: float) -> Outlook:
        mass = normal(mean, sd).mass
        promised = tuple([sumprod(mass, each) for each in self._information])
        ranked = tuple(sorted(range(len(promised)), key=lambda n: (-promised[n], n)))
        there = sorted((information(mean, item) for item in self.items), reverse=True)
        return Outlook(promised, ranked, there[min(_ORDINARY, len(there)) - 1])
