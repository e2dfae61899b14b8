"""What is usually done, done right."""

import numpy as np
import pytest
from benchmarks.baselines import factors, in_a_row, proportion, tracing
from benchmarks.worlds import world


@pytest.fixture(scope="module")
def learned():
    rng = np.random.default_rng(6)
    here = world("bkt", rng)
    return here, here.learners(rng, 2_000)


def test_so_many_in_a_row_counts_only_what_is_in_a_row(learned):
    _, answers = learned
    sure = in_a_row.in_a_row(answers, 3).sure
    for n in range(2, 30):
        assert (sure[:, n] == answers.correct[:, n - 2 : n + 1].all(axis=1)).all()


def test_expectation_maximization_finds_the_parameters_of_a_world_of_them(learned):
    here, answers = learned
    found, true = tracing.fitted(answers.correct), here.skill
    assert found == pytest.approx((true.known, true.learn, true.slip, true.guess), abs=0.03)


def test_with_true_parameters_tracing_is_the_oracle(learned):
    here, answers = learned
    skill = here.skill
    ours = tracing.traced(answers, tracing.Four(skill.known, skill.learn, skill.slip, skill.guess))
    assert np.abs(ours.right - here.oracle(answers).right).max() < 1e-9


@pytest.mark.parametrize("rule", [factors.foretold, proportion.foretold])
def test_a_rule_foretells_from_what_was_before_alone(learned, rule):
    _, answers = learned
    changed = answers.some(len(answers.item))
    flipped = changed.correct.copy()
    flipped[:, 20:] = ~flipped[:, 20:]
    other = type(answers)(answers.items, answers.item, answers.at, flipped, answers.began, answers.ended)
    ours, theirs = rule(answers, answers), rule(answers, other)
    assert np.array_equal(ours.right[:, :21], theirs.right[:, :21])
    assert not np.array_equal(ours.right[:, 21:], theirs.right[:, 21:])
