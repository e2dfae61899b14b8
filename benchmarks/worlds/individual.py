"""Knowledge tracing with parameters per learner (Pardos & Heffernan 2010, "Modeling individualization in a Bayesian
networks implementation of knowledge tracing", UMAP; Yudelson, Koedinger & Gordon 2013, "Individualized Bayesian
knowledge tracing models", AIED).

    logit L_i ~ N(logit L, 1), logit T_i ~ N(logit T, .7), logit S_i ~ N(logit S, .5), logit G_i ~ N(logit G, .5)
    b ~ N(0, .5)

The oracle sums over T, S and G by Gauss-Hermite quadrature; L_i bears on the first state alone, so its mean is exact.
"""

import numpy as np
from numpy.polynomial.hermite_e import hermegauss
from numpy.random import Generator
from scipy.special import expit, logit

from benchmarks.worlds.answers import Floats
from benchmarks.worlds.knowing import Knowing, Traits

KNOWN, LEARN, SLIP, GUESS = 1.0, 0.7, 0.5, 0.5


class Individual(Knowing):
    """Every learner has traits of their own."""

    def traits(self, rng: Generator, learners: int) -> Traits:
        return self._at(rng.normal(size=(4, learners)))

    def nodes(self, fineness: int) -> tuple[Floats, Traits]:
        points, each = hermegauss(9 if fineness == 1 else 15)
        each = each / each.sum()
        learn, slip, guess = (axis.ravel() for axis in np.meshgrid(points, points, points, indexing="ij"))
        weights = np.einsum("i,j,k->ijk", each, each, each).ravel()
        told = weights > 1e-7
        traits = self._at(np.stack([learn, learn, slip, guess])[:, told])
        return weights[told] / weights[told].sum(), Traits(
            np.full(told.sum(), self._known()), traits.learn, traits.slip, traits.guess, traits.forget
        )

    def _known(self) -> float:
        points, weights = hermegauss(40)
        return float((expit(logit(self.skill.known) + KNOWN * points) * weights).sum() / weights.sum())

    def _at(self, deviations: Floats) -> Traits:
        usual = logit(np.array([self.skill.known, self.skill.learn, self.skill.slip, self.skill.guess]))
        own = expit(usual[:, None] + np.array([KNOWN, LEARN, SLIP, GUESS])[:, None] * deviations)
        return Traits(own[0], own[1], own[2], own[3], np.zeros(deviations.shape[1]))
