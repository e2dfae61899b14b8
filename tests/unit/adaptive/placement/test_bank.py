"""The tables of a bank say what the formulas say."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adaptive.irt import Item, failure, information, probability
from adaptive.placement.bank import Bank
from adaptive.placement.posterior import GRID
from tests.unit.adaptive.placement.taking import drawn_bank
from tests.unit.adaptive.strategies import banks


@settings(max_examples=20)
@given(banks)
def test_the_chances_of_both_answers_add_up(items: list[Item]) -> None:
    bank = Bank(items)
    for n, item in enumerate(bank.items):
        assert bank.position[item.id] == n
        for x, right, wrong in zip(GRID, bank.right[n], bank.wrong[n], strict=True):
            assert (right, wrong) == (probability(x, item), failure(x, item))
            assert right + wrong == pytest.approx(1)


@settings(max_examples=30)
@given(banks, st.floats(-3, 3), st.floats(0.2, 1.2))
def test_an_outlook_averages_information_over_beliefs_nearby(items: list[Item], mean: float, sd: float) -> None:
    outlook = Bank(items).outlook(mean, sd)
    assert [outlook.information[n] for n in outlook.ranked] == sorted(outlook.information, reverse=True)
    for item, promised in zip(items, outlook.information, strict=True):
        assert 0 < promised <= max(information(x / 50, item) for x in range(-300, 301)) + 1e-9


def test_an_item_promises_most_to_those_whom_it_fits() -> None:
    bank = drawn_bank(100, 1)
    for mean in (-1.5, 0.0, 1.5):
        best = bank.items[bank.outlook(mean, 0.3).ranked[0]]
        assert abs(best.b - mean) < 1


def test_what_is_ordinary_is_the_fortieth_best_or_the_worst_there_is() -> None:
    for size, rank in ((100, 39), (10, 9)):
        bank = drawn_bank(size, 2)
        there = sorted((information(0.0, item) for item in bank.items), reverse=True)
        assert bank.outlook(0.0, 0.5).ordinary == there[rank]


@pytest.mark.parametrize("items", [[], [Item("q", "s", 1, 0), Item("q", "s", 1, 1)]])
def test_a_bank_of_nothing_or_with_twins_is_refused(items: list[Item]) -> None:
    with pytest.raises(ValueError, match="at least one item, and none twice"):
        Bank(items)
