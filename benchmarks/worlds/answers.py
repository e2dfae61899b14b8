"""What a simulated world yields, and what an oracle sees of it: arrays of learners by tries."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.float64]
type Whole = NDArray[np.int64]
type Flags = NDArray[np.bool_]

DAY = 86_400
TRIES = 30
"""So many tries every learner has on the skill."""
SPIN = 10
"""No mastery within so many tries is wheel-spinning (Beck & Gong 2013)."""
EARLY = 4
"""After so many tries it is to be foretold."""
ENOUGH = 0.85
"""Mastered, where there is no state of knowing: chance of a right answer on a fresh question of middling difficulty."""


@dataclass(frozen=True, slots=True)
class Items:
    """The questions on the skill: true discrimination and difficulty, what the author said of it, and blind luck."""

    discrimination: Floats
    difficulty: Floats
    stated: Floats
    guess: float


@dataclass(frozen=True, slots=True)
class Answers:
    """Learners by tries: item asked, epoch second, whether right, and the truth: mastered as it began and ended."""

    items: Items
    item: Whole
    at: Whole
    correct: Flags
    began: Flags
    ended: Flags

    @property
    def days(self) -> Floats:
        """Days since the try before, 0 at the first."""
        return np.diff(self.at, axis=1, prepend=self.at[:, :1]) / DAY

    def some(self, learners: int) -> "Answers":
        """The first so many learners."""
        return Answers(
            self.items,
            self.item[:learners],
            self.at[:learners],
            self.correct[:learners],
            self.began[:learners],
            self.ended[:learners],
        )

    @property
    def spinning(self) -> Flags:
        """Whether a learner was not in mastery at any moment of the first ten tries."""
        return ~(self.began[:, :SPIN].any(axis=1) | self.ended[:, :SPIN].any(axis=1))


@dataclass(frozen=True, slots=True)
class Foretold:
    """What the exact filter says: chance of a right answer at each try and of mastery after it, by learners and tries;
    and of wheel-spinning, by learners, after `EARLY` tries."""

    right: Floats
    mastered: Floats
    spinning: Floats
