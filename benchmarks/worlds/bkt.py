"""Bayesian knowledge tracing (Corbett & Anderson 1994, "Knowledge tracing: modeling the acquisition of procedural
knowledge", UMUAI 4, eqs. 1 to 3): all learners alike, nothing is forgotten, and questions differ in nothing.

    L, T, S, G the same for everybody; F = 0; b = 0
"""

import numpy as np
from numpy.random import Generator

from benchmarks.worlds.answers import Floats
from benchmarks.worlds.knowing import Knowing, Traits


class Bkt(Knowing):
    """The plain model."""

    spread = 0.0

    def traits(self, rng: Generator, learners: int) -> Traits:
        return self.skill.of(learners)

    def nodes(self, fineness: int) -> tuple[Floats, Traits]:
        return np.ones(1), self.skill.of(1)
