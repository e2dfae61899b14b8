"""From one state to the next: the estimate moves as far as the variance shrinks, and is normal about where it was."""

import numpy as np
from scipy.sparse import csr_array

from benchmarks.level_bound.states import Floats, Positions, States

_POINTS = 9


class Moves:
    """What is expected after an answer that adds so much precision, for each of `nodes`, and that in reverse.

    From precision t, an answer that adds g takes the estimate m to N(m, 1/t - 1/(t + g)), and the precision to t + g.
    Values between the points of the grid are cubic in either direction.
    """

    def __init__(self, states: States, most: float = 1.2, apart: float = 0.1) -> None:
        """Nodes are `apart`, up to the first that is not under `most`."""
        self.apart = apart
        self.nodes: Floats = apart * np.arange(1.0, round(most / apart) + 1.0)
        self._shape = rows, columns = states.shape
        many, rise = len(self.nodes), states.precisions[1] - states.precisions[0]
        step = states.estimates[1] - states.estimates[0]
        to, share = _cubic(np.arange(rows)[:, None] + self.nodes / rise, rows)
        row = np.repeat(np.arange(rows * many), 4)
        self._lifted = csr_array((share.ravel(), (row, to.ravel())), shape=(rows * many, rows))
        points, weights = np.polynomial.hermite_e.hermegauss(_POINTS)
        before = states.precisions[:, None]
        sd = np.sqrt(1.0 / before - 1.0 / (before + self.nodes)) / step
        to, share = _cubic(np.arange(columns)[:, None] + sd[..., None, None] * points, columns)
        share *= (weights / weights.sum())[:, None]
        size = rows * many * columns
        first = np.repeat(np.arange(rows * many) * columns, columns * _POINTS * 4)
        row = np.repeat(np.arange(size), _POINTS * 4)
        self._spread = csr_array((share.ravel(), (row, first + to.ravel())), shape=(size, size))
        self._gathered, self._lowered = self._spread.T.tocsr(), self._lifted.T.tocsr()

    def ahead(self, values: Floats) -> Floats:
        """The mean of values after the answer: by precision, node and estimate, in one row."""
        found: Floats = self._spread @ (self._lifted @ values.reshape(self._shape)).ravel()
        return found

    def onward(self, masses: Floats) -> Floats:
        """Where masses, in the order of `ahead`, are after the answer: by state."""
        found: Floats = self._lowered @ (self._gathered @ masses).reshape(-1, self._shape[1])
        return found.ravel()


def _cubic(places: Floats, size: int) -> tuple[Positions, Floats]:
    """The four points about each place of a row of `size`, and their weights, by Lagrange; what lies outside is taken
    for the end."""
    within = np.clip(places, 0.0, size - 1.0)
    first = np.clip(within.astype(np.int64) - 1, 0, size - 4)
    x = within - first
    weights = (
        -(x - 1) * (x - 2) * (x - 3) / 6,
        x * (x - 2) * (x - 3) / 2,
        -x * (x - 1) * (x - 3) / 2,
        x * (x - 1) * (x - 2) / 6,
    )
    return first[..., None] + np.arange(4), np.stack(weights, axis=-1)
