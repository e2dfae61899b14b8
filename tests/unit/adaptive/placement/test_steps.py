"""The next step: bounded, never twice the same, balanced over skills, and the same again from the same state."""

import statistics
from collections import Counter
from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adaptive.irt import Item, probability
from adaptive.placement.administration import Rules
from adaptive.placement.bank import IMBALANCE, Bank
from adaptive.placement.rehearsal import sat
from adaptive.placement.snapshot import Snapshot
from adaptive.placement.steps import Ask, Stop, next_step
from adaptive.placement.stopping import Decision, Precision
from tests.unit.adaptive.placement.taking import FULL, QUARTERS, administration, drawn_bank, taken
from tests.unit.adaptive.strategies import banks

rules = st.builds(
    Rules,
    st.builds(Precision, st.floats(0.25, 0.6)) | st.builds(Decision, st.just(QUARTERS)),
    st.integers(1, 12),
)
seeds = st.integers(0, 99)


def answering(rng: Random) -> Iterator[bool]:
    while True:
        yield rng.random() < 0.5


@settings(max_examples=60)
@given(banks, rules, seeds)
def test_a_test_repeats_no_item_and_ends_for_a_stated_reason(items: list[Item], ruled: Rules, seed: int) -> None:
    held = administration(Bank(items), ruled)
    progress, stop = taken(held, answering(Random(seed)), Random(seed))
    assert len(set(progress.asked)) == len(progress.asked) <= min(ruled.max_items, len(items))
    precise = isinstance(ruled.goal, Precision) and progress.posterior.sd <= ruled.goal.sd
    assert precise or len(progress.asked) in {ruled.max_items, len(items)}
    assert stop.reason


@settings(max_examples=60)
@given(banks, seeds)
def test_no_skill_runs_ahead_of_another_that_still_has_items(items: list[Item], seed: int) -> None:
    held = administration(Bank(items), Rules(Precision(0.2), 12))
    progress, _ = taken(held, answering(Random(seed)), Random(seed))
    asked = Counter(held.bank.items[n].skill for n in progress.asked)
    for skill in Counter(item.skill for item in items) - asked:
        assert max(asked.values()) - asked[skill] <= IMBALANCE


@settings(max_examples=60)
@given(banks, rules, seeds)
def test_an_attempt_is_its_answers(items: list[Item], ruled: Rules, seed: int) -> None:
    held, rng = administration(Bank(items), ruled), Random(seed)
    progress, answers = held.begin(), list[tuple[str, bool]]()
    while isinstance(step := next_step(held, progress, Random(f"{seed}{len(answers)}")), Ask):
        answers.append((step.item.id, rng.random() < 0.5))
        progress = held.after(progress, held.bank.position[step.item.id], answers[-1][1])
        resumed = administration(Bank(items), ruled)
        assert resumed.replayed(answers) == progress
        assert next_step(resumed, progress, Random(seed)) == next_step(held, progress, Random(seed))


@settings(max_examples=60)
@given(banks, st.data(), seeds)
def test_what_is_avoided_is_asked_only_when_nothing_else_is_left(
    items: list[Item], data: st.DataObject, seed: int
) -> None:
    held, rng = administration(Bank(items), Rules(Precision(0.2), 30)), Random(seed)
    shunned = data.draw(st.sets(st.sampled_from([item.id for item in items])))
    progress = held.begin([*shunned, "elsewhere"])
    while isinstance(step := next_step(held, progress, rng), Ask):
        asked = {held.bank.items[n].id for n in progress.asked}
        assert step.item.id not in shunned or asked >= held.bank.position.keys() - shunned
        progress = held.after(progress, held.bank.position[step.item.id], rng.random() < 0.5)


def test_an_answer_to_an_item_that_is_not_there_or_was_answered_is_refused() -> None:
    held = administration(drawn_bank(5, 1))
    with pytest.raises(ValueError, match="'q9' is not in the bank"):
        held.replayed([("q9", True)])
    with pytest.raises(ValueError, match="'q1' was answered before"):
        held.replayed([("q1", True), ("q2", True), ("q1", True)])


