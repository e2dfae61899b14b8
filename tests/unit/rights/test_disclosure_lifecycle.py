"""How a disclosure goes on: two decide, a ban is kept to the day, and whoever was told stays told."""

from copy import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inarax import problems
from inarax.stores.disclosures import Disclosure, DisclosureArticle, DisclosureKind, DisclosureState
from rights.disclosure import lifecycle
from tests.kit.events import NOW

TODAY = NOW.date()
RECORDED = Disclosure(
    "a-learner",
    "a-disclosure",
    DisclosureKind.COURT_ORDER,
    DisclosureArticle.DUTY,
    "an order",
    "a court",
    "registry@court.example",
    frozenset({"responses"}),
    TODAY,
    "one",
    NOW,
)
DAYS = st.none() | st.dates(date(2020, 1, 1), date(2040, 1, 1))


@given(DAYS)
def test_approved_by_another_it_counts_and_is_told_unless_a_ban_goes_on(until):
    after = lifecycle.approved(replace(RECORDED, silent_until=until), "another", NOW)
    assert (after.approved_by, after.approved_at) == ("another", NOW)
    assert after.state is (DisclosureState.SILENT if until and until > TODAY else DisclosureState.TOLD)


def test_nobody_approves_what_they_recorded():
    with pytest.raises(problems.NotAllowed):
        lifecycle.approved(RECORDED, "one", NOW)


@given(DAYS, DAYS)
def test_a_ban_that_changes_is_kept_to_the_new_day_and_tells_nothing_before_the_approval(before, until):
    recorded = replace(RECORDED, silent_until=before)
    assert lifecycle.silenced(recorded, until, NOW) == replace(recorded, silent_until=until)
    approved = lifecycle.approved(recorded, "another", NOW)
    if approved.state is DisclosureState.SILENT:
        after = lifecycle.silenced(approved, until, NOW)
        assert after.state is (DisclosureState.SILENT if until and until > TODAY else DisclosureState.TOLD)


def test_what_is_told_is_neither_approved_silenced_nor_discarded_any_more():
    told = lifecycle.approved(RECORDED, "another", NOW)
    for change in (
        lambda: lifecycle.approved(told, "third", NOW),
        lambda: lifecycle.silenced(told, TODAY + timedelta(days=9), NOW),
        lambda: lifecycle.refuse_approved(told),
    ):
        with pytest.raises(problems.NotHere):
            change()


def test_only_what_nobody_approved_is_discarded():
    lifecycle.refuse_approved(RECORDED)
    silent = lifecycle.approved(replace(RECORDED, silent_until=TODAY + timedelta(days=1)), "another", NOW)
    with pytest.raises(problems.NotHere):
        lifecycle.refuse_approved(silent)
