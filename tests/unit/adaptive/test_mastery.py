"""Mastery: one answer, forgetting, replay."""

import json
from copy import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptive.mastery import (
    DEFAULT,
    VERSIONS,
    Evidence,
    Parameters,
    SkillBelief,
    answer_chances,
    due,
    mastered_probability,
    prior,
    replay,
    update,
)
from tests.unit.adaptive.strategies import ABILITIES, evidence

DAY = 86_400
GOLDEN = json.loads((Path(__file__).parent / "golden_mastery.json").read_text(encoding="utf-8"))
histories = st.lists(evidence, max_size=12)


def fresh(at: int = 0) -> SkillBelief:
    return prior("masks", theta=None, at=at)


def answered(belief: SkillBelief, correct: bool, at: int = 0, guess: float = 0.25) -> SkillBelief:
    return update(belief, correct=correct, difficulty=0, discrimination=1, guess=guess, at=at)


@given(histories)
def test_replaying_the_evidence_gives_the_stepwise_belief_bit_for_bit(answers: list[Evidence]) -> None:
    belief = fresh()
    for answer in answers:
        facts = answer._asdict()
        belief = update(belief, **{name: facts[name] for name in facts if name not in {"skill", "item"}})
    assert replay(answers, fresh()) == belief


@given(histories, st.integers(0, 12))
def test_a_belief_can_be_stored_half_way_and_carried_on(answers: list[Evidence], cut: int) -> None:
    stored = SkillBelief(**json.loads(json.dumps(replay(answers[:cut], fresh())._asdict())))
    assert replay(answers[cut:], stored) == replay(answers, fresh())


@pytest.mark.parametrize("vector", GOLDEN, ids=[vector["name"] for vector in GOLDEN])
def test_golden_vectors_are_reproduced_bit_for_bit(vector: dict[str, object]) -> None:
    start = SkillBelief(**vector["prior"])  # type: ignore[arg-type]
    answers = [Evidence(**answer) for answer in vector["evidence"]]  # type: ignore[attr-defined]
    assert start == prior(start.skill, theta=vector["theta"], at=start.at)  # type: ignore[arg-type]
    assert replay(answers, start, VERSIONS[start.parameters])._asdict() == vector["belief"]


def test_one_answer_is_bayes_rule_and_then_learning() -> None:
    # By hand: a = 1, b = 0, guess .25, lapse .05: .25 + .70 / (1 + exp(-1.5)) = .822302 and .377698.
    assert answer_chances(0, 1, 0.25, DEFAULT) == pytest.approx((0.822302, 0.377698), abs=1e-6)
    posterior = 0.3 * 0.822302 / (0.3 * 0.822302 + 0.7 * 0.377698)
    assert answered(fresh(), True).known == pytest.approx(posterior + (1 - posterior) * 0.08, abs=1e-6)


@given(histories, evidence)
def test_a_right_answer_leaves_a_higher_belief_than_a_wrong_one(answers: list[Evidence], last: Evidence) -> None:
    right = replay([*answers, replace(last, correct=True)], fresh())
    wrong = replay([*answers, replace(last, correct=False)], fresh())
    assert right.known >= wrong.known
    assert 0 < wrong.known <= right.known < 1


@given(histories)
def test_beliefs_are_rounded_and_count_their_answers(answers: list[Evidence]) -> None:
    belief = replay(answers, fresh())
    assert belief.known == round(belief.known, 6)
    assert (belief.tries, belief.correct) == (len(answers), sum(answer.correct for answer in answers))


def test_a_streak_counts_right_answers_up_and_wrong_ones_down() -> None:
    belief, streaks = fresh(), list[int]()
    for correct in (True, True, False, False, False, True):
        belief = answered(belief, correct)
        streaks.append(belief.streak)
    assert streaks == [1, 2, -1, -2, -3, 1]


