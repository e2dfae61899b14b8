"""From ability to level."""

from math import erf, sqrt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from adaptive.placement.levels import Level, beliefs, bounds_of, placed
from adaptive.placement.posterior import normal
from tests.unit.adaptive.placement.taking import QUARTERS
from tests.unit.adaptive.placement.test_posterior import after, answers


def below(bound: float, mean: float, sd: float) -> float:
    return 0.5 + 0.5 * erf((bound - mean) / (sd * sqrt(2)))


@given(answers)
def test_confidence_is_the_probability_of_the_most_probable_level(given_answers) -> None:
    posterior = after(given_answers)
    result = placed(posterior, QUARTERS)
    inside = beliefs(posterior, bounds_of(QUARTERS))
    assert sum(inside) == pytest.approx(1)
    assert result.confidence == max(inside) >= 0.25 - 1e-12
    assert result.level == QUARTERS[inside.index(max(inside))]


@given(st.floats(-2, 2), st.floats(0.22, 1), st.floats(-2, 2))
def test_the_mass_under_a_bound_is_the_integral(mean: float, sd: float, bound: float) -> None:
    under, _ = beliefs(normal(mean, sd), [bound])
    assert under == pytest.approx(below(bound, mean, sd), abs=5e-4)


@given(answers, st.floats(-4, 4))
def test_who_is_likelier_under_a_bound_is_placed_under_it(given_answers, bound: float) -> None:
    posterior = after(given_answers)
    low, high = beliefs(posterior, [bound])
    assume(abs(low - high) > 1e-9)
    result = placed(posterior, [Level("low", "Low", None), Level("high", "High", bound)])
    assert result.level.id == ("low" if low > high else "high")
    assert (result.theta, result.sd) == (posterior.mean, posterior.sd)


def test_of_two_levels_equally_likely_the_lower_is_given() -> None:
    assert placed(normal(0, 1), [Level("low", "Low", None), Level("high", "High", 0.0)]).level.id == "low"


@pytest.mark.parametrize("bound", [-100.0, 100.0])
def test_a_bound_beyond_all_abilities_leaves_one_level(bound: float) -> None:
    under, over = beliefs(normal(0, 1), [bound])
    assert (under, over) == ((0.0, 1.0) if bound < 0 else (1.0, 0.0))


@pytest.mark.parametrize("bounds", [[], [0.0], [None, 1.0, 1.0], [None, 1.0, 0.0], [None, None], [None, float("nan")]])
def test_levels_that_do_not_ascend_from_an_unbounded_one_are_refused(bounds: list[float | None]) -> None:
    with pytest.raises(ValueError, match="level"):
        bounds_of([Level(str(n), str(n), lower) for n, lower in enumerate(bounds)])
