"""The belief about ability: proper whatever was answered, and moved by each answer as Bayes' rule has it."""

from collections.abc import Sequence
from math import fsum
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptive.irt import Item, failure, probability
from adaptive.placement.posterior import GRID, POINTS, Posterior, normal, normalized
from tests.unit.adaptive.strategies import items

answers = st.lists(st.tuples(items, st.booleans()), max_size=25)
extremes = st.lists(
    st.tuples(st.builds(Item, id=st.just("q"), skill=st.just("s"), a=st.just(10.0), b=st.sampled_from([-10.0, 10.0])),
              st.booleans()),
    max_size=60,
)  # fmt: skip


def likelihood(item: Item, correct: bool) -> list[float]:
    return [(probability if correct else failure)(x, item) for x in GRID]


def after(given_answers: Sequence[tuple[Item, bool]]) -> Posterior:
    posterior = normal(0, 1)
    for item, correct in given_answers:
        posterior = posterior.after(likelihood(item, correct))
    return posterior


@pytest.mark.parametrize(("mean", "sd"), [(0, 1), (-1, 1), (0.5, 1.5), (0.3, 0.25)])
def test_a_normal_belief_has_its_mean_and_deviation(mean: float, sd: float) -> None:
    assert normal(mean, sd).mean == pytest.approx(mean, abs=0.005)
    assert normal(mean, sd).sd == pytest.approx(sd, abs=0.01)


@given(answers | extremes)
def test_it_is_proper_after_any_answers(given_answers: list[tuple[Item, bool]]) -> None:
    posterior = after(given_answers)
    assert fsum(posterior.mass) == pytest.approx(1)
    assert min(posterior.mass) >= 0
    assert GRID[0] <= posterior.mean <= GRID[-1]
    assert posterior.sd > 0


@given(answers, items)
def test_a_right_answer_raises_the_estimate_and_a_wrong_one_lowers_it(
    given_answers: list[tuple[Item, bool]], item: Item
) -> None:
    posterior = after(given_answers)
    assert posterior.after(likelihood(item, False)).mean <= posterior.mean + 1e-9
    assert posterior.after(likelihood(item, True)).mean >= posterior.mean - 1e-9


@given(answers, items)
def test_an_answer_narrows_it_on_average(given_answers: list[tuple[Item, bool]], item: Item) -> None:
    posterior = after(given_answers)
    right = sum(m * p for m, p in zip(posterior.mass, likelihood(item, True), strict=True))
    both = [(right, True), (1 - right, False)]
    expected = sum(chance * posterior.after(likelihood(item, correct)).sd ** 2 for chance, correct in both)
    assert expected <= max(posterior.sd**2, 0.011)


@given(st.lists(st.tuples(items, st.booleans()), max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_the_answers_does_not_matter(given_answers: list[tuple[Item, bool]], rng: Random) -> None:
    shuffled = rng.sample(given_answers, len(given_answers))
    assert after(shuffled).mean == pytest.approx(after(given_answers).mean)


@given(st.lists(st.tuples(items, st.booleans()), min_size=5, max_size=25))
def test_four_times_the_points_say_the_same(given_answers: list[tuple[Item, bool]]) -> None:
    fine = [GRID[0] + (GRID[-1] - GRID[0]) * k / (4 * POINTS) for k in range(4 * POINTS + 1)]
    weights = []
    for x in fine:
        weight = 2.718281828459045 ** (-0.5 * x * x)
        for item, correct in given_answers:
            weight *= (probability if correct else failure)(x, item)
        weights.append(weight)
    mean = fsum(w * x for w, x in zip(weights, fine, strict=True)) / fsum(weights)
    posterior = after(given_answers)
    assert posterior.mean == pytest.approx(mean, abs=2e-3)


def test_masses_of_another_grid_are_refused() -> None:
    with pytest.raises(ValueError, match="61"):
        normalized([1.0])
