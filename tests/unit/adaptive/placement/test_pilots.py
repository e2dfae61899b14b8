"""When an item on trial is asked, and which."""

from collections import Counter
from itertools import pairwise
from random import Random

from authoring import rules_counts
from hypothesis import given
from hypothesis import strategies as st

from adaptive.irt import Item
from adaptive.placement import pilots

ITEMS = tuple(Item(f"p{n}", "masks", 1.0, 0.0) for n in range(6))
seeds = st.integers(0, 10**6)
counts = st.dictionaries(st.sampled_from([item.id for item in ITEMS]), st.integers(0, 500))


def questions(turns):
    """The places of items on trial among all that are asked, from 1."""
    return [after + number + 1 for number, after in enumerate(turns)]


@given(seeds)
def test_never_among_the_first_five_and_one_of_eight_in_a_row(seed: int) -> None:
    turns = pilots.turns(Random(seed))
    places = questions(turns)
    assert len(turns) == pilots.MOST == 2
    assert places[0] > 5
    assert all(later - earlier >= 8 for earlier, later in pairwise(places))


def test_nobody_knows_the_place() -> None:
    assert {pilots.turns(Random(seed))[0] for seed in range(50)} == {5, 6, 7}


def test_an_author_is_told_of_the_same_first_place() -> None:
    assert rules_counts.BEFORE_A_PILOT == pilots.FIRST


@given(seeds, counts, st.sets(st.sampled_from([item.id for item in ITEMS])))
def test_one_that_was_not_tried_is_chosen_while_there_is_one(seed: int, shown: dict[str, int], tried: set[str]) -> None:
    item = pilots.chosen(ITEMS, tried, shown, Random(seed))
    if len(tried) == len(ITEMS):
        assert item is None
    else:
        assert item is not None
        assert item.id not in tried
        assert item == pilots.chosen(ITEMS, tried, shown, Random(seed))


def test_those_shown_least_are_favoured_and_others_are_still_asked() -> None:
    shown = {"p0": 9, "p1": 99}
    rng = Random(3)
    asked = Counter(pilots.chosen(ITEMS[:3], (), shown, rng) for _ in range(2000))
    assert asked[ITEMS[2]] > 7 * asked[ITEMS[0]] > 35 * asked[ITEMS[1]] > 0


def test_counts_that_are_published_now_and_then_stay_even() -> None:
    rng, shown = Random(5), {item.id: 0 for item in ITEMS}
    for _ in range(40):
        asked = Counter(pilots.chosen(ITEMS, (), shown, rng) for _ in range(20))
        shown = {item.id: shown[item.id] + asked[item] for item in ITEMS}
    assert max(shown.values()) < 1.3 * min(shown.values())
