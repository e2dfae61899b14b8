"""The abilities of those who take the test, learned from how they were placed: the prior of the next ones.

A learner's posterior says what ability to expect of somebody with these answers, whenever the test stopped. Mean and
variance that fit the expectations of all are the most likely ones; they are approached batch by batch, by EM on line
(Cappe & Moulines 2009).
"""

from math import sqrt
from typing import NamedTuple

from adaptive.placement.posterior import Posterior, normal

# The standard population counts as so many learners: a deviation taken for much too small would end tests too early.
_IMAGINED = 200
# What was expected under older priors is forgotten, and not so fast that the figures never settle.
_FORGETTING = 0.9
_MEANS = (-2.0, 2.0)
_DEVIATIONS = (0.3, 2.0)


class Expected(NamedTuple):
    """Sums over learners of what their posteriors expect: of ability, and of its square."""

    learners: int = 0
    ability: float = 0.0
    square: float = 0.0

    def plus(self, other: "Expected") -> "Expected":
        """Both together."""
        return Expected(self.learners + other.learners, self.ability + other.ability, self.square + other.square)

    @classmethod
    def of(cls, posterior: Posterior) -> "Expected":
        """One learner."""
        return cls(1, posterior.mean, posterior.mean**2 + posterior.sd**2)


NOBODY = Expected()


class Population(NamedTuple):
    """Mean and mean square of ability, and from how many learners they were learned."""

    learners: int = 0
    ability: float = 0.0
    square: float = 1.0

    @property
    def mean(self) -> float:
        """The mean ability of the population."""
        return min(max(self.ability, _MEANS[0]), _MEANS[1])

    @property
    def sd(self) -> float:
        """The standard deviation of ability in the population."""
        variance = max(self.square - self.ability**2, 0.0)
        return min(max(sqrt(variance), _DEVIATIONS[0]), _DEVIATIONS[1])

    def prior(self) -> Posterior:
        """The belief about one more of them, before any answer."""
        return normal(self.mean, self.sd)

    def after(self, batch: Expected) -> "Population":
        """The population as it appears after a batch of learners."""
        if not batch.learners:
            return self
        learners = self.learners + batch.learners
        weight = (batch.learners / (learners + _IMAGINED)) ** _FORGETTING
        return Population(
            learners,
            self.ability + weight * (batch.ability / batch.learners - self.ability),
            self.square + weight * (batch.square / batch.learners - self.square),
        )


STANDARD = Population()
