"""The bound of level mode lies above what can be done, and what it rests on is what it says."""

import numpy as np
import pytest
from benchmarks.level_bound import checking
from benchmarks.level_bound.beliefs import Mean
from benchmarks.level_bound.dual import STOP, Dual, Limits, Prices
from benchmarks.level_bound.moves import Moves
from benchmarks.level_bound.states import States
from benchmarks.placement import grid, peers
from benchmarks.placement.taken import Taken, level_beliefs
from benchmarks.placement.world import World

ITEMS, LEARNERS = 30, 2_000
LIMITS = Limits((-0.6745, 0.0, 0.6745), most=6, mean=4.0, exposure=0.2)
STATES = States.spaced(most=9.0, step=0.125)
MOVES = Moves(STATES)
HEATS = (1e-3, 3e-4, 1e-4)
START = Prices(np.full(ITEMS, 0.002), 0.01)


def world(learners: int = LEARNERS) -> World:
    rng = np.random.default_rng(1)
    parameters = np.column_stack([rng.normal(1.4, 0.3, ITEMS), rng.normal(0, 1, ITEMS), np.zeros(ITEMS)])
    theta = rng.normal(size=learners)
    return World(1, parameters, theta, rng.random((learners, ITEMS)) < grid.chances(parameters, theta).T)


def dual(limits: Limits = LIMITS, *, twice: bool = False) -> Dual:
    return Dual(STATES, MOVES, world(0).parameters, limits, twice=twice)


@pytest.fixture(scope="module")
def prices() -> Prices:
    return dual().least(START, HEATS)


def believed(drawn: World, taken: Taken) -> float:
    return float(level_beliefs(drawn, taken, LIMITS.levels).max(axis=1).mean())


def test_prices_are_not_negative_and_keep_what_is_chosen_within_the_limits(prices: Prices) -> None:
    found = dual().softened(prices, HEATS[-1])
    assert prices.each > 0
    assert (prices.items >= 0).all()
    assert found.asked == pytest.approx(LIMITS.mean, abs=0.05)
    assert found.shown.max() < LIMITS.exposure + 0.03


def test_the_bound_is_above_what_keeps_the_limits_and_not_far_above(prices: Prices) -> None:
    bound, drawn = dual().bound(prices), world()
    rng = np.random.default_rng(2)
    asked = Taken.of([(rng.permutation(ITEMS)[:4].tolist(), 0.0) for _ in drawn.theta])
    assert asked.exposure(ITEMS).max() < LIMITS.exposure
    assert believed(drawn, asked) < bound
    assert -0.0005 < bound - dual().softened(prices, HEATS[-1]).belief < 0.002


def test_no_prices_give_less_than_the_least(prices: Prices) -> None:
    rng = np.random.default_rng(3)
    for _ in range(10):
        others = Prices(prices.items * rng.uniform(0.5, 1.5, ITEMS), prices.each * rng.uniform(0.5, 1.5))
        assert dual().bound(others) > dual().bound(prices) - 1e-4


def test_without_a_bound_on_exposure_it_is_above_the_most_informative_items(prices: Prices) -> None:
    drawn, free = world(), dual().unexposed(LIMITS.mean)
    taken = peers.taken(drawn, peers.EAP, most=4)
    assert (taken.lengths == 4).all()
    assert taken.exposure(ITEMS).max() == 1.0
    assert dual().bound(prices) < free
    assert believed(drawn, taken) < free


def test_the_gradient_is_what_is_left_unused() -> None:
    near, limits = dual(), LIMITS
    found = near.softened(START, 1e-3)
    dearer = near.softened(START._replace(each=START.each + 1e-6), 1e-3)
    assert (dearer.value - found.value) / 1e-6 == pytest.approx(limits.mean - found.asked, abs=1e-3)
    for item in (0, 7, 20):
        items = START.items + 1e-6 * (np.arange(ITEMS) == item)
        slope = (near.softened(START._replace(items=items), 1e-3).value - found.value) / 1e-6
        assert slope == pytest.approx(limits.exposure - found.shown[item], abs=1e-3)


def test_where_items_are_dear_nobody_is_asked() -> None:
    values, choices = dual().table(Prices(START.items, 1.0))
    assert (choices == STOP).all()
    assert values[0, STATES.start] == pytest.approx(0.25, abs=1e-4)


def test_an_item_that_comes_twice_tells_more() -> None:
    free = Prices(np.zeros(ITEMS), 0.005)
    assert dual(twice=True).bound(free) > dual().bound(free) + 0.0005


def test_what_the_table_foretells_comes_true_on_exact_beliefs(prices: Prices) -> None:
    values, choices = dual(twice=True).table(prices)
    table = checking.Table(STATES, values, choices, world(0).parameters, prices)
    carried = checking.carried_out(table, LIMITS.levels, LEARNERS, seed=4)
    assert carried.error < 0.001
    assert carried.value == pytest.approx(values[0, STATES.start], abs=0.01)


def test_moves_lose_nobody_move_nobody_in_the_mean_and_are_their_own_reverse() -> None:
    rng = np.random.default_rng(5)
    assert MOVES.ahead(np.ones(np.prod(STATES.shape))) == pytest.approx(1.0)
    estimates = np.tile(STATES.estimates, STATES.shape[0])
    means = MOVES.ahead(estimates).reshape(STATES.shape[0], -1, STATES.shape[1])
    middle = np.abs(STATES.estimates) < 0.5
    assert means[..., middle] == pytest.approx(np.broadcast_to(STATES.estimates, means.shape)[..., middle], abs=0.01)
    values = rng.random(np.prod(STATES.shape))
    masses = rng.random(len(MOVES.ahead(values)))
    assert masses @ MOVES.ahead(values) == pytest.approx(MOVES.onward(masses) @ values)


def test_a_gain_is_of_the_exact_mean_of_the_variance_after_an_answer() -> None:
    parameters = world(0).parameters
    gains = STATES.gains(parameters).reshape(*STATES.shape, ITEMS)
    row, column = 4, 30
    mass = grid.prior(1, STATES.estimates[column], STATES.precisions[row] ** -0.5)
    right = mass * grid.chances(parameters, grid.GRID)
    chance = right.sum(axis=1)
    variances = [grid.moments(each / each.sum(axis=1, keepdims=True))[1] ** 2 for each in (right, mass - right)]
    after = chance * variances[0] + (1.0 - chance) * variances[1]
    assert gains[row, column] == pytest.approx(1.0 / after - STATES.precisions[row], abs=2e-3)


def test_a_mean_counts_every_part_of_the_population_alike() -> None:
    rng = np.random.default_rng(6)
    theta = np.concatenate([rng.normal(size=5_000), rng.normal(2.0, 0.1, 5_000)])
    found = Mean.over(theta, theta)
    assert found.value == pytest.approx(0.0, abs=0.01)
    assert found.error < 0.005
