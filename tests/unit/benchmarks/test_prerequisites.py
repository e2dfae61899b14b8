"""Courses of skills that build on each other, or do not: their oracle is right, and what neighbours say is measured."""

from dataclasses import replace

import numpy as np
import pytest
from benchmarks import metrics
from benchmarks.prerequisites.figures import compared
from benchmarks.prerequisites.following import TRIES, follow
from benchmarks.worlds.prerequisites import GRAPH, SKILLS, drawn

from adaptive.parameters import Pull

SEED, LEARNERS = 4, 800


@pytest.fixture(scope="module", params=[False, True], ids=["linked", "loose"])
def simulated(request):
    return drawn(SEED, LEARNERS, loose=request.param)


def test_what_the_oracle_foretells_comes_true(simulated):
    world, course = simulated
    foretold = world.oracle(course)
    assert metrics.calibration_error(course.correct, foretold) < 0.02
    assert metrics.auc(course.correct, foretold) > 0.7


def test_only_where_skills_build_on_each_other_one_says_something_of_another(simulated):
    world, course = simulated
    masters = course.skill == SKILLS.index("a")
    failed = replace(course, correct=course.correct & masters)
    same = np.isclose(world.oracle(course)[masters], world.oracle(failed)[masters])
    assert same.all() == world.loose


def test_who_does_not_know_what_a_skill_builds_on_seldom_knows_it():
    world, _ = drawn(SEED, 1)
    nobody, everybody = np.zeros((1, len(SKILLS)), bool), np.ones((1, len(SKILLS)), bool)
    for n, skill in enumerate(SKILLS):
        ratio = world._first(n, nobody) / world._first(n, everybody)
        assert ratio == pytest.approx(0.1 if GRAPH[skill] else 1.0)


def test_every_learner_has_as_many_tries_on_each_skill(simulated):
    _, course = simulated
    counts = [(course.skill == n).sum(axis=1) for n in range(len(SKILLS))]
    assert (np.stack(counts) == TRIES).all()
    assert (np.diff(course.at) > 0).all()


def test_a_seed_is_repeated_bit_for_bit(simulated):
    world, course = simulated
    _, again = drawn(SEED, LEARNERS, loose=world.loose)
    assert (again.correct == course.correct).all()


def test_neighbours_help_foretell_first_answers_where_skills_build_on_each_other():
    world, course = drawn(SEED, 300)
    pulls = (Pull(), Pull(), Pull(0.6, 0.6))
    read = follow(course, pulls, tries=1)
    first = read.before == 0
    assert (read.right[0] == read.right[1]).all()
    assert not read.right[:, ~first].any()
    found = compared(course.correct, read, world.oracle(course), first)
    assert found["together_auc_gain"] == found["together_brier_gain"] == 0.0
    assert found["strong_auc_gain"] > 0.02
    assert found["oracle_auc"] > found["strong_auc"]
