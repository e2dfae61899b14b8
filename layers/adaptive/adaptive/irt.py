"""Item response theory: the two-parameter logistic model (Birnbaum 1968; Lord 1980).

Ability and difficulty share one scale, in standard deviations of the population (mean 0); discrimination is per unit.
"""

from dataclasses import dataclass
from math import exp

# Outside these an item is a mistake in the bank, and a single answer to it could leave no ability possible.
DISCRIMINATION = (0.01, 10.0)
DIFFICULTY = (-10.0, 10.0)


@dataclass(frozen=True, slots=True)
class Item:
    """A question: its skill, its discrimination `a` and its difficulty `b`. Impossible parameters raise ValueError."""

    id: str
    skill: str
    a: float
    b: float

    def __post_init__(self) -> None:
        # Written so that NaN, which compares as false, is refused too.
        if not DISCRIMINATION[0] <= self.a <= DISCRIMINATION[1]:
            raise ValueError(f"item {self.id!r}: discrimination {self.a} is not within {DISCRIMINATION}")
        if not DIFFICULTY[0] <= self.b <= DIFFICULTY[1]:
            raise ValueError(f"item {self.id!r}: difficulty {self.b} is not within {DIFFICULTY}")


def logistic(x: float) -> float:
    """1 / (1 + exp(-x)), without overflow for any finite x."""
    if x >= 0.0:
        return 1.0 / (1.0 + exp(-x))
    e = exp(x)
    return e / (1.0 + e)


def probability(theta: float, item: Item) -> float:
    """Chance in [0, 1] that a learner of ability `theta` answers `item` right: logistic(a (theta - b))."""
    return logistic(item.a * (theta - item.b))


def information(theta: float, item: Item) -> float:
    """Fisher information of `item` at `theta`, per squared unit of ability: a^2 P (1 - P) > 0 (Lord 1980)."""
    # P (1 - P) = e / (1 + e)^2 with e = exp(-|a (theta - b)|): symmetric, and exact where P rounds to 1.
    e = exp(-abs(item.a * (theta - item.b)))
    return item.a * item.a * e / ((1.0 + e) * (1.0 + e))