@given(histories, st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_belief_only_fades_with_time_and_never_wholly(answers: list[Evidence], one: int, other: int) -> None:
    belief = replay(answers, fresh())
    soon, late = sorted((belief.at + one, belief.at + other))
    kept = mastered_probability(belief, late)
    assert belief.known * DEFAULT.retained <= kept <= mastered_probability(belief, soon) <= belief.known


def test_practice_slows_forgetting() -> None:
    once, often = answered(fresh(), True), replace(answered(fresh(), True), correct=8)
    assert mastered_probability(often, 30 * DAY) > mastered_probability(once, 30 * DAY)


@given(histories, evidence, st.integers(1, 10**6))
def test_time_never_runs_backwards_inside_a_belief(answers: list[Evidence], last: Evidence, early: int) -> None:
    belief = replay(answers, fresh())
    skewed = replay([replace(last, at=belief.at - early)], belief)
    assert skewed == replay([replace(last, at=belief.at)], belief)
    assert mastered_probability(belief, belief.at - early) == belief.known


def test_a_skill_is_due_once_it_was_mastered_and_has_faded() -> None:
    mastered = answered(answered(answered(answered(fresh(), True), True), True), True)
    assert not due(mastered, 0)
    assert due(mastered, 300 * DAY)
    assert not due(fresh(), 300 * DAY)


@given(ABILITIES, ABILITIES)
def test_a_higher_placement_never_lowers_the_prior(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert prior("s", theta=low, at=0).known <= prior("s", theta=high, at=0).known


def test_the_prior_without_placement_is_that_of_a_learner_at_the_level_of_the_skill() -> None:
    assert fresh().known == DEFAULT.initial == prior("masks", theta=0.7, at=0, difficulty=0.7).known
    assert prior("masks", theta=1, at=0, difficulty=-1).known > DEFAULT.mastered


def test_a_hard_item_excuses_a_slip_and_an_easy_one_proves_little() -> None:
    def after(difficulty: float, correct: bool) -> float:
        return update(fresh(), correct=correct, difficulty=difficulty, discrimination=1, guess=0, at=0).known

    assert after(2, False) > after(-2, False)
    assert after(2, True) > after(-2, True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"guess": 0.95},
        {"guess": -0.1},
        {"guess": float("nan")},
        {"discrimination": 0},
        {"difficulty": float("inf")},
    ],
)
def test_an_impossible_item_is_refused(wrong: dict[str, float]) -> None:
    item = {"difficulty": 0.0, "discrimination": 1.0, "guess": 0.25} | wrong
    with pytest.raises(ValueError, match=r"impossible|guess"):
        update(fresh(), correct=True, at=0, **item)  # type: ignore[arg-type]


def test_evidence_of_another_skill_and_parameters_of_another_version_are_refused() -> None:
    with pytest.raises(ValueError, match="'routing' does not bear on 'masks'"):
        replay([Evidence("routing", "i1", True, 0, 1, 0.25, 0)], fresh())
    with pytest.raises(ValueError, match="2026-11-default"):
        mastered_probability(fresh(), 0, Parameters("other"))


@pytest.mark.parametrize(
    "numbers",
    [
        {"initial": 1.0},
        {"luck": 0.3, "lapse": 0.3},
        {"known_ability": -2.0},
        {"half_life_days": 0.0},
        {"struggling_clear": 0.9},
        {"advancing_clear": 0.95},
    ],
)
def test_parameters_that_contradict_themselves_are_refused(numbers: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="parameters 'mine'"):
        Parameters("mine", **numbers)  # type: ignore[arg-type]


def test_the_next_answer_of_simulated_learners_is_foretold_better_than_by_a_constant() -> None:
    rng, foretold = Random(11), list[tuple[float, bool]]()
    for _ in range(300):
        belief, knows = fresh(), rng.random() < 0.35
        for n in range(10):
            b = rng.gauss(0, 0.8)
            chances = answer_chances(b, 1.2, 0.25, DEFAULT)
            correct = rng.random() < (0.85 if knows else 0.35)
            foretold.append((belief.known * chances[0] + (1 - belief.known) * chances[1], correct))
            belief = update(belief, correct=correct, difficulty=b, discrimination=1.2, guess=0.25, at=n)
            knows = knows or rng.random() < 0.1
    right = [chance for chance, correct in foretold if correct]
    wrong = [chance for chance, correct in foretold if not correct]
    pairs = [(rng.choice(right), rng.choice(wrong)) for _ in range(20_000)]
    auc = sum((high > low) + (high == low) / 2 for high, low in pairs) / len(pairs)
    assert auc > 0.62  # a constant has 0.5
