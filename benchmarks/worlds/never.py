"""Learners of whom a fifth never get it (after the wheel-spinners of Beck & Gong 2013, "Wheel-spinning: students who
fail to master a skill", AIED, who make up 10 to 35 % there).

    as in `bkt` with b ~ N(0, .5), but L = T = 0 for 20 %
"""

from dataclasses import replace

import numpy as np
from numpy.random import Generator

from benchmarks.worlds.answers import Floats
from benchmarks.worlds.knowing import Knowing, Traits

SHARE = 0.2


class Never(Knowing):
    """Some spin their wheels."""

    def traits(self, rng: Generator, learners: int) -> Traits:
        return self._some(rng.random(learners) < SHARE)

    def nodes(self, fineness: int) -> tuple[Floats, Traits]:
        return np.array([1.0 - SHARE, SHARE]), self._some(np.array([False, True]))

    def _some(self, never: np.ndarray) -> Traits:
        usual = self.skill.of(len(never))
        return replace(usual, known=np.where(never, 0.0, usual.known), learn=np.where(never, 0.0, usual.learn))
