"""The placement benchmark judges by itself: what a test was worth, what was shown, and what the peers do."""

from random import Random

import numpy as np
import pytest
from benchmarks.placement import grid, ours, peers
from benchmarks.placement.taken import MOST, Repeated, Taken, bias_by_decile, charged, level_beliefs, posterior, rmse
from benchmarks.placement.world import World

from adaptive.placement.administration import Administration, Rules
from adaptive.placement.bank import Bank
from adaptive.placement.snapshot import Snapshot
from adaptive.placement.stopping import Precision


def world(learners: int = 30, items: int = 80, c: float = 0.0) -> World:
    rng = np.random.default_rng(1)
    parameters = np.column_stack([rng.normal(1.6, 0.2, items), rng.normal(0, 1, items), np.full(items, c)])
    theta = rng.normal(0, 1, learners)
    return World(1, parameters, theta, rng.random((learners, items)) < grid.chances(parameters, theta).T)


def test_the_posterior_is_the_engines_on_a_finer_grid() -> None:
    drawn = world(c=0.2)
    held = Administration(Bank(drawn.items), Rules(Precision(0.3)), Snapshot())
    asked = list(range(0, 40, 2))
    taken = Taken.of([(asked, 0.0)] * len(drawn.theta))
    means, sds = grid.moments(posterior(drawn, taken))
    for learner, (mean, sd) in enumerate(zip(means, sds, strict=True)):
        progress = held.replayed((str(item), bool(drawn.right[learner, item])) for item in asked)
        assert (progress.posterior.mean, progress.posterior.sd) == pytest.approx((mean, sd), abs=1e-3)


def test_an_item_shown_twice_disqualifies() -> None:
    drawn = world(1)
    with pytest.raises(Repeated):
        charged(drawn, Taken.of([([3, 4, 3], 0.0)]))


def test_a_test_that_ended_too_early_is_charged_sixty_and_another_its_length() -> None:
    drawn = world(2, items=60)
    early, late = [0, 1, 2], list(range(59))
    assert charged(drawn, Taken.of([(early, 0.0), (late, 0.0)])).tolist() == [MOST, 59]


@pytest.mark.parametrize("method", [peers.EAP, peers.CATSIM, peers.CATSIM_OWN_STOP])
def test_a_peer_repeats_nothing_and_stops_by_its_rule(method: peers.Method) -> None:
    drawn = world()
    taken = peers.taken(drawn, method)
    _, sd = grid.moments(posterior(drawn, taken))
    assert rmse(drawn.theta, taken.estimate) < 0.5
    if method is not peers.CATSIM_OWN_STOP:
        assert ((sd <= peers.TARGET) | (taken.lengths == MOST)).all()


def test_eligibility_shows_no_item_to_nearly_everybody() -> None:
    drawn = world(200)
    everybody = peers.taken(drawn, peers.EAP).exposure(80).max()
    assert everybody == 1.0
    assert peers.with_eligibility(drawn, peers.EAP, 0.4, 20).exposure(80).max() < 0.6


def test_levels_add_up_and_who_is_near_a_bound_is_asked_more() -> None:
    drawn = world(100)
    bounds = (-0.5, 0.5)
    for method in (peers.by_interval(bounds), peers.by_sprt(bounds)):
        taken = peers.taken(drawn, method, most=40)
        beliefs = level_beliefs(drawn, taken, bounds)
        assert beliefs.sum(axis=1) == pytest.approx(1)
        near = np.abs(np.abs(drawn.theta) - 0.5) < 0.2
        assert taken.lengths[near].mean() > taken.lengths[~near].mean()


def test_ours_is_the_engine_with_snapshots_that_follow() -> None:
    drawn, rules = world(45), Rules(Precision(0.45), 30, 0.5)
    first = ours.Published(Bank(drawn.items), Snapshot(), 0.0)
    run = ours.run(drawn, first, rules)
    assert len(run.taken.shown) == 45
    assert run.taken.exposure(80).max() < 1.0
    assert charged(drawn, run.taken).shape == (45,)


def test_bias_is_told_by_tenth_of_ability() -> None:
    theta = np.array([Random(n).gauss(0, 1) for n in range(100)])
    bias = bias_by_decile(theta, theta * 0.9)
    assert bias[0] > 0 > bias[-1]
    assert len(bias) == 10
