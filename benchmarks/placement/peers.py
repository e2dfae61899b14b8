"""What others do, for many learners at once: maximum information as catsim does it, EAP, and two ways to stop by level.

catsim estimates by maximum likelihood, by Dodd's heuristic while all answers are alike, and stops at a standard error
below .30; `catsim_steps` checks that these arrays ask what the library asks.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import log
from typing import NamedTuple

import numpy as np

from benchmarks.placement import grid
from benchmarks.placement.taken import MOST, NONE, Taken
from benchmarks.placement.world import Flags, Floats, World

TARGET = 0.30
# How far from a bound SPRT's two hypotheses lie, and the error that it allows of either kind (Eggen 1999).
_INDIFFERENT = 0.25
_ERROR = 0.10
_INTERVAL = 1.28


@dataclass
class State:
    """How far the tests of some learners have come; arrays are by learner."""

    parameters: Floats
    informative: Floats
    """By item and point of the grid."""
    mass: Floats
    asked: Flags
    correct: Floats
    estimate: Floats


class Method(NamedTuple):
    """How ability is estimated, which item scores best, and when the test is over."""

    estimate: Callable[[State], Floats]
    score: Callable[[State], Floats]
    over: Callable[[State], Flags]


def taken(
    world: World, method: Method, rows: slice = slice(None), eligible: Flags | None = None, most: int = MOST
) -> Taken:
    """Tests of the learners `rows`; an item that is not `eligible` is asked only of who has no other left."""
    right, parameters = world.right[rows], world.parameters
    learners, items = right.shape
    p = grid.chances(parameters, grid.GRID)
    informative = grid.information(parameters, grid.GRID)
    state = State(
        parameters,
        informative,
        grid.prior(learners),
        np.zeros(right.shape, bool),
        np.zeros(learners),
        np.zeros(learners),
    )
    shown = np.full((learners, most), NONE)
    barred = np.zeros(right.shape) if eligible is None else np.where(eligible, 0.0, -1e6)
    live = np.arange(learners)
    for step in range(most):
        live = live[~method.over(_of(state, live))]
        if not len(live):
            break
        score = method.score(_of(state, live)) + barred[live]
        item = np.where(state.asked[live], -np.inf, score).argmax(axis=1)
        answered = right[live, item]
        shown[live, step], state.asked[live, item] = item, True
        state.correct[live] += answered
        mass = state.mass[live] * np.where(answered[:, None], p[item], 1.0 - p[item])
        state.mass[live] = mass / mass.sum(axis=1, keepdims=True)
        state.estimate[live] = method.estimate(_of(state, live))
    assert items == len(parameters)
    return Taken(shown, state.estimate)


def _of(state: State, live: np.ndarray) -> State:
    return State(
        state.parameters,
        state.informative,
        state.mass[live],
        state.asked[live],
        state.correct[live],
        state.estimate[live],
    )


def _expected(state: State) -> Floats:
    return grid.moments(state.mass)[0]


def _likeliest(state: State) -> Floats:
    """Maximum likelihood, between points by a parabola; Dodd's heuristic while all answers are alike."""
    logs = np.log(np.maximum(state.mass, 1e-300)) + grid.GRID**2 / 2.0
    top = np.clip(logs.argmax(axis=1), 1, len(grid.GRID) - 2)
    rows = np.arange(len(top))
    before, here, after = (logs[rows, top + k] for k in (-1, 0, 1))
    bend = before - 2.0 * here + after
    shift = np.where(bend < 0, 0.5 * (before - after) / np.where(bend < 0, bend, -1.0), 0.0)
    found = grid.GRID[top] + np.clip(shift, -1.0, 1.0) * (grid.GRID[1] - grid.GRID[0])
    b, asked = state.parameters[:, 1], state.asked.sum(axis=1)
    up, down = (state.estimate + (end - state.estimate) / 2.0 for end in (b.max(), b.min()))
    return np.where(state.correct == asked, up, np.where(state.correct == 0, down, found))


def _at_estimate(state: State) -> Floats:
    return grid.information(state.parameters, state.estimate).T


def _over_posterior(state: State) -> Floats:
    found: Floats = state.mass @ state.informative.T
    return found


def _precise(state: State) -> Flags:
    found: Flags = grid.moments(state.mass)[1] <= TARGET
    return found


def _standard_error(state: State) -> Flags:
    told = np.where(state.asked, grid.information(state.parameters, state.estimate).T, 0.0).sum(axis=1)
    found: Flags = told > TARGET**-2
    return found


CATSIM = Method(_likeliest, _at_estimate, _precise)
CATSIM_OWN_STOP = Method(_likeliest, _at_estimate, _standard_error)
EAP = Method(_expected, _over_posterior, _precise)


def with_eligibility(world: World, method: Method, bound: float, every: int, most: int = MOST) -> Taken:
    """Items drawn eligible for each learner so that none is shown too often (van der Linden & Veldkamp 2004).

    Counts are published after `every` learners, as ours are.
    """
    rng = np.random.default_rng((world.seed, 2))
    learners, items = world.right.shape
    offered, shown = np.zeros(items), np.zeros(items)
    parts: list[Taken] = []
    for first in range(0, learners, every):
        rows = slice(first, min(first + every, learners))
        chance = np.minimum(1.0, bound * offered / np.maximum(shown, 1.0)) if first else np.ones(items)
        eligible = rng.random((rows.stop - first, items)) < np.where(shown > 0, chance, 1.0)
        parts.append(taken(world, method, rows, eligible, most))
        offered += eligible.sum(axis=0)
        shown += parts[-1].exposure(items) * (rows.stop - first)
    return Taken(np.concatenate([part.shown for part in parts]), np.concatenate([part.estimate for part in parts]))


def by_interval(bounds: tuple[float, ...]) -> Method:
    """Stop when the estimate is 1.28 deviations away from every bound between levels."""

    def over(state: State) -> Flags:
        mean, sd = grid.moments(state.mass)
        found: Flags = np.all([np.abs(mean - bound) > _INTERVAL * sd for bound in bounds], axis=0)
        return found

    return Method(_expected, _over_posterior, over)


def by_sprt(bounds: tuple[float, ...]) -> Method:
    """Stop when a sequential probability ratio test has decided on every bound between levels."""

    def over(state: State) -> Flags:
        logs = np.log(np.maximum(state.mass, 1e-300)) + grid.GRID**2 / 2.0

        def at(theta: float) -> Floats:
            return np.array([np.interp(theta, grid.GRID, row) for row in logs])

        limit = log((1.0 - _ERROR) / _ERROR)
        decided = [np.abs(at(bound + _INDIFFERENT) - at(bound - _INDIFFERENT)) >= limit for bound in bounds]
        found: Flags = np.all(decided, axis=0)
        return found

    return Method(_expected, _over_posterior, over)
