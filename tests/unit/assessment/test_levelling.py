"""A level that a person found replaces the machine's: the estimate is cut to it, and otherwise as near as it was."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptive.placement.levels import Level
from assessment.levelling import Estimate, levelled, within
from inarax.stores.beliefs import Placement
from tests.kit.events import NOW

LEVELS = (Level("low", "Low", None), Level("middle", "Middle", 0.0), Level("high", "High", 1.0))
BOUNDS = {"low": (-inf, 0.0), "middle": (0.0, 1.0), "high": (1.0, inf)}
thetas = st.floats(-4.0, 4.0)
sds = st.floats(0.05, 1.5)


def placed(theta, sd):
    return Placement("low", 0.5, theta, sd, NOW, "attempt")


@given(thetas, sds, st.sampled_from(sorted(BOUNDS)))
def test_the_ability_lies_in_the_level_and_is_no_less_certain(theta, sd, level):
    after = levelled(placed(theta, sd), LEVELS, level)
    lower, upper = BOUNDS[level]
    assert lower <= after.theta <= upper
    assert 0.0 < after.sd <= sd + 1e-9
    assert (after.level, after.confidence, after.reviewed) == (level, 1.0, True)
    assert (after.at, after.attempt) == (NOW, "attempt")


@given(thetas, sds)
def test_without_bounds_nothing_is_cut(theta, sd):
    after = within(Estimate(theta, sd), -inf, inf)
    assert after == pytest.approx((theta, sd))


def test_half_of_a_normal_distribution_is_what_the_books_say():
    theta, sd = within(Estimate(0.0, 1.0), 0.0, inf)  # the half-normal: sqrt(2 / pi), sqrt(1 - 2 / pi)
    assert (theta, sd) == pytest.approx((0.7978845608, 0.6028102750))


def test_a_band_around_the_estimate_keeps_its_middle():
    theta, sd = within(Estimate(0.5, 1.0), 0.0, 1.0)
    assert theta == pytest.approx(0.5)
    assert sd < 1.0 / 3**0.5


@pytest.mark.parametrize(("theta", "level", "nearest"), [(-4.0, "high", 1.0), (4.0, "low", 0.0), (4.0, "middle", 1.0)])
def test_where_the_answers_speak_against_it_wholly_it_is_the_nearest_end(theta, level, nearest):
    assert levelled(placed(theta, 0.1), LEVELS, level).theta == nearest


def test_a_level_that_the_course_has_not_is_refused():
    with pytest.raises(KeyError):
        levelled(placed(0.0, 1.0), LEVELS, "none")
