"""Mastery: one answer, forgetting, replay."""

import json
from collections.abc import Sequence
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
    SkillBelief,
    answer_probability,
    mastered_probability,
    prior,
    replay,
    update,
)
from adaptive.parameters import Growth, Kind, Parameters
from tests.unit.adaptive.strategies import ABILITIES, DIFFICULTIES, DISCRIMINATIONS, evidence

DAY = 86_400
GOLDEN = json.loads((Path(__file__).parent / "golden_mastery.json").read_text(encoding="utf-8"))
NO_GROWTH = Growth(0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0)
ONE_KIND = Parameters("one", (Kind(1.0, 0.3, 0.1, 2.0, -2.0),), NO_GROWTH, half_life_days=10.0)
histories = st.lists(evidence, max_size=12)


def fresh(at: int = 0) -> SkillBelief:
    return prior("masks", theta=None, at=at)


def answered(belief: SkillBelief, correct: bool, at: int = 0, guess: float = 0.25) -> SkillBelief:
    return update(belief, correct=correct, difficulty=0, discrimination=1, guess=guess, at=at)


def mastery(belief: SkillBelief) -> float:
    return mastered_probability(belief, belief.at)


@given(histories)
def test_replaying_the_evidence_gives_the_stepwise_belief_bit_for_bit(answers: list[Evidence]) -> None:
    belief = fresh()
    for answer in answers:
        facts = answer._asdict()
        belief = update(belief, **{name: facts[name] for name in facts if name not in {"skill", "item"}})
    assert replay(answers, fresh()) == belief


@given(histories, st.integers(0, 12))
def test_a_belief_can_be_stored_half_way_and_carried_on(answers: list[Evidence], cut: int) -> None:
    stored = SkillBelief.restored(json.loads(json.dumps(replay(answers[:cut], fresh())._asdict())))
    assert replay(answers[cut:], stored) == replay(answers, fresh())


def test_a_belief_from_before_it_was_kept_whether_a_skill_was_ever_known_is_read_as_if_nothing_was_forgotten() -> None:
    belief = prior("masks", theta=0.5, at=0)
    kept = {name: value for name, value in belief._asdict().items() if name != "never"}
    assert SkillBelief.restored(json.loads(json.dumps(kept))) == belief


@pytest.mark.parametrize("vector", GOLDEN, ids=[vector["name"] for vector in GOLDEN])
def test_golden_vectors_are_reproduced_bit_for_bit(vector: dict[str, object]) -> None:
    start = SkillBelief.restored(vector["prior"])  # type: ignore[arg-type]
    answers = [Evidence(**answer) for answer in vector["evidence"]]  # type: ignore[attr-defined]
    parameters = VERSIONS[start.parameters]
    assert start == prior(start.skill, theta=vector["theta"], at=start.at, parameters=parameters)  # type: ignore[arg-type]
    assert replay(answers, start, parameters) == SkillBelief.restored(vector["belief"])  # type: ignore[arg-type]


def test_with_one_kind_of_learning_an_answer_is_bayes_rule_and_then_learning() -> None:
    # By hand: a = 1, b = 0, no guess: 1 / (1 + exp(-2)) = .880797 and 1 / (1 + exp(2)) = .119203.
    start = prior("masks", theta=None, at=0, parameters=ONE_KIND)
    asked = {"difficulty": 0.0, "discrimination": 1.0, "guess": 0.0, "at": 0}
    right = 0.3 * 0.880797 + 0.7 * 0.119203
    assert answer_probability(start, **asked, parameters=ONE_KIND) == pytest.approx(right, abs=1e-6)
    posterior = 0.3 * 0.880797 / right
    after = update(start, correct=True, **asked, parameters=ONE_KIND)
    assert after.known == (pytest.approx(posterior + (1 - posterior) * 0.1, abs=1e-6),)
    half = mastered_probability(after, 10 * DAY, ONE_KIND)
    assert half == pytest.approx(after.known[0] / 2, abs=1e-6)


def test_between_kinds_of_learning_bayes_rule_decides() -> None:
    careful, lucky = Kind(0.5, 0.3, 0.1, 2.0, -2.0), Kind(0.5, 0.3, 0.1, 2.0, 0.0)
    both = Parameters("both", (careful, lucky), NO_GROWTH, half_life_days=10.0)
    start = prior("masks", theta=None, at=0, parameters=both)
    after = update(start, correct=True, difficulty=0, discrimination=1, guess=0, at=0, parameters=both)
    one, other = 0.3 * 0.880797 + 0.7 * 0.119203, 0.3 * 0.880797 + 0.7 * 0.5
    assert after.shares == pytest.approx((one / (one + other), other / (one + other), 0.0), abs=1e-6)


@given(histories, evidence)
def test_a_right_answer_leaves_no_less_of_knowledge_or_ability_than_a_wrong_one(
    answers: list[Evidence], last: Evidence
) -> None:
    right = replay([*answers, replace(last, correct=True)], fresh())
    wrong = replay([*answers, replace(last, correct=False)], fresh())
    assert all(0 < low <= high < 1 for low, high in zip(wrong.known, right.known, strict=True))
    assert wrong.ability <= right.ability


@given(histories)
def test_beliefs_are_rounded_count_their_answers_and_stay_between_nothing_and_certainty(
    answers: list[Evidence],
) -> None:
    belief = replay(answers, fresh())
    for number in (*belief.shares, *belief.known, belief.ability, belief.variance, belief.lately_right):
        assert number == round(number, 6)
    assert sum(belief.shares) == pytest.approx(1, abs=1e-3)
    assert (belief.tries, belief.correct) == (len(answers), sum(answer.correct for answer in answers))
    assert 0 < mastery(belief) < 1


