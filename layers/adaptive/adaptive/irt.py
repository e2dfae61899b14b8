"""Item response theory: the three-parameter logistic model (Birnbaum 1968; Lord 1980), which is the 2PL at `c` = 0.

Ability and difficulty share one scale, in standard deviations of the population (mean 0); discrimination is per unit.
"""

from dataclasses import dataclass
from math import exp

# Outside these an item is a mistake in the bank, and a single answer to it could leave no ability possible.
DISCRIMINATION = (0.01, 10.0)
DIFFICULTY = (-10.0, 10.0)
GUESSING = (0.0, 0.5)


@dataclass(frozen=True, slots=True)
class Item:
    """A question: its skill, discrimination `a`, difficulty `b`, and chance `c` that who cannot know it is right.

    Impossible parameters raise ValueError.
    """

    id: str
    skill: str
    a: float
    b: float
    c: float = 0.0

    def __post_init__(self) -> None:
        for name, value, (low, high) in (
            ("discrimination", self.a, DISCRIMINATION),
            ("difficulty", self.b, DIFFICULTY),
            ("guessing", self.c, GUESSING),
        ):
            # Written so that NaN, which compares as false, is refused too.
            if not low <= value <= high:
                raise ValueError(f"item {self.id!r}: {name} {value} is not within ({low}, {high})")


def logistic(x: float) -> float:
    """1 / (1 + exp(-x)), without overflow for any finite x."""
    if x >= 0.0:
        return 1.0 / (1.0 + exp(-x))
    e = exp(x)
    return e / (1.0 + e)


def probability(theta: float, item: Item) -> float:
    """Chance in [0, 1] that a learner of ability `theta` answers `item` right: c + (1 - c) logistic(a (theta - b))."""
    return item.c + (1.0 - item.c) * logistic(item.a * (theta - item.b))


def failure(theta: float, item: Item) -> float:
    """Chance of a wrong answer: 1 - P, which would lose all digits near P = 1."""
    return (1.0 - item.c) * logistic(item.a * (item.b - theta))


def information(theta: float, item: Item) -> float:
    """Fisher information of `item` at `theta`, per squared unit of ability: a^2 (Q / P) ((P - c) / (1 - c))^2 > 0."""
    # In the logistic L: a^2 (1 - c) L (1 - L) L / P, where L (1 - L) is exact even where L rounds to 1.
    x = item.a * (theta - item.b)
    e = exp(-abs(x))
    guessed = logistic(x) / probability(theta, item)
    return item.a * item.a * (1.0 - item.c) * guessed * e / ((1.0 + e) * (1.0 + e))
