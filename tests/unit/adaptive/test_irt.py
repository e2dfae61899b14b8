"""The two-parameter logistic model."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptive.irt import Item, information, logistic, probability
from tests.unit.adaptive.strategies import ABILITIES, items


@given(items, ABILITIES, ABILITIES)
def test_the_chance_of_a_right_answer_never_falls_with_ability(item: Item, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 < probability(low, item) <= probability(high, item) < 1


@given(items, ABILITIES)
def test_information_is_positive_and_greatest_where_ability_meets_difficulty(item: Item, theta: float) -> None:
    assert 0 < information(theta, item) <= information(item.b, item)


@given(items, ABILITIES)
def test_information_is_the_squared_slope_over_the_variance(item: Item, theta: float) -> None:
    step = 1e-5
    slope = (probability(theta + step, item) - probability(theta - step, item)) / (2 * step)
    p = probability(theta, item)
    assert information(theta, item) == pytest.approx(slope**2 / (p * (1 - p)), rel=1e-3)


@given(st.floats(-1e300, 1e300))
def test_the_logistic_function_neither_overflows_nor_leaves_its_range(x: float) -> None:
    assert 0 <= logistic(x) <= 1
    assert logistic(x) + logistic(-x) == pytest.approx(1)


@pytest.mark.parametrize(("a", "b"), [(0, 0), (-1, 0), (11, 0), (math.nan, 0), (math.inf, 0), (1, 11), (1, math.nan)])
def test_an_item_with_impossible_parameters_is_refused_by_name(a: float, b: float) -> None:
    with pytest.raises(ValueError, match="'q1'"):
        Item("q1", "masks", a, b)
