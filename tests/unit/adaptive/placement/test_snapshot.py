"""Prices and what else a snapshot learns from counts."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptive.placement.population import Expected
from adaptive.placement.posterior import normal
from adaptive.placement.snapshot import Batch, Snapshot, attainable, following, moved

ITEMS = tuple(f"q{n}" for n in range(12))
shares = st.dictionaries(st.sampled_from(ITEMS), st.integers(0, 20), min_size=1)


@given(st.lists(st.builds(Batch, st.just(20), shares), max_size=8))
def test_prices_are_never_negative_and_counts_never_lost(batches: list[Batch]) -> None:
    snapshot = Snapshot()
    for batch in batches:
        snapshot = following(snapshot, batch, 0.25)
    assert all(price >= 0 for price in snapshot.prices.values())
    assert snapshot.learners == 20 * len(batches)
    for item in ITEMS:
        assert snapshot.shown.get(item, 0) == sum(batch.shown.get(item, 0) for batch in batches)
        assert snapshot.price(item) >= snapshot.prices.get(item, 0.0)


def test_an_item_shown_too_often_becomes_dearer_and_one_shown_less_cheaper() -> None:
    snapshot = Snapshot({"often": 0.2, "seldom": 0.2, **dict.fromkeys(ITEMS, 0.0)})
    after = following(snapshot, Batch(20, {"often": 12, "seldom": 1}), 0.25)
    assert after.prices["often"] > 0.2 > after.prices["seldom"]
    assert all(after.prices[item] == 0.0 for item in ITEMS)


def test_what_was_shown_beyond_the_bound_is_surcharged_until_it_is_made_up_for() -> None:
    snapshot = Snapshot({"q": 0.1}, learners=100, shown={"q": 40}, exposure=0.25)
    assert snapshot.price("q") > 5
    assert replace(snapshot, learners=200).price("q") == 0.1
    assert Snapshot({"q": 0.1}).price("q") == 0.1


def test_nobody_changes_nothing() -> None:
    snapshot = Snapshot({"q": 0.3})
    assert following(snapshot, Batch(0, {}), 0.25) is snapshot


def test_a_large_batch_moves_prices_no_further_than_a_middling_one() -> None:
    few, many = (following(Snapshot({"a": 0.0, "b": 0.0, **dict.fromkeys(ITEMS, 0.0)}), Batch(n, {"a": n}), 0.25)
                 for n in (40, 4000))  # fmt: skip
    assert many.prices["a"] == pytest.approx(few.prices["a"])


def test_the_population_is_learned_along() -> None:
    expected = Expected.of(normal(2.0, 0.3)).plus(Expected.of(normal(1.0, 0.3)))
    after = following(Snapshot(), Batch(2, {"q": 2}, expected), 0.25)
    assert 0 < after.population.mean < 1.5
    assert after.population.learners == 2


def test_a_bank_too_small_for_the_bound_holds_twice_the_mean() -> None:
    assert attainable(0.25, Batch(10, dict.fromkeys(ITEMS, 1))) == 0.25
    assert attainable(0.25, Batch(10, dict.fromkeys(ITEMS, 3))) == pytest.approx(0.6)
    assert attainable(0.25, Batch(10, dict.fromkeys(ITEMS, 10))) == 1.0


@given(st.dictionaries(st.sampled_from(ITEMS), st.floats(0, 2), min_size=1), st.integers(1, 100), st.floats(0.001, 0.1))
def test_a_step_of_dual_ascent_follows_the_excess(prices: dict[str, float], learners: int, gain: float) -> None:
    shown = dict.fromkeys(prices, learners // 2)
    for item, price in moved(prices, Batch(learners, shown), 0.25, gain).items():
        assert price == pytest.approx(max(0.0, prices[item] + gain * (learners // 2 - 0.25 * learners)))
