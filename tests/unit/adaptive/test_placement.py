"""Placement: posterior, choice of the next item, levels."""

import statistics
from collections import Counter
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from adaptive.irt import Item, information, probability
from adaptive.placement import (
    GRID,
    IMBALANCE,
    Ask,
    Level,
    Posterior,
    Rules,
    Stop,
    expected_information,
    next_step,
    placed,
    posterior_of,
    prior,
)
from tests.unit.adaptive.strategies import ABILITIES, banks, items

responses = st.lists(st.tuples(items, st.booleans()), max_size=25)
LEVELS = (
    Level("beginner", "Beginner", None),
    Level("practitioner", "Practitioner", -0.5),
    Level("expert", "Expert", 0.8),
)


def administer(bank: list[Item], theta: float, rng: Random, rules: Rules) -> tuple[Posterior, list[Item], Stop]:
    """A whole test of a simulated learner."""
    posterior, asked = prior(), list[Item]()
    while True:
        unasked = [item for item in bank if item not in asked]
        counts = Counter(item.skill for item in asked)
        step = next_step(posterior, unasked, counts, len(asked), rng, rules)
        if isinstance(step, Stop):
            return posterior, asked, step
        asked.append(step.item)
        posterior = posterior.update(step.item, rng.random() < probability(theta, step.item))


def bank_of(size: int, rng: Random) -> list[Item]:
    return [
        Item(f"q{n}", f"s{n % 8}", a=min(max(rng.gauss(1.2, 0.25), 0.3), 2.5), b=rng.gauss(0, 1)) for n in range(size)
    ]


def test_the_prior_is_standard_normal() -> None:
    assert prior().mean == pytest.approx(0, abs=1e-12)
    assert prior().sd == pytest.approx(1, abs=0.002)


@given(responses)
def test_the_posterior_always_sums_to_one(answers: list[tuple[Item, bool]]) -> None:
    posterior = posterior_of(answers)
    assert sum(posterior.mass) == pytest.approx(1)
    assert min(posterior.mass) >= 0


@given(responses, items)
def test_a_right_answer_raises_the_estimate_and_a_wrong_one_lowers_it(
    answers: list[tuple[Item, bool]], item: Item
) -> None:
    posterior = posterior_of(answers)
    assert posterior.update(item, False).mean <= posterior.mean + 1e-9
    assert posterior.update(item, True).mean >= posterior.mean - 1e-9


@given(responses, items)
def test_an_answer_narrows_the_posterior_on_average(answers: list[tuple[Item, bool]], item: Item) -> None:
    posterior = posterior_of(answers)
    right = sum(m * probability(x, item) for m, x in zip(posterior.mass, GRID, strict=True))
    expected = right * posterior.update(item, True).sd ** 2 + (1 - right) * posterior.update(item, False).sd ** 2
    assert expected <= posterior.sd**2 + 1e-9


