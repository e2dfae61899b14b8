"""The numbers that are fitted, unconstrained, as one vector and by name; where they start, and what is thought likely.

Priors are weak but for two: whoever knows a skill answers like somebody who knows, and whoever does not, does not.
Without these a mixture may name its kinds as it likes, foretell answers as well and mean nothing by mastery.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from benchmarks.worlds.answers import Floats


class Likely(NamedTuple):
    """A normal prior."""

    mean: float
    deviation: float


PRIORS = {
    "share": Likely(0.0, 2.0),  # logits, softmax over kinds and growth
    "initial": Likely(-1.0, 1.5),  # logit
    "learn": Likely(-2.5, 1.5),  # logit
    "known": Likely(2.2, 0.7),
    "unknown": Likely(-2.0, 0.8),
    "forget": Likely(-5.0, 2.0),  # logarithm of the hazard per day
    "difficulty": Likely(0.0, 1.0),
    "discrimination": Likely(0.0, 0.15),  # logarithm
    "mean": Likely(0.0, 2.0),
    "deviation": Likely(0.0, 1.0),  # logarithm
    "practice": Likely(0.02, 0.2),
}

KINDS = (
    {"initial": -1.0, "learn": -2.0, "known": 2.2, "unknown": -2.0},  # the usual
    {"initial": -3.0, "learn": -4.5, "known": 1.8, "unknown": -1.5},  # hardly learns
    {"initial": -1.0, "learn": -3.0, "known": 0.5, "unknown": -1.0},  # is careless
    {"initial": -0.5, "learn": -2.5, "known": 2.5, "unknown": 0.0},  # is lucky, or helped
)
"""Where kinds of learning start from."""

FORGET = -5.0

GROWTH = {"mean": [0.0], "deviation": [0.0], "practice": [0.03] * 4}

type Numbers = dict[str, Floats]


@dataclass(frozen=True, slots=True)
class Shape:
    """How many kinds of knowledge tracing, whether there is growth, and how many items."""

    kinds: int
    grows: bool
    items: int

    def sizes(self) -> dict[str, int]:
        """How many numbers there are of each name."""
        growth = {"mean": 1, "deviation": 1, "practice": 4} if self.grows else {}
        return {
            "share": self.kinds + self.grows,
            **dict.fromkeys(KINDS[0], self.kinds),
            "forget": min(self.kinds, 1),
            "difficulty": self.items,
            "discrimination": self.items,
            **growth,
        }

    @property
    def free(self) -> int:
        """Numbers that distinguish this shape from a smaller one: those of items are common to all."""
        return sum(self.sizes().values()) - 2 * self.items - 1

    def named(self, vector: Floats) -> Numbers:
        """Views into the vector, by name."""
        found: Numbers = {}
        start = 0
        for name, size in self.sizes().items():
            found[name] = vector[start : start + size]
            start += size
        return found

    def vector(self, numbers: Numbers) -> Floats:
        """The numbers as one vector."""
        return np.concatenate([np.asarray(numbers[name], float) for name in self.sizes()])


def penalty(numbers: Numbers) -> tuple[float, Numbers]:
    """Minus the logarithm of the prior, up to a constant, and its gradient."""
    value = 0.0
    gradient: Numbers = {}
    for name, each in numbers.items():
        mean, deviation = PRIORS[name]
        value += 0.5 * float((((each - mean) / deviation) ** 2).sum())
        gradient[name] = (each - mean) / deviation**2
    return value, gradient
