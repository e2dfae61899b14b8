"""When a placement may be taken again, and with which questions."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from assessment.retaking import PAUSE, avoided, possible_from
from inarax.stores.beliefs import Placement
from tests.kit.events import NOW

BANK = tuple(f"q{n}" for n in range(10))
histories = st.dictionaries(st.sampled_from((*BANK, "elsewhere")), st.integers(0, 1000))


def test_the_first_may_be_taken_at_once_and_the_next_after_a_pause():
    assert possible_from(None, NOW) is None
    placed = Placement("able", 0.8, 0.4, 0.3, NOW)
    assert possible_from(placed, NOW) == NOW + PAUSE
    assert possible_from(placed, NOW + PAUSE - timedelta(seconds=1)) == NOW + PAUSE
    assert possible_from(placed, NOW + PAUSE) is None
    assert timedelta(days=1) < PAUSE


@given(histories, st.integers(1, 12))
def test_what_was_answered_is_avoided_the_latest_first_and_enough_is_left(seen, at_most):
    kept = avoided(seen, BANK, at_most)
    answered = [item for item in BANK if item in seen]
    assert set(kept) <= set(answered)
    assert len(BANK) - len(kept) >= min(at_most, len(BANK))
    left = [item for item in answered if item not in kept]
    assert all(seen[early] <= seen[late] for early in left for late in kept)
    assert not left or len(BANK) - len(kept) == at_most or at_most > len(BANK)
