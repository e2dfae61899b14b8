"""Growth of ability: what one answer says, and what practice adds."""

from math import exp, log, sqrt
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptive.growth import ENOUGH, Ability, Tally, chance, enough, faded, gained, learned, still_short
from adaptive.parameters import Growth
from adaptive.response import Question

GROWTH = Growth(1.0, 0.2, 1.1, 0.1, 0.03, 0.3, 0.05, 0.01)
STILL = Growth(1.0, 0.2, 1.1, 0.0, 0.0, 0.0, 0.0, 0.0)
QUESTION = Question(0.4, 1.3, 0.1)
abilities = st.builds(Ability, st.floats(-4, 4), st.floats(0.01, 3), st.floats(0, 30), st.floats(0, 30))
tallies = st.builds(Tally, st.integers(0, 200), st.integers(0, 200))
questions = st.builds(Question, st.floats(-4, 4), st.floats(0.2, 3), st.floats(0, 0.5))


def _exactly(ability: Ability, correct: bool) -> tuple[float, float, float]:
    """Chance of the answer, mean and variance after it, on a grid of 4,001 points."""
    spread = sqrt(ability.variance)
    total = first = second = 0.0
    for n in range(-2000, 2001):
        theta = ability.mean + spread * n / 250
        right = QUESTION.chance(theta)
        weight = exp(-((n / 250) ** 2) / 2) * (right if correct else 1 - right)
        total, first, second = total + weight, first + weight * theta, second + weight * theta * theta
    mean = first / total
    return total / (sqrt(2 * 3.141592653589793) * 250), mean, second / total - mean * mean


@pytest.mark.parametrize("correct", [True, False])
@pytest.mark.parametrize(("mean", "variance"), [(0.0, 1.0), (-1.5, 0.3), (2.0, 1.5)])
def test_one_answer_gives_the_mean_and_variance_of_the_exact_posterior(
    correct: bool, mean: float, variance: float
) -> None:
    before = Ability(mean, variance, 0.0, 0.0)
    after = learned(before, Tally(0, 0), correct, QUESTION, STILL)
    likely, then, spread = _exactly(before, correct)
    right = chance(before, Tally(0, 0), QUESTION, STILL)
    assert (right if correct else 1 - right) == pytest.approx(likely, abs=2e-3)
    assert (after.mean, after.variance) == (pytest.approx(then, abs=5e-3), pytest.approx(spread, abs=2e-2))


@given(abilities, tallies, questions, st.booleans())
def test_an_answer_moves_ability_towards_itself_and_never_to_certainty(
    ability: Ability, tally: Tally, question: Question, correct: bool
) -> None:
    after = learned(ability, tally, correct, question, GROWTH)
    assert after.mean >= ability.mean if correct else after.mean <= ability.mean
    assert after.variance > 0
    assert 0 < chance(after, tally, question, GROWTH) < 1


@given(tallies, tallies)
def test_more_practice_never_takes_ability_away_and_counts_only_so_far(one: Tally, other: Tally) -> None:
    ability = Ability(0.0, 1.0, 0.0, 0.0)
    both = Tally(one.right + other.right, one.wrong + other.wrong)
    assert gained(ability, one, GROWTH) <= gained(ability, both, GROWTH) <= 50 * 0.1 + 50 * 0.03


def test_what_was_practised_of_late_fades_by_half_a_day() -> None:
    after = faded(Ability(0.5, 0.7, 4.0, 2.0), 2.0, GROWTH)
    assert after == Ability(0.5, 0.7, 1.0, 0.5)


@given(abilities, tallies)
def test_enough_is_the_chance_of_answering_85_of_100_middling_questions(ability: Ability, tally: Tally) -> None:
    assert pytest.approx(log(0.85 / 0.15)) == ENOUGH
    now = ability.mean + gained(ability, tally, GROWTH)
    assert enough(ability, tally, GROWTH) == pytest.approx(
        1 - NormalDist(now, sqrt(ability.variance)).cdf(ENOUGH), abs=1e-9
    )


@given(abilities, tallies, st.integers(0, 10))
def test_who_is_short_after_more_tries_is_short_now(ability: Ability, tally: Tally, tries: int) -> None:
    now = 1 - enough(ability, tally, STILL)
    assert still_short(ability, tally, tries, STILL) == pytest.approx(now, abs=1e-9)
    assert still_short(ability, tally, 0, GROWTH) == pytest.approx(1 - enough(ability, tally, GROWTH), abs=1e-9)


def test_answers_narrow_what_is_believed_of_ability() -> None:
    ability, widths = Ability(0.0, 1.0, 0.0, 0.0), list[float]()
    for n in range(20):
        ability = learned(ability, Tally(0, 0), n % 2 == 0, QUESTION, STILL)
        widths.append(ability.variance)
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] < 0.25