@given(histories, DIFFICULTIES, DISCRIMINATIONS, st.floats(0, 0.5), st.integers(0, 400 * DAY))
def test_the_chance_of_a_right_answer_is_that_by_which_the_next_one_is_weighed(
    answers: list[Evidence], difficulty: float, discrimination: float, guess: float, later: int
) -> None:
    belief = replay(answers, fresh())
    chance = answer_probability(
        belief, difficulty=difficulty, discrimination=discrimination, guess=guess, at=belief.at + later
    )
    assert 0 < chance < 1


@given(histories, st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_belief_only_fades_with_time(answers: list[Evidence], one: int, other: int) -> None:
    belief = replay(answers, fresh())
    soon, late = sorted((belief.at + one, belief.at + other))
    assert 0 <= mastered_probability(belief, late) <= mastered_probability(belief, soon) <= mastery(belief)


@given(histories, evidence, st.integers(1, 10**6))
def test_time_never_runs_backwards_inside_a_belief(answers: list[Evidence], last: Evidence, early: int) -> None:
    belief = replay(answers, fresh())
    skewed = replay([replace(last, at=belief.at - early)], belief)
    assert skewed == replay([replace(last, at=belief.at)], belief)
    assert mastered_probability(belief, belief.at - early) == mastery(belief)


@given(ABILITIES, ABILITIES)
def test_a_higher_placement_never_lowers_the_prior(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert mastery(prior("s", theta=low, at=0)) <= mastery(prior("s", theta=high, at=0))


def test_the_prior_without_placement_is_that_of_a_learner_at_the_level_of_the_skill() -> None:
    assert fresh() == prior("masks", theta=0.7, at=0, difficulty=0.7)
    assert mastery(prior("masks", theta=1, at=0, difficulty=-1)) > DEFAULT.mastered


def test_a_hard_item_excuses_a_slip_and_an_easy_one_proves_little() -> None:
    def after(difficulty: float, correct: bool) -> float:
        return mastery(update(fresh(), correct=correct, difficulty=difficulty, discrimination=1, guess=0, at=0))

    assert after(2, False) > after(-2, False)
    assert after(2, True) > after(-2, True)


def test_a_long_history_can_still_be_overturned() -> None:
    proven = fresh()
    for at in range(500):
        proven = answered(proven, True, at)
    assert mastery(proven) > DEFAULT.certain
    doubted = proven
    for at in range(500, 520):
        doubted = answered(doubted, False, at)
    assert mastery(doubted) < 0.5


@pytest.mark.parametrize(
    "wrong",
    [
        {"guess": 0.95},
        {"guess": -0.1},
        {"guess": float("nan")},
        {"discrimination": 0},
        {"discrimination": float("nan")},
        {"difficulty": float("inf")},
        {"difficulty": float("nan")},
    ],
)
def test_an_impossible_item_is_refused(wrong: dict[str, float]) -> None:
    item = {"difficulty": 0.0, "discrimination": 1.0, "guess": 0.25} | wrong
    with pytest.raises(ValueError, match=r"impossible|guess"):
        update(fresh(), correct=True, at=0, **item)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"impossible|guess"):
        answer_probability(fresh(), at=0, **item)  # type: ignore[arg-type]


@pytest.mark.parametrize(("theta", "difficulty"), [(float("nan"), 0.0), (float("inf"), 0.0), (1.0, float("nan"))])
def test_a_placement_that_is_no_number_is_refused(theta: float, difficulty: float) -> None:
    with pytest.raises(ValueError, match="says nothing"):
        prior("bits", theta=theta, at=0, difficulty=difficulty)


def test_evidence_of_another_skill_and_parameters_of_another_version_are_refused() -> None:
    with pytest.raises(ValueError, match="'routing' does not bear on 'masks'"):
        replay([Evidence("routing", "i1", True, 0, 1, 0.25, 0)], fresh())
    with pytest.raises(ValueError, match="2026-12-default"):
        mastered_probability(fresh(), 0, ONE_KIND)


def _simulated(rng: Random) -> Sequence[tuple[float, bool, float, bool]]:
    """Chance and outcome of each answer, and chance and truth of mastery, of somebody who may come to know a skill."""
    belief, knows, found = fresh(), rng.random() < 0.3, []
    for n in range(10):
        b = rng.gauss(0, 0.5)
        correct = rng.random() < 1 / (1 + 2.718281828 ** -((2.0 if knows else -1.6) - b))
        chance = answer_probability(belief, difficulty=b, discrimination=1, guess=0.2, at=n)
        belief = update(belief, correct=correct, difficulty=b, discrimination=1, guess=0.2, at=n)
        knows = knows or rng.random() < 0.13
        found.append((chance, correct, mastery(belief), knows))
    return found


def test_what_is_foretold_of_simulated_learners_tells_them_apart() -> None:
    rng = Random(11)
    found = [each for _ in range(300) for each in _simulated(rng)]
    for chances in ([(each[0], each[1]) for each in found], [(each[2], each[3]) for each in found]):
        yes = [chance for chance, happened in chances if happened]
        no = [chance for chance, happened in chances if not happened]
        pairs = [(rng.choice(yes), rng.choice(no)) for _ in range(20_000)]
        assert sum((high > low) + (high == low) / 2 for high, low in pairs) / len(pairs) > 0.75  # a constant has 0.5


def test_of_simulated_learners_those_held_to_have_mastered_the_skill_have() -> None:
    rng = Random(12)
    found = [each for _ in range(400) for each in _simulated(rng)]
    mastered = [knows for *_, chance, knows in found if chance >= DEFAULT.mastered]
    assert len(mastered) > 200
    assert sum(mastered) / len(mastered) >= DEFAULT.mastered
