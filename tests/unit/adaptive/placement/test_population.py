"""The prior learned from those who were placed."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptive.placement.administration import Rules
from adaptive.placement.population import NOBODY, STANDARD, Expected, Population
from adaptive.placement.posterior import normal
from adaptive.placement.rehearsal import sat
from adaptive.placement.snapshot import Snapshot
from adaptive.placement.stopping import Precision
from tests.unit.adaptive.placement.taking import administration, drawn_bank

batches = st.lists(
    st.builds(lambda mean, sd: Expected.of(normal(mean, sd)), st.floats(-3, 3), st.floats(0.2, 1.5)), max_size=10
)


def test_before_anybody_was_placed_it_is_the_standard_one() -> None:
    assert (STANDARD.mean, STANDARD.sd) == (0.0, 1.0)
    assert STANDARD.prior() == normal(0.0, 1.0)


@given(batches)
def test_it_stays_possible_whatever_it_is_told(found: list[Expected]) -> None:
    population = STANDARD
    for each in found:
        population = population.after(each)
    assert population.learners == len(found)
    assert -2 <= population.mean <= 2
    assert 0.3 <= population.sd <= 2


def test_a_batch_of_nobody_changes_nothing() -> None:
    assert STANDARD.after(NOBODY) is STANDARD


def test_learners_count_alike_however_they_are_added_up() -> None:
    one, two = Expected.of(normal(1, 0.3)), Expected.of(normal(-0.5, 0.4))
    assert one.plus(two) == two.plus(one)
    assert one.plus(two).learners == 2
    assert NOBODY.plus(one) == one


@pytest.mark.parametrize(("mean", "sd"), [(-1.0, 1.0), (0.5, 1.5), (0.0, 0.6)])
def test_a_population_other_than_the_standard_one_is_found(mean: float, sd: float) -> None:
    bank, rng, population = drawn_bank(150, 6), Random(2), Population()
    for _ in range(40):
        held = administration(bank, Rules(Precision(0.5), 20), Snapshot(population=population))
        batch = NOBODY
        for _ in range(50):
            batch = batch.plus(Expected.of(sat(held, rng.gauss(mean, sd), rng)[-1].posterior))
        population = population.after(batch)
    assert population.mean == pytest.approx(mean, abs=0.2)
    assert population.sd == pytest.approx(sd, abs=0.25)
