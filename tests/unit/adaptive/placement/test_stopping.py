"""Level mode: where a further item is not worth it."""

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adaptive.placement.administration import Rules
from adaptive.placement.levels import placed
from adaptive.placement.rehearsal import sat
from adaptive.placement.snapshot import Snapshot
from adaptive.placement.stopping import Decision, calm
from tests.unit.adaptive.placement.taking import QUARTERS, administration, drawn_bank

VARIANCES = [1 / (1 + 0.45 * n) for n in range(21)]
HALVES = (QUARTERS[0], QUARTERS[2])


def width(ranges: tuple[tuple[float, float], ...]) -> float:
    return sum(high - low for low, high in ranges)


def inside(ranges: tuple[tuple[float, float], ...], estimate: float) -> bool:
    return any(low <= estimate <= high for low, high in ranges)


def test_the_longest_test_stops_everywhere_and_a_bound_is_never_calm_before() -> None:
    found = calm(Decision(HALVES), VARIANCES)
    assert len(found) == len(VARIANCES)
    assert width(found[-1]) == 8
    assert not any(inside(ranges, 0.0) for ranges in found[:-1])
    assert all(inside(ranges, -3.9) and inside(ranges, 3.9) for ranges in found)


def test_the_more_was_asked_the_nearer_to_a_bound_one_stops() -> None:
    widths = [width(ranges) for ranges in calm(Decision(HALVES), VARIANCES)]
    assert all(less <= more + 1e-9 for less, more in pairwise(widths[1:]))


@settings(max_examples=10)
@given(st.floats(0.0005, 0.01), st.floats(1.1, 3))
def test_the_more_an_item_must_be_worth_the_sooner_one_stops(worth: float, factor: float) -> None:
    patient, hasty = (calm(Decision(QUARTERS, each), VARIANCES) for each in (worth, worth * factor))
    assert all(width(less) <= width(more) + 1e-9 for less, more in zip(patient, hasty, strict=True))


def test_levels_alike_are_treated_alike() -> None:
    for ranges in calm(Decision(QUARTERS), VARIANCES):
        for (low, high), (from_above, from_below) in zip(ranges, reversed(ranges), strict=True):
            assert (low, high) == pytest.approx((-from_below, -from_above))


def test_who_is_far_from_a_bound_is_asked_less_and_placed_with_more_confidence() -> None:
    bank, rules = drawn_bank(150, 5), Rules(Decision(QUARTERS), 20)
    held = administration(bank, rules, Snapshot(calm=calm(rules.goal, VARIANCES)))
    rng, asked, sure = Random(4), [], []
    for theta in (2.0, 0.6745):
        ends = [sat(held, theta, rng)[-1] for _ in range(30)]
        asked.append(sum(len(end.asked) for end in ends) / 30)
        sure.append(sum(placed(end.posterior, QUARTERS).confidence for end in ends) / 30)
    assert asked[0] < 0.6 * asked[1]
    assert sure[0] > sure[1]


@pytest.mark.parametrize("worth", [0.0, 1.0, float("nan")])
def test_an_item_worth_nothing_or_everything_is_refused(worth: float) -> None:
    with pytest.raises(ValueError, match="impossible placement rules"):
        Decision(QUARTERS, worth)
