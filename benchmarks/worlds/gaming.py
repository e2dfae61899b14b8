"""Guessers and hint users, who game the system (Baker, Corbett & Koedinger 2004, "Detecting student misuse of
intelligent tutoring systems", ITS; Baker, Corbett & Aleven 2008, "More accurate student modeling through contextual
estimation of slip and guess probabilities", ITS).

    70 % as in `bkt` with b ~ N(0, .5)
    15 % guess blindly at every other question, of which one in five is right, and learn only from the rest:
         S' = S/2 + .8/2, G' = G/2 + .2/2, T' = T/2
    15 % take a hint that gives the answer away at every other question that they do not know: G' = .5 + G/2, T' = T/2
"""

import numpy as np
from numpy.random import Generator

from benchmarks.worlds.answers import Floats
from benchmarks.worlds.knowing import Knowing, Traits

SHARES = np.array([0.7, 0.15, 0.15])
OFTEN = 0.5


class Gaming(Knowing):
    """Right answers that show no knowledge."""

    def traits(self, rng: Generator, learners: int) -> Traits:
        return self._kinds(rng.choice(3, size=learners, p=SHARES))

    def nodes(self, fineness: int) -> tuple[Floats, Traits]:
        return SHARES, self._kinds(np.arange(3))

    def _kinds(self, kind: np.ndarray) -> Traits:
        skill, lucky = self.skill, 1.0 / self.options
        slip = np.array([skill.slip, (1 - OFTEN) * skill.slip + OFTEN * (1 - lucky), skill.slip])
        guess = np.array([skill.guess, (1 - OFTEN) * skill.guess + OFTEN * lucky, OFTEN + (1 - OFTEN) * skill.guess])
        learn = skill.learn * np.array([1.0, 1 - OFTEN, 1 - OFTEN])
        usual = skill.of(len(kind))
        return Traits(usual.known, learn[kind], slip[kind], guess[kind], usual.forget)
