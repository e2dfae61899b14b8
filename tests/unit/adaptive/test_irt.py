"""The three-parameter logistic model."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptive.irt import Item, failure, information, logistic, probability
from tests.unit.adaptive.strategies import ABILITIES, items


@given(items, ABILITIES, ABILITIES)
def test_the_chance_of_a_right_answer_never_falls_with_ability(item: Item, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 < probability(low, item) <= probability(high, item) < 1


@given(items, ABILITIES)
def test_nobody_does_worse_than_by_guessing_and_an_answer_is_right_or_wrong(item: Item, theta: float) -> None:
    assert probability(theta, item) >= item.c
    assert probability(theta, item) + failure(theta, item) == pytest.approx(1)


@given(items, ABILITIES)
def test_information_is_positive_and_greatest_a_guess_above_the_difficulty(item: Item, theta: float) -> None:
    greatest = item.b + math.log((1 + math.sqrt(1 + 8 * item.c)) / 2) / item.a
    assert 0 < information(theta, item) <= information(greatest, item) * (1 + 1e-12)


@given(items, ABILITIES)
def test_information_is_the_squared_slope_over_the_variance(item: Item, theta: float) -> None:
    step = 1e-5
    slope = (probability(theta + step, item) - probability(theta - step, item)) / (2 * step)
    p = probability(theta, item)
    assert information(theta, item) == pytest.approx(slope**2 / (p * (1 - p)), rel=1e-3, abs=1e-9)


@given(st.floats(-1e300, 1e300))
def test_the_logistic_function_neither_overflows_nor_leaves_its_range(x: float) -> None:
    assert 0 <= logistic(x) <= 1
    assert logistic(x) + logistic(-x) == pytest.approx(1)


@given(items, ABILITIES)
def test_without_guessing_it_is_the_two_parameter_model(item: Item, theta: float) -> None:
    plain = Item("q", "s", item.a, item.b)
    p = probability(theta, plain)
    assert p == logistic(item.a * (theta - item.b))
    assert information(theta, plain) == pytest.approx(item.a**2 * p * (1 - p))


@pytest.mark.parametrize(
    ("a", "b", "c"),
    [
        *((a, 0, 0) for a in (0, -1, 11, math.nan, math.inf)),
        *((1, b, 0) for b in (11, -11, math.nan)),
        *((1, 0, c) for c in (-0.01, 0.51, math.nan)),
    ],
)
def test_an_item_with_impossible_parameters_is_refused_by_name(a: float, b: float, c: float) -> None:
    with pytest.raises(ValueError, match="'q1'"):
        Item("q1", "masks", a, b, c)
