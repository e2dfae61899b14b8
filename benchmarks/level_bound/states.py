"""What is known of a learner, as the bound takes it: a normal belief, on a grid of estimates and precisions."""

from collections.abc import Sequence
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

type Floats = NDArray[np.float64]
type Positions = NDArray[np.int64]

_POINTS = 17


class States(NamedTuple):
    """Precisions (rows) and estimates (columns), either evenly spaced; a state is numbered row by row."""

    precisions: Floats
    estimates: Floats

    @classmethod
    def spaced(cls, *, most: float = 26.0, rise: float = 0.5, reach: float = 3.0, step: float = 0.0625) -> Self:
        """From N(0, 1) on. Beyond `reach` nothing is near a bound; `most` must lie above what 40 items can tell.

        A wider step raises the bound a little: what is between two estimates is taken for more uncertain than it is.
        """
        return cls(np.arange(1.0, most + rise / 2, rise), np.arange(-reach, reach + step / 2, step))

    @property
    def shape(self) -> tuple[int, int]:
        """How many precisions and estimates there are."""
        return len(self.precisions), len(self.estimates)

    @property
    def start(self) -> int:
        """The number of the state of whom nothing is known."""
        return int(np.abs(self.estimates).argmin())

    def nearest(self, means: Floats, sds: Floats) -> Positions:
        """The numbers of the states nearest to beliefs."""
        row = np.rint((sds**-2.0 - 1.0) / (self.precisions[1] - self.precisions[0]))
        column = np.rint((means - self.estimates[0]) / (self.estimates[1] - self.estimates[0]))
        rows, columns = self.shape
        found: Positions = (np.clip(row, 0, rows - 1) * columns + np.clip(column, 0, columns - 1)).astype(np.int64)
        return found

    def beliefs(self, bounds: Sequence[float]) -> Floats:
        """The probability of the likeliest level, by state."""
        edges = np.array([-np.inf, *bounds, np.inf])
        below = ndtr((edges - self.estimates[:, None]) * np.sqrt(self.precisions)[:, None, None])
        found: Floats = np.diff(below, axis=2).max(axis=2).ravel()
        return found

    def gains(self, parameters: Floats) -> Floats:
        """By state and item: 1 / E v' - 1 / v, where E v' is the exact mean of the variance after one answer.

        Of a normal belief of variance v, p(ability) the chance of a right answer and p its mean:
        v - E v' = Cov(ability, p(ability))^2 / (p (1 - p)).
        """
        nodes, weights = np.polynomial.hermite_e.hermegauss(_POINTS)
        variance = np.repeat(1.0 / self.precisions, len(self.estimates))[:, None]
        estimate = np.tile(self.estimates, len(self.precisions))[:, None]
        right, along = (np.zeros((len(estimate), len(parameters))) for _ in range(2))
        for node, weight in zip(nodes, weights / weights.sum(), strict=True):
            chance = 1.0 / (1.0 + np.exp(-parameters[:, 0] * (estimate + np.sqrt(variance) * node - parameters[:, 1])))
            right += weight * chance
            along += weight * node * chance
        lost = variance * along**2 / (right * (1.0 - right))
        found: Floats = 1.0 / (variance - lost) - 1.0 / variance
        return found

    def most_after(self, parameters: Floats, items: int) -> Floats:
        """By number of items, none first, and by state: one and the sum of so many of the largest informations there.

        It stands for "no item twice", which the states do not remember: that is an approximation, not a theorem.
        """
        chance = 1.0 / (1.0 + np.exp(-parameters[:, 0] * (self.estimates[:, None] - parameters[:, 1])))
        told = -np.sort(-(parameters[:, 0] ** 2) * chance * (1.0 - chance), axis=1)
        sums = 1.0 + np.cumsum(np.pad(told, ((0, 0), (1, items))), axis=1)[:, : items + 1]
        found: Floats = np.tile(sums.T, (1, len(self.precisions)))
        return found
