"""The fitter: its gradient, its likelihood beside the engine's own, and what it finds in a world it can know."""

import numpy as np
import pytest
from benchmarks import metrics
from benchmarks.fitting import histories, mixture, search
from benchmarks.fitting.mixture import Fit
from benchmarks.fitting.numbers import KINDS, PRIORS, Shape, penalty
from benchmarks.fitting.published import measured, parameters
from benchmarks.following import Course, follow
from benchmarks.worlds import world


def simulated(name, learners, seed=5):
    rng = np.random.default_rng([seed, *name.encode()])
    here = world(name, rng)
    return here, here.learners(rng, learners), here.learners(rng, learners)


def scattered(shape, seed=0):
    """Numbers about the middle of what is thought likely."""
    rng = np.random.default_rng(seed)
    sizes = shape.sizes().items()
    return {name: PRIORS[name].mean + 0.3 * min(1.0, PRIORS[name].deviation) * rng.normal(size=n) for name, n in sizes}


@pytest.mark.parametrize("shape", [(2, True), (0, True), (3, False)])
def test_the_gradient_is_that_of_the_likelihood(shape):
    _, answers, _ = simulated("forgetting", 12)
    seen = histories.of_world(answers)
    told = seen.told.copy()
    told[15:, :4] = False
    seen = histories.of_arrays(seen.item, seen.correct, seen.days, told, seen.guess)
    shape = Shape(*shape, seen.items)
    vector = shape.vector(scattered(shape))
    slopes = shape.vector(mixture.value(shape.named(vector), shape, seen)[1])
    step = 1e-6
    for at in range(0, len(vector), 5):
        moved = [vector.copy() for _ in range(2)]
        moved[0][at] += step
        moved[1][at] -= step
        high, low = (mixture.value(shape.named(each), shape, seen)[0] for each in moved)
        assert slopes[at] == pytest.approx((high - low) / (2 * step), abs=2e-3)


def test_the_engine_gives_each_answer_the_chance_that_the_fitter_gave_it():
    _, answers, _ = simulated("forgetting", 30)
    seen = histories.of_world(answers)
    shape = Shape(len(KINDS), False, seen.items)
    numbers = scattered(shape) | {name: np.array([each[name] for each in KINDS]) for name in KINDS[0]}
    cost, _ = mixture.value(numbers, shape, seen)
    course = Course(numbers["difficulty"], np.exp(numbers["discrimination"]), seen.guess)
    read = follow(seen, course, parameters(Fit(shape, numbers, 0.0), "a"))
    engine = np.log(np.where(seen.correct, read.right, 1.0 - read.right)).sum()
    assert engine == pytest.approx(penalty(numbers)[0] - cost, abs=0.5)


def test_answers_that_were_not_given_count_for_nothing():
    _, answers, _ = simulated("factors", 10)
    whole = histories.of_world(answers)
    padded = histories.of_arrays(
        np.vstack([whole.item, whole.item[:3]]),
        np.vstack([whole.correct, whole.correct[:3]]),
        np.vstack([whole.days, whole.days[:3]]),
        np.vstack([whole.told, np.zeros((3, 10), bool)]),
        whole.guess,
    )
    shape = Shape(1, True, whole.items)
    numbers = scattered(shape)
    assert mixture.value(numbers, shape, padded)[0] == pytest.approx(mixture.value(numbers, shape, whole)[0])


def test_a_world_of_knowing_is_fitted_by_kinds_and_one_of_growth_by_growth():
    for name, grows in (("bkt", False), ("factors", True)):
        _, answers, _ = simulated(name, 200)
        assert search.likeliest(histories.of_world(answers)).shape.grows is grows


def test_a_fitted_engine_is_close_to_the_oracle():
    here, evidence, judged = simulated("never", 250)
    fit = measured(histories.of_world(evidence), "fitted")
    right = follow(histories.of_world(judged), fit.course, fit.parameters).right.T
    limit = metrics.auc(judged.correct, here.oracle(judged).right)
    assert limit - metrics.auc(judged.correct, right) < 0.01
