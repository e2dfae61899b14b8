"""What is kept under a hold, and what may be held."""

from hypothesis import given
from hypothesis import strategies as st

from rights.erasure.keeping import WITH_A_HOLD, holdable, kept
from rights.erasure.plan import current

NAMES = sorted(holdable(current()))


def test_without_a_hold_nothing_is_kept():
    assert kept(frozenset()) == frozenset()


@given(st.sets(st.sampled_from(NAMES), min_size=1))
def test_what_is_held_is_kept_with_what_explains_and_lifts_it_and_nothing_else(held):
    assert kept(held) == held | WITH_A_HOLD


ENDING = {"addresses", "ExportsBucket", "idempotency", "mails", "quotas", "requests", "sessions"}
"""What is deleted after days, whoever's it is."""


def test_everything_an_erasure_deletes_can_be_held_but_what_is_kept_anyway_must_not_be_told_or_ends_by_itself():
    planned = {store.name for store in (*current().first, *current().last)}
    assert planned >= WITH_A_HOLD | {"disclosures"}
    assert current().expiring() == ENDING
    assert set(NAMES) == planned - WITH_A_HOLD - {"disclosures"} - ENDING


def test_what_must_not_be_told_is_not_counted_either():
    assert current().untold() == {"disclosures"}
    assert current().untold() < current().uncounted()
