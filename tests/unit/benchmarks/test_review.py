"""The review benchmark: learners remember as their worlds say, and rules differ in nothing but when they call back."""

import numpy as np
import pytest
from benchmarks.remembering import DAYS, RULES, Knower, Practised, half_year, keeping
from benchmarks.returning import returns
from benchmarks.worlds import world
from benchmarks.worlds.answers import DAY


def drawn(name, seed=3):
    rng = np.random.default_rng([seed, *name.encode()])
    return world(name, rng), rng


def test_who_knows_a_skill_forgets_it_at_the_rate_of_the_world():
    here, rng = drawn("forgetting")
    some = [Knower(here, rng) for _ in range(3000)]
    known = [learner for learner in some if learner.known]
    right, lucky = 1 - here.skill.slip, here.skill.guess
    kept = np.exp(-10 * here.skill.forget)
    mean = np.mean([learner.chance(10 * DAY) for learner in known])
    assert mean == pytest.approx(kept * right + (1 - kept) * lucky, abs=0.05)


def test_what_practice_added_fades():
    here, rng = drawn("spaced")
    learner = Practised(here, rng)
    before = learner.chance(0)
    for n in range(10):
        learner.answer(n, n * 60)
    soon, late = learner.chance(DAY // 2), learner.chance(60 * DAY)
    assert before < late < soon


@pytest.mark.parametrize("name", ["forgetting", "spaced"])
def test_coming_back_keeps_what_staying_away_loses(name):
    found = keeping(name, range(1, 4), 15)
    assert found["never_reviews"] == 0
    assert found["weekly_reviews"] == pytest.approx(DAYS / 7, abs=1)
    assert found["never_retention"] < found["weekly_retention"] < found["fsrs_retention"]


def test_a_seed_is_repeated():
    def years():
        here, rng = drawn("spaced")
        return [half_year(here, rng, RULES["fsrs"]) for _ in range(5)]

    once = years()
    assert once == years()
    assert any(once)


def test_nobody_foretells_better_than_who_knows_the_world():
    found = returns("spaced", range(1, 3), 60)
    assert found["oracle_auc"] > max(found["fsrs_auc"], found["mastery_auc"]) > 0.5
    assert found["oracle_ece"] < found["fsrs_ece"]
