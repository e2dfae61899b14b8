"""The first snapshot: simulated learners settle the prices before a real one comes."""

from collections import Counter
from random import Random

import pytest

from adaptive.placement import rehearsal
from adaptive.placement.administration import Rules
from adaptive.placement.population import Population
from adaptive.placement.rehearsal import rehearsed, sat
from adaptive.placement.snapshot import Batch, Snapshot, following
from adaptive.placement.stopping import Decision, Precision
from tests.unit.adaptive.placement.taking import QUARTERS, administration, drawn_bank

BANK = drawn_bank(120, 9)
SHORT = Rules(Precision(0.45), 20)


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rehearsal, "_EACH", 20)
    monkeypatch.setattr(rehearsal, "_LONG", 20)


def most_shown(snapshot: Snapshot, learners: int, seed: int) -> float:
    """The largest share of learners that saw one item, with a snapshot published after every twenty."""
    rng, shown = Random(seed), Counter[str]()
    for _ in range(learners // 20):
        held = administration(BANK, SHORT, snapshot)
        batch = Counter(BANK.items[n].id for _ in range(20) for n in sat(held, rng.gauss(0, 1), rng)[-1].asked)
        shown += batch
        snapshot = following(snapshot, Batch(20, batch), SHORT.exposure)
    return max(shown.values()) / learners


@pytest.mark.parametrize("seed", [1, 2])
def test_no_item_is_shown_to_more_learners_than_the_bound_from_the_first_on(seed: int) -> None:
    assert most_shown(rehearsed(BANK, SHORT, Random(seed)), 400, seed) < 0.26
    assert most_shown(Snapshot(), 20, seed) > 0.6


def test_it_is_the_same_from_the_same_seed() -> None:
    assert rehearsed(BANK, SHORT, Random(2)) == rehearsed(BANK, SHORT, Random(2))


def test_it_counts_nobody_and_prices_every_item() -> None:
    snapshot = rehearsed(BANK, SHORT, Random(1), Population(50, 0.5, 1.5))
    assert (snapshot.learners, snapshot.shown) == (0, {})
    assert snapshot.prices.keys() == BANK.position.keys()
    assert snapshot.population == Population(50, 0.5, 1.5)
    assert snapshot.calm == ()
    assert snapshot.exposure == 0.25


def test_in_level_mode_it_knows_when_to_stop() -> None:
    rules = Rules(Decision(QUARTERS), 15)
    snapshot = rehearsed(BANK, rules, Random(1))
    assert len(snapshot.calm) == 16
    held, rng = administration(BANK, rules, snapshot), Random(5)
    lengths = [len(sat(held, rng.gauss(0, 1), rng)[-1].asked) for _ in range(60)]
    assert min(lengths) < 10
    assert max(lengths) == 15


def test_a_bank_smaller_than_a_test_is_rehearsed_too() -> None:
    bank = drawn_bank(5, 1)
    snapshot = rehearsed(bank, SHORT, Random(1))
    assert snapshot.exposure == 1.0
    assert set(snapshot.prices.values()) == {0.0}
