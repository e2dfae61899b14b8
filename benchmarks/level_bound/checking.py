"""How far normal beliefs mislead: the choice that the table holds for the best, carried out on exact beliefs."""

from typing import NamedTuple

import numpy as np

from benchmarks.level_bound.beliefs import Mean
from benchmarks.level_bound.dual import STOP, Prices
from benchmarks.level_bound.states import Floats, Positions, States
from benchmarks.placement import grid

_TOGETHER = 10_000


class Table(NamedTuple):
    """V and the item to ask, or STOP, by number asked and state, of a bank whose items have prices."""

    states: States
    values: Floats
    choices: Positions
    parameters: Floats
    prices: Prices


def carried_out(table: Table, levels: tuple[float, ...], learners: int, seed: int) -> Mean:
    """Belief at the end less the prices paid, as V_0 has it, of learners from N(0, 1), each in the nearest state.

    An item may come twice, and is then answered anew. No choice does better than the best, so V_0 lacks at least what
    comes out above it. Of every answer V's surprise, which is nothing in the mean, is taken off, and much of the error.
    """
    rng = np.random.default_rng((seed, 2))
    theta = rng.normal(size=learners)
    parts = np.array_split(theta, -(-learners // _TOGETHER))
    return Mean.over(theta, np.concatenate([_won(table, levels, part, rng) for part in parts]))


def _won(table: Table, levels: tuple[float, ...], theta: Floats, rng: np.random.Generator) -> Floats:
    """For each learner: the belief in the likeliest level at the end, less what was paid."""
    truly, chances = grid.chances(table.parameters, theta), grid.chances(table.parameters, grid.GRID)
    cost = table.prices.items + table.prices.each
    mass, paid, asking = grid.prior(len(theta)), np.zeros(len(theta)), np.arange(len(theta))
    for choice, values in zip(table.choices, table.values[1:], strict=True):
        item = choice[table.states.nearest(*grid.moments(mass[asking]))]
        asking, item = asking[item != STOP], item[item != STOP]
        right = rng.random(len(asking)) < truly[item, asking]
        either = mass[asking] * chances[item]
        foretold = either.sum(axis=1)
        ways = [(either, foretold), (mass[asking] - either, 1.0 - foretold)]
        after = [way / chance[:, None] for way, chance in ways]
        worth = [values[table.states.nearest(*grid.moments(way))] for way in after]
        surprise = (right - foretold) * (worth[0] - worth[1])
        mass[asking] = np.where(right[:, None], *after)
        paid[asking] += cost[item] + surprise
    edges = [np.zeros(len(mass)), *(grid.below(mass, level) for level in levels), np.ones(len(mass))]
    won: Floats = np.diff(np.array(edges), axis=0).max(axis=0) - paid
    return won
