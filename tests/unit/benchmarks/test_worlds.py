"""Simulated worlds: their oracles say what is true, and no more precisely with a finer grid."""

import numpy as np
import pytest
from benchmarks import metrics
from benchmarks.worlds import WORLDS, world
from benchmarks.worlds.answers import SPIN, TRIES

SEED, LEARNERS = 4, 600


@pytest.fixture(scope="module", params=WORLDS)
def simulated(request):
    rng = np.random.default_rng([SEED, *request.param.encode()])
    here = world(request.param, rng)
    answers = here.learners(rng, LEARNERS)
    return here, answers, here.oracle(answers)


def test_what_the_oracle_foretells_comes_true(simulated):
    _, answers, oracle = simulated
    assert metrics.calibration_error(answers.correct, oracle.right) < 0.02
    assert metrics.calibration_error(answers.ended, oracle.mastered) < 0.04
    assert abs(answers.spinning.mean() - oracle.spinning.mean()) < 0.05


def test_the_oracle_tells_learners_apart(simulated):
    _, answers, oracle = simulated
    assert metrics.auc(answers.correct, oracle.right) > 0.6
    assert metrics.auc(answers.ended, oracle.mastered) > 0.75


def test_a_finer_grid_changes_nothing_to_speak_of(simulated):
    here, answers, _ = simulated
    some = answers.some(60)
    finer, usual = (metrics.auc(some.correct, here.oracle(some, fineness).right) for fineness in (4, 1))
    assert abs(finer - usual) <= 0.0005


def test_every_learner_answers_every_question_once_and_in_time(simulated):
    _, answers, _ = simulated
    assert (np.sort(answers.item, axis=1) == np.arange(TRIES)).all()
    assert (np.diff(answers.at, axis=1) > 0).all()
    assert not (answers.spinning & answers.ended[:, :SPIN].any(axis=1)).any()


def test_a_seed_is_repeated_bit_for_bit(simulated):
    here, answers, _ = simulated
    name = next(name for name, kind in WORLDS.items() if type(here) is kind)
    rng = np.random.default_rng([SEED, *name.encode()])
    again = world(name, rng).learners(rng, LEARNERS)
    assert (again.correct == answers.correct).all()
    assert (again.at == answers.at).all()
