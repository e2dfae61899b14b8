"""Parameters of items on trial, from sums over learners."""

from math import sqrt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptive.irt import Item, probability
from adaptive.placement.calibrating import estimated
from adaptive.placement.posterior import normal
from adaptive.placement.tallying import BINS, Bin, bin_of, tallied, together
from tests.unit.adaptive.strategies import DIFFICULTIES, DISCRIMINATIONS, GUESSES

GUESS = Item("p", "masks", 1.0, 0.0)
SD = 0.35
"""Of the posteriors that placements end with here."""
answers = st.lists(st.tuples(st.floats(-3, 3), st.booleans()), max_size=30)


def tally_of(given_answers):
    """The tally of these abilities and answers."""
    tally = {}
    for ability, correct in given_answers:
        tally = tallied(tally, normal(ability, SD), correct=correct)
    return tally


def simulated(true, learners, rng):
    """The tally of learners of N(0, 1), whose posteriors are as far off as they say."""
    tally = {}
    for _ in range(learners):
        mean = rng.gauss(0.0, sqrt(1.0 - SD * SD))
        theta = rng.gauss(mean, SD)
        one = Bin(1, int(rng.random() < probability(theta, true)), mean, mean * mean + SD * SD)
        tally[bin_of(mean)] = tally.get(bin_of(mean), Bin()).plus(one)
    return tally


@given(answers, answers)
def test_tallies_add_up_in_whatever_shards(some, others):
    one, other, both = tally_of(some), tally_of(others), tally_of(some + others)
    assert together(one, other).keys() == both.keys()
    for number, kept in together(one, other).items():
        assert kept == pytest.approx(both[number])
    assert sum(kept.shown for kept in both.values()) == len(some + others)
    assert sum(kept.right for kept in both.values()) == sum(correct for _, correct in some + others)


@given(st.floats(-6, 6))
def test_every_ability_has_a_bin(ability):
    assert 0 <= bin_of(ability) < BINS
    assert bin_of(-ability) == BINS - 1 - bin_of(ability)


@given(st.builds(Item, st.just("p"), st.just("masks"), DISCRIMINATIONS, DIFFICULTIES, GUESSES))
def test_without_answers_the_authors_guess_remains(guess):
    found = estimated(guess, {})
    assert (found.shown, found.a, found.b) == (0, pytest.approx(guess.a), guess.b)
    assert (found.a_error, found.b_error) == (pytest.approx(0.4 * guess.a), pytest.approx(1.0))


@given(answers, st.builds(Item, st.just("p"), st.just("masks"), DISCRIMINATIONS, DIFFICULTIES, GUESSES))
def test_whatever_was_answered_the_estimate_is_finite_and_surer_than_the_guess(given_answers, guess):
    found = estimated(guess, tally_of(given_answers))
    assert found.shown == len(given_answers)
    assert 0.1 <= found.a <= 5.01
    assert -8.0 <= found.b <= 8.0
    assert 0.0 < found.b_error <= 1.0001
    assert 0.0 < found.a_error / found.a <= 0.4001


@pytest.mark.parametrize("correct", [True, False])
def test_answers_that_are_all_alike_move_the_difficulty_their_way(correct):
    found = estimated(GUESS, tally_of([(0.0, correct)] * 200))
    assert (found.b < -1.5) == correct
    assert (found.b > 1.5) != correct


@pytest.mark.parametrize(
    "true",
    [Item("p", "m", 0.8, -1.0), Item("p", "m", 1.6, 0.7), Item("p", "m", 1.2, 0.3, 0.25), Item("p", "m", 2.0, 1.2)],
)
def test_the_truth_is_found_within_the_standard_errors(true):
    rng, misses = Random(11), 0
    guess = Item("p", "m", 1.2, true.b + 0.8, true.c)
    for _ in range(20):
        found = estimated(guess, simulated(true, 600, rng))
        misses += abs(found.a - true.a) > 2.0 * found.a_error
        misses += abs(found.b - true.b) > 2.0 * found.b_error
        assert found.b_error < 0.25
    assert misses <= 6  # of 40, where 2 are to be expected


def test_ability_that_is_known_no_better_makes_no_item_look_flat():
    true, rng = Item("p", "m", 1.8, 0.0), Random(2)
    tallies = [simulated(true, 600, rng) for _ in range(20)]
    taken_for_known = [
        {n: bin_._replace(square=bin_.ability**2 / bin_.shown) for n, bin_ in tally.items()} for tally in tallies
    ]
    ours, method_a = (sum(estimated(true, each).a for each in kept) / 20 for kept in (tallies, taken_for_known))
    assert method_a < 1.72 < ours  # 1.8 / sqrt(1 + (1.8 SD / 1.7)^2) = 1.69
    assert ours == pytest.approx(1.8, abs=0.1)
