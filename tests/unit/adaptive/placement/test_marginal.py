"""Full mode: when a test is over, where a part of the population cannot be measured as exactly as promised."""

from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from adaptive.irt import Item, information
from adaptive.placement import marginal
from adaptive.placement.administration import Rules
from adaptive.placement.bank import Bank
from adaptive.placement.population import Population
from adaptive.placement.posterior import GRID, NARROWEST
from adaptive.placement.rehearsal import rehearsed, sat
from adaptive.placement.snapshot import Snapshot
from adaptive.placement.stopping import Precision
from tests.unit.adaptive.placement.taking import BY_LEVEL, administration, drawn_bank

WIDE = Snapshot(population=Population(1_000, 0.5, 0.5**2 + 1.5**2))
populations = st.lists(st.tuples(st.floats(0.01, 1), st.floats(0.001, 1)), min_size=1, max_size=20)


def split(population: list[tuple[float, float]]) -> tuple[list[float], list[float]]:
    total = sum(part for part, _ in population)
    return [part / total for part, _ in population], [least for _, least in population]


@given(st.floats(0.1, 0.9), populations)
def test_a_test_ends_at_what_is_promised_or_a_little_before(
    promised: float, population: list[tuple[float, float]]
) -> None:
    assert 0.95 * promised <= marginal.stop(promised, *split(population)) <= promised


@given(st.floats(0.1, 0.9), populations)
def test_the_population_is_measured_as_promised_unless_that_asked_too_much_of_the_others(
    promised: float, population: list[tuple[float, float]]
) -> None:
    share, reachable = split(population)
    found = marginal.stop(promised, share, reachable)
    assume(found > 0.95 * promised)
    within = 0.992 * found**2
    error = sum(part * (least if least > found**2 else within) for part, least in zip(share, reachable, strict=True))
    assert error <= promised**2 * (1 + 1e-6)
    if found < promised:
        assert error == pytest.approx(promised**2, rel=1e-6)


@given(st.floats(0.1, 0.9), populations, st.floats(1, 3))
def test_the_less_can_be_reached_the_earlier_the_others_end(
    promised: float, population: list[tuple[float, float]], factor: float
) -> None:
    share, reachable = split(population)
    harder = [least * factor for least in reachable]
    assert marginal.stop(promised, share, harder) <= marginal.stop(promised, share, reachable) + 1e-9


def test_whom_no_test_can_measure_cost_the_others_a_tenth_at_most() -> None:
    assert marginal.stop(0.3, [1.0], [0.5]) == pytest.approx(0.285)
    assert marginal.stop(0.3, [0.5, 0.5], [0.05, 0.5]) == pytest.approx(0.285)


def test_where_the_bank_reaches_everybody_a_test_ends_at_what_is_promised() -> None:
    assert administration(drawn_bank(300, 100), Rules(Precision(0.3), 60)).stop == 0.3


def test_in_a_population_beyond_the_bank_tests_end_a_little_later_and_the_mean_error_is_what_was_promised() -> None:
    bank, rules = drawn_bank(300, 100), Rules(Precision(0.35), 50)
    held, rng = administration(bank, rules, WIDE), Random(2)
    ends = [sat(held, rng.gauss(0.5, 1.5), rng)[-1].posterior for _ in range(300)]
    assert 0.3325 < held.stop < 0.35
    assert sum(end.sd > 0.35 for end in ends) >= 5
    assert sum(end.sd**2 for end in ends) / len(ends) == pytest.approx(0.35**2, rel=0.04)


def test_what_a_bank_can_give_is_reckoned_with_its_skills_in_balance() -> None:
    one = Bank([Item(f"q{n}", "a", 1.0 + 0.1 * n, 0.0) for n in range(6)])
    two = Bank([*one.items, *[Item(f"weak{n}", "b", 0.4, 0.0) for n in range(6)]])
    middle = GRID.index(0.0)
    assert one.most(4)[middle] == pytest.approx(sum(information(0.0, item) for item in one.items[2:]))
    three_of_a = sum(information(0.0, item) for item in one.items[3:])
    assert two.most(4)[middle] == pytest.approx(three_of_a + information(0.0, two.items[-1]))


def test_skills_in_balance_and_prices_that_were_rehearsed_leave_the_mean_as_promised_where_there_is_room() -> None:
    bank, rules = drawn_bank(140, 6, skills=14), Rules(Precision(0.45), 20)
    held = administration(bank, rules, rehearsed(bank, rules, Random(1)))
    rng = Random(3)
    ends = [sat(held, rng.gauss(0, 1), rng)[-1].posterior for _ in range(200)]
    assert sum(end.sd**2 for end in ends) / len(ends) == pytest.approx(0.45**2, rel=0.04)


def test_a_promise_as_narrow_as_the_grid_tells_apart_can_still_be_kept() -> None:
    wide = Snapshot(population=Population(1_000, 0.0, 4.0))
    assert administration(drawn_bank(60, 2), Rules(Precision(0.1), 60), wide).stop == NARROWEST


def test_level_mode_ends_at_no_deviation() -> None:
    assert administration(drawn_bank(50, 1), BY_LEVEL).stop == 0.0
