"""How urgent a request is: overdue after its day, soon within a week before it."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inarax.urgency import Urgency, days, urgency
from tests.kit.events import NOW

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("away", "expected"),
    [(-1, Urgency.OVERDUE), (0, Urgency.SOON), (7, Urgency.SOON), (8, None)],
)
def test_the_last_day_itself_is_not_overdue(away, expected):
    assert urgency(NOW.date() + timedelta(days=away), NOW) is expected


@given(DAYS, DAYS)
def test_what_is_listed_as_urgent_is_what_is_shown_as_urgent(due, today):
    at = datetime.combine(today, time(23, 59), NOW.tzinfo)
    for each in Urgency:
        first, last = days(each, at)
        is_listed = (first or date.min) <= due <= (last or date.max)
        assert is_listed == (urgency(due, at) is each)


@given(DAYS, DAYS)
def test_nothing_gets_less_urgent_as_days_pass(due, today):
    order = [None, Urgency.SOON, Urgency.OVERDUE]
    at = datetime.combine(today, time(), NOW.tzinfo)
    assert order.index(urgency(due, at)) <= order.index(urgency(due, at + timedelta(days=1)))
