"""The answers to an item on trial as sums over learners, in bins of ability: all that is kept of them.

Learners are binned by the ability that the items that count ended with. Sums add up, in whatever order and shards they
were made, and are enough to estimate the item's parameters (`calibrating`).
"""

from collections.abc import Mapping
from typing import NamedTuple

from adaptive.placement.posterior import Posterior

BINS = 9
_WIDTH = 0.5


class Bin(NamedTuple):
    """Sums over learners of about one ability: answers, right ones, and the moments of ability expected of them."""

    shown: int = 0
    right: int = 0
    ability: float = 0.0
    square: float = 0.0

    def plus(self, other: "Bin") -> "Bin":
        """Both together."""
        return Bin(
            self.shown + other.shown, self.right + other.right, self.ability + other.ability, self.square + other.square
        )


type Tally = Mapping[int, Bin]
"""The bins of one item that somebody fell into, by number from 0, the least able first."""


def bin_of(ability: float) -> int:
    """The bin of a final ability; the first and the last are open."""
    return min(max(round(ability / _WIDTH) + BINS // 2, 0), BINS - 1)


def tallied(tally: Tally, posterior: Posterior, *, correct: bool) -> dict[int, Bin]:
    """The tally after one more learner, who is believed of this ability."""
    number = bin_of(posterior.mean)
    one = Bin(1, int(correct), posterior.mean, posterior.mean**2 + posterior.sd**2)
    return {**tally, number: tally.get(number, Bin()).plus(one)}


def together(one: Tally, other: Tally) -> dict[int, Bin]:
    """Two tallies of the same item as one."""
    return {number: one.get(number, Bin()).plus(other.get(number, Bin())) for number in sorted({*one, *other})}