def test_the_first_question_varies_and_is_among_the_most_informative() -> None:
    held = administration(drawn_bank(100, 1))
    first = Counter(step.item.id for seed in range(60) if isinstance(step := _first(held, seed), Ask))
    assert 1 < len(first) < 20
    ranked = held.bank.outlook(0.0, 1.0).ranked
    assert {held.bank.position[item] for item in first} <= set(ranked[:20])


def _first(held, seed):
    return next_step(held, held.begin(), Random(seed))


def test_a_dear_item_gives_way_to_one_almost_as_good() -> None:
    bank = drawn_bank(100, 1)
    best = bank.items[bank.outlook(0.0, 1.0).ranked[0]]
    free = {_first(administration(bank), seed).item for seed in range(40)}
    priced = {_first(administration(bank, FULL, Snapshot({best.id: 1.0})), seed).item for seed in range(40)}
    assert best in free
    assert best not in priced


def test_the_last_item_is_the_cheapest_that_is_likely_to_end_the_test() -> None:
    bank, target = drawn_bank(200, 3), 0.35
    sat_before = sat(administration(bank, Rules(Precision(target), 40)), 0.3, Random(5))
    before = next(at for at in sat_before if at.posterior.precision > target**-2 - 0.3)
    best = bank.items[bank.outlook(before.posterior.mean, before.posterior.sd).ranked[0]]
    ending = {item.id: 0.5 for item in bank.items if abs(item.b - before.posterior.mean) < 0.5}
    priced = administration(bank, Rules(Precision(target), 40), Snapshot(ending))
    step = next_step(priced, before, Random(1))
    assert isinstance(step, Ask)
    assert best.id in ending
    assert step.item.id not in ending
    assert all(
        priced.after(before, bank.position[step.item.id], correct).posterior.sd <= target for correct in (True, False)
    )


def test_who_guesses_needs_more_questions() -> None:
    lengths = []
    for c in (0.0, 0.25):
        held, rng = administration(drawn_bank(200, 4, c=c), Rules(Precision(0.4), 60)), Random(8)
        lengths.append(statistics.mean(len(sat(held, rng.gauss(0, 1), rng)) for _ in range(30)))
    assert lengths[1] > 1.3 * lengths[0]


def test_a_bank_of_300_places_simulated_learners_closely_in_few_questions() -> None:
    held, rng = administration(drawn_bank(300, 2026), Rules(Precision(0.35), 60)), Random(1)
    lengths, errors = list[int](), list[float]()
    for _ in range(60):
        theta = rng.gauss(0, 1)
        end = sat(held, theta, rng)[-1]
        lengths.append(len(end.asked))
        errors.append((end.posterior.mean - theta) ** 2)
        assert end.posterior.sd <= 0.35
    assert statistics.mean(lengths) < 17
    assert statistics.mean(errors) ** 0.5 < 0.40


def test_a_test_may_run_out_of_questions() -> None:
    held = administration(Bank([Item("q1", "s", 1, 0)]))
    progress, stop = taken(held, iter([True]), Random(1))
    assert (len(progress.asked), stop) == (1, Stop("no questions are left"))


@pytest.mark.parametrize(("most", "exposure"), [(0, 0.25), (10, 0.0), (10, 1.1)])
def test_impossible_rules_are_refused(most: int, exposure: float) -> None:
    with pytest.raises(ValueError, match="impossible placement rules"):
        Rules(Precision(0.3), most, exposure)


@pytest.mark.parametrize("sd", [0.0, 0.05, 1.0, float("nan")])
def test_a_precision_that_no_test_reaches_is_refused(sd: float) -> None:
    with pytest.raises(ValueError, match="impossible placement rules"):
        Precision(sd)


def test_probabilities_of_items_are_what_simulated_learners_answer_by() -> None:
    item = Item("q", "s", 1.2, 0.3)
    held, rng = administration(Bank([item])), Random(3)
    moved = [sat(held, 1.0, rng)[-1].posterior.mean > 0 for _ in range(400)]
    assert sum(moved) / 400 == pytest.approx(probability(1.0, item), abs=0.07)
