"""The Lagrangian dual of level mode: one learner's dynamic program once all items have a price.

To be maximal is the mean belief at the end, among all ways to choose items and to stop that show each item to at most
a share r of the learners, and ask N items in the mean. With a price l_i >= 0 on each showing of item i, and c >= 0 on
every item asked, learners no longer compete for items, and each is a Markov decision process of their own:

    V_n(s) = max( belief(s), max_i E V_{n+1}(s' | s, i) - c - l_i ),      D(l, c) = V_0 + r sum_i l_i + c N.

Whatever the prices, no way to choose reaches more than D (weak duality), and D is convex in them: the least D is the
bound. This is the relaxation of weakly coupled decision processes (Hawkins 2003; Adelman & Mersereau 2008). Its kinks
are smoothed for the search, a maximum by its softmax at a falling temperature, whose gradient is what the softened
choice leaves unused of each item; the bound itself is D with hard maxima, at the prices that were found.

Weak duality holds of the states as they are. That a belief is normal, and that precision after n items stays under a
cap because none comes twice, are approximations: good to about .0006 of belief by what `checking` finds, not proven.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize, minimize_scalar

from benchmarks.level_bound.moves import Moves
from benchmarks.level_bound.states import Floats, Positions, States

HEATS = (5e-5, 3e-5, 1e-5)
STOP = -1
# What is this many temperatures worse than another is left out of the softmax, and so is what tells less and is not
# cheaper by as much as precision is worth at the least: these only speed up the search, and are not in the bound.
_COLD, _SLOPE = 8.0, 0.004
# An item always adds this much precision, however little its state allows: where nothing is left to learn, few are.
_LEAST = 0.02
_NOBODY = 1e-15


class Limits(NamedTuple):
    """Bounds between levels, the most items, how many in the mean, and the share of learners that may see the same."""

    levels: tuple[float, ...]
    most: int = 40
    mean: float = 21.5
    exposure: float = 0.26


class Prices(NamedTuple):
    """A price on showing each item, and one on asking any."""

    items: Floats
    each: float


class Softened(NamedTuple):
    """D with softmax, and what its choice does: the belief it ends with, the items it asks, how much it shows each."""

    value: float
    belief: float
    asked: float
    shown: Floats


class _Listed(NamedTuple):
    """The items worth weighing in each state: entries, each of a state (ascending) and an item."""

    state: Positions
    item: Positions
    begins: Positions
    gain: Floats
    price: Floats


class Dual:
    """The dual of one bank."""

    def __init__(
        self, states: States, moves: Moves, parameters: Floats, limits: Limits, *, twice: bool = False
    ) -> None:
        """`twice`: an item may be asked again and again."""
        self._limits, self._moves = limits, moves
        self._rows, self._columns = states.shape
        self._start, self._belief = states.start, states.beliefs(limits.levels)
        gains = states.gains(parameters)
        self._order: Positions = np.argsort(-gains, axis=1)
        self._gains: Floats = np.take_along_axis(gains, self._order, axis=1)
        precision = np.repeat(states.precisions, self._columns)
        most = np.inf if twice else states.most_after(parameters, limits.most)
        self._room: Floats = np.maximum(np.broadcast_to(most, (limits.most + 1, len(precision))) - precision, _LEAST)

    def bound(self, prices: Prices, mean: float | None = None) -> float:
        """D with hard maxima, at another mean number of items if one is given."""
        values, _ = self._back(self._listed(prices, 0.0), 0.0)
        return self._with(values, prices, self._limits.mean if mean is None else mean)

    def table(self, prices: Prices) -> tuple[Floats, Positions]:
        """V, and what attains it: by number of items and state the item to ask, or STOP."""
        listed = self._listed(prices, 0.0)
        values, chosen = self._back(listed, 0.0)
        found = np.full((self._limits.most, len(self._belief)), STOP)
        for n, share in enumerate(chosen):
            asked = share > 0.0
            found[n, listed.state[asked]] = listed.item[asked]
        return np.array(values), found

    def unexposed(self, mean: float) -> float:
        """The bound if any item may be shown to everybody."""
        free = np.zeros(self._order.shape[1])
        found = minimize_scalar(
            lambda each: self.bound(Prices(free, each), mean),
            bounds=(0.001, 0.01),
            method="bounded",
            options={"xatol": 2e-5},
        )
        return float(found.fun)

    def softened(self, prices: Prices, heat: float) -> Softened:
        """D with softmax at a temperature."""
        listed = self._listed(prices, heat)
        values, chosen = self._back(listed, heat)
        at: Floats = np.zeros(len(self._belief))
        at[self._start] = 1.0
        shown, belief = np.zeros(self._order.shape[1]), 0.0
        for n, share in enumerate(chosen):
            asked = at[listed.state] * share
            asked[np.abs(asked) < _NOBODY] = 0.0
            shown += np.bincount(listed.item, asked, len(shown))
            belief += float((at - np.bincount(listed.state, asked, len(at))) @ self._belief)
            node, part = self._nodes(listed, n)
            size = self._rows * len(self._moves.nodes) * self._columns
            masses = np.bincount(node, asked * (1.0 - part), size)
            at = self._moves.onward(masses + np.bincount(node + self._columns, asked * part, size))
        belief += float(at @ self._belief)
        return Softened(self._with(values, prices, self._limits.mean), belief, float(shown.sum()), shown)

    def least(self, start: Prices, heats: Sequence[float] = HEATS, rounds: int = 35) -> Prices:
        """Prices at which D is nearly least, by L-BFGS-B at each temperature in turn."""
        mean, exposure, prices = self._limits.mean, self._limits.exposure, start

        for heat in heats:

            def falling(x: Floats, heat: float = heat) -> tuple[float, Floats]:
                found = self.softened(_unscaled(x), heat)
                return found.value * 1e3, np.append(exposure - found.shown, (mean - found.asked) / 10.0) * 1e3

            x = np.append(prices.items, prices.each * 10.0)
            options = {"maxiter": rounds, "maxcor": 30, "ftol": 1e-8, "gtol": 1e-9}
            found = minimize(falling, x, jac=True, method="L-BFGS-B", bounds=[(0, None)] * len(x), options=options)
            prices = _unscaled(found.x)
        return prices

    def _with(self, values: list[Floats], prices: Prices, mean: float) -> float:
        value = float(values[0][self._start])
        return value + self._limits.exposure * float(prices.items.sum()) + prices.each * mean

    def _listed(self, prices: Prices, heat: float) -> _Listed:
        """Leave out what is no cheaper than an item that tells more."""
        price = prices.items[self._order]
        dear = price - _SLOPE * self._gains if heat else price
        before = np.minimum.accumulate(np.pad(dear, ((0, 0), (1, 0)), constant_values=np.inf), axis=1)[:, :-1]
        worth = dear < before + _COLD * heat
        state, place = np.nonzero(worth)
        begins = np.searchsorted(state, np.arange(len(worth)))
        return _Listed(
            state, self._order[state, place], begins, self._gains[state, place], price[state, place] + prices.each
        )

    def _nodes(self, listed: _Listed, n: int) -> tuple[Positions, Floats]:
        """The node (in the order of the moves) below what each entry adds as item n, and how far above it that is.

        Below the first node the line through the first two goes on: it lies above what rises ever less.
        """
        place = np.minimum(listed.gain, self._room[n + 1][listed.state]) / self._moves.apart - 1.0
        node = np.clip(place.astype(np.int64), 0, len(self._moves.nodes) - 2)
        row, column = np.divmod(listed.state, self._columns)
        return (row * len(self._moves.nodes) + node) * self._columns + column, place - node

    def _back(self, listed: _Listed, heat: float) -> tuple[list[Floats], list[Floats]]:
        """By number of items: V, and the probability of each entry."""
        values, chosen = self._belief, list[Floats]()
        every = [values]
        for n in reversed(range(self._limits.most)):
            ahead = self._moves.ahead(values)
            node, part = self._nodes(listed, n)
            worth = ahead[node] * (1.0 - part) + ahead[node + self._columns] * part - listed.price
            values = np.maximum(np.maximum.reduceat(worth, listed.begins), self._belief)
            if heat:
                weight = np.exp((worth - values[listed.state]) / heat)
                total = np.add.reduceat(weight, listed.begins) + np.exp((self._belief - values) / heat)
                values = values + heat * np.log(total)
                chosen.append(weight / total[listed.state])
            else:
                chosen.append((worth == values[listed.state]).astype(np.float64))
            every.append(values)
        return every[::-1], chosen[::-1]


def _unscaled(x: Floats) -> Prices:
    return Prices(x[:-1], float(x[-1]) / 10.0)