@given(st.lists(st.tuples(items, st.booleans()), max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_the_answers_does_not_matter(answers: list[tuple[Item, bool]], rng: Random) -> None:
    shuffled = rng.sample(answers, len(answers))
    assert posterior_of(shuffled).mean == pytest.approx(posterior_of(answers).mean)


@given(st.lists(st.tuples(st.sampled_from([-10.0, 10.0]), st.booleans()), max_size=60))
def test_even_the_most_contradictory_answers_leave_a_posterior(extremes: list[tuple[float, bool]]) -> None:
    posterior = posterior_of([(Item("q", "s", 10, b), correct) for b, correct in extremes])
    assert sum(posterior.mass) == pytest.approx(1)


def test_a_posterior_of_another_grid_is_refused() -> None:
    with pytest.raises(ValueError, match="61"):
        Posterior((1.0,))


@given(banks, ABILITIES, st.randoms(use_true_random=False), st.integers(1, 8))
def test_a_test_never_repeats_an_item_and_ends_for_a_stated_reason(
    bank: list[Item], theta: float, rng: Random, most: int
) -> None:
    rules = Rules(max_items=most)
    posterior, asked, stop = administer(bank, theta, rng, rules)
    assert len({item.id for item in asked}) == len(asked) <= most
    assert posterior.sd <= rules.target_sd or len(asked) in {most, len(bank)}
    assert stop.reason


@given(banks, ABILITIES, st.randoms(use_true_random=False))
def test_no_skill_runs_ahead_of_another_that_still_has_items(bank: list[Item], theta: float, rng: Random) -> None:
    _, asked, _ = administer(bank, theta, rng, Rules(max_items=12))
    left = Counter(item.skill for item in bank) - Counter(item.skill for item in asked)
    counts = Counter(item.skill for item in asked)
    for skill in left:
        assert max(counts.values()) - counts[skill] <= IMBALANCE


@given(banks, responses, st.integers(0, 99), st.randoms(use_true_random=False))
def test_the_same_state_gives_the_same_step_in_whatever_order_the_items_come(
    bank: list[Item], answers: list[tuple[Item, bool]], seed: int, rng: Random
) -> None:
    posterior = posterior_of(answers)
    shuffled = rng.sample(bank, len(bank))
    assert next_step(posterior, bank, {}, 0, Random(seed), Rules()) == next_step(
        posterior, shuffled, {}, 0, Random(seed), Rules()
    )


@given(responses, items)
def test_expected_information_is_the_mean_over_the_posterior(answers: list[tuple[Item, bool]], item: Item) -> None:
    posterior = posterior_of(answers)
    mean = sum(m * information(x, item) for m, x in zip(posterior.mass, GRID, strict=True))
    assert expected_information(posterior, item) == pytest.approx(mean)


@given(banks, st.integers(0, 99))
def test_the_item_asked_is_among_the_most_informative(bank: list[Item], seed: int) -> None:
    step = next_step(prior(), bank, {}, 0, Random(seed), Rules(randomesque=3))
    assert isinstance(step, Ask)
    better = [item for item in bank if expected_information(prior(), item) > expected_information(prior(), step.item)]
    assert len(better) < 3


def test_learners_alike_are_not_all_asked_the_same_item() -> None:
    bank = bank_of(50, Random(1))
    steps = [next_step(prior(), bank, {}, 0, Random(seed), Rules()) for seed in range(40)]
    assert len({step.item.id for step in steps if isinstance(step, Ask)}) == 5


@pytest.mark.parametrize("rules", [{"max_items": 0}, {"randomesque": 0}, {"target_sd": 0.0}, {"target_sd": 1.0}])
def test_impossible_rules_are_refused(rules: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="impossible placement rules"):
        Rules(**rules)


@given(responses)
def test_confidence_is_the_probability_of_the_most_probable_level(answers: list[tuple[Item, bool]]) -> None:
    result = placed(posterior_of(answers), LEVELS)
    assert 1 / len(LEVELS) - 1e-9 <= result.confidence <= 1
    assert result.level in LEVELS


@given(responses, st.floats(-4, 4))
def test_two_levels_share_the_whole_posterior(answers: list[tuple[Item, bool]], bound: float) -> None:
    posterior = posterior_of(answers)
    result = placed(posterior, [Level("low", "Low", None), Level("high", "High", bound)])
    assume(abs(result.confidence - 0.5) > 1e-6)
    far = sum(m for m, x in zip(posterior.mass, GRID, strict=True) if (x < bound) == (result.level.id == "low"))
    assert result.confidence == pytest.approx(far, abs=max(posterior.mass))


def test_a_level_takes_its_share_of_the_prior() -> None:
    half = placed(prior(), [Level("low", "Low", None), Level("high", "High", 0.0)])
    assert half.level.id == "low"
    assert half.confidence == pytest.approx(0.5)
    most = placed(prior(), [Level("low", "Low", None), Level("high", "High", -1.0)])
    assert most.level.id == "high"
    assert most.confidence == pytest.approx(0.8413, abs=0.002)


@pytest.mark.parametrize("bounds", [[], [0.0], [None, 1.0, 1.0], [None, 1.0, 0.0], [None, None], [None, float("nan")]])
def test_levels_that_do_not_ascend_from_an_unbounded_one_are_refused(bounds: list[float | None]) -> None:
    with pytest.raises(ValueError, match="level"):
        placed(prior(), [Level(str(n), str(n), lower) for n, lower in enumerate(bounds)])


def test_a_bank_of_300_places_simulated_learners_closely_in_few_questions() -> None:
    rng = Random(2026)
    bank = bank_of(300, rng)
    rules = Rules(max_items=60)
    lengths, errors = list[int](), list[float]()
    for _ in range(40):
        theta = rng.gauss(0, 1)
        posterior, asked, _ = administer(bank, theta, rng, rules)
        lengths.append(len(asked))
        errors.append((posterior.mean - theta) ** 2)
        assert posterior.sd <= 0.35
    assert statistics.mean(lengths) < 25
    assert statistics.mean(errors) ** 0.5 < 0.40
