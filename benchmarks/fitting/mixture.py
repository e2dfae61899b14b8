"""The whole likelihood: each learner learns in one of the ways, and nobody sees in which."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from scipy.optimize import minimize
from scipy.special import logsumexp

from benchmarks.fitting import grown, traced
from benchmarks.fitting.histories import Histories
from benchmarks.fitting.numbers import Numbers, Shape, penalty
from benchmarks.worlds.answers import Floats

LUCK = 0.5
"""How much of a blind guess's chance is left to who does not know (`adaptive.parameters.Parameters.luck`)."""
STEPS = 60
AKAIKE = 2.0
"""What each number costs in the deviance (Akaike 1974)."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A shape with its likeliest numbers, and the deviance there: twice the penalized negative log-likelihood."""

    ITEMS: ClassVar[frozenset[str]] = frozenset({"difficulty", "discrimination"})

    shape: Shape
    numbers: Numbers
    deviance: float

    @property
    def akaike(self) -> float:
        """Deviance and what its numbers cost; the lower, the better the next learners are foretold."""
        return self.deviance + AKAIKE * self.shape.free

    def schwarz(self, learners: int) -> float:
        """Deviance and a dearer cost, which no number pays that evidence does not clearly ask for (Schwarz 1978)."""
        return self.deviance + float(np.log(learners)) * self.shape.free


def value(numbers: Numbers, shape: Shape, histories: Histories) -> tuple[float, Numbers]:
    """Minus the penalized log-likelihood, and its gradient by name."""
    likely: list[Floats] = []
    if shape.kinds:
        by_kind, of_kinds = traced.forward(numbers, histories, LUCK)
        likely.extend(by_kind)
    if shape.grows:
        by_growth, of_growth = grown.forward(numbers, histories, LUCK)
        likely.append(by_growth)
    shares = numbers["share"] - logsumexp(numbers["share"])
    joint = np.array(likely) + shares[:, None]
    total = logsumexp(joint, axis=0)
    weight = np.exp(joint - total)
    cost, slopes = penalty(numbers)
    parts = [{"share": weight.sum(axis=1) - histories.learners * np.exp(shares)}]
    if shape.kinds:
        parts.append(traced.backward(numbers, histories, LUCK, of_kinds, weight[: shape.kinds]))
    if shape.grows:
        parts.append(grown.backward(numbers, histories, LUCK, of_growth, weight[shape.kinds]))
    for part in parts:
        for name, slope in part.items():
            slopes[name] = slopes[name] - slope
    return cost - float(total.sum()), slopes


def fit(shape: Shape, start: Numbers, histories: Histories, *, steps: int = STEPS, items: bool = True) -> Fit:
    """The likeliest numbers from `start` on, by L-BFGS; those of items stay as they are unless `items`."""

    def objective(vector: Floats) -> tuple[float, Floats]:
        numbers = shape.named(vector)
        found, slopes = value(numbers, shape, histories)
        if not items:
            slopes |= {name: np.zeros(shape.items) for name in Fit.ITEMS}
        return found, shape.vector(slopes)

    options = {"maxiter": steps, "maxfun": 2 * steps, "ftol": 1e-7}
    found = minimize(objective, shape.vector(start), jac=True, method="L-BFGS-B", options=options)
    return Fit(shape, shape.named(found.x), 2.0 * float(found.fun))
