"""By when the law wants an answer: golden dates from the regulations, and what holds of every date."""

import calendar
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inarax import deadlines
from inarax.clocks import Jurisdiction, business_days, clock, holidays_of, month_end

WEEKDAYS = st.sets(st.integers(0, 400), max_size=60)
days = st.dates(date(2024, 1, 1), date(2034, 12, 31))


def _never(_day):
    return False


def _except(received, offsets):
    closed = {received + timedelta(days=offset) for offset in offsets}
    return closed.__contains__


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2026, 3, 5), date(2026, 4, 7)),  # 5 April is Easter Sunday, 6 April Easter Monday
        (date(2026, 8, 31), date(2026, 9, 30)),  # September has no 31st
        (date(2026, 1, 31), date(2026, 3, 2)),  # 28 February is a Saturday
        (date(2028, 1, 31), date(2028, 2, 29)),  # a leap year
        (date(2026, 11, 24), date(2026, 12, 24)),
        (date(2026, 11, 25), date(2026, 12, 28)),  # Christmas, St Stephen's Day and a Sunday
        (date(2026, 12, 1), date(2027, 1, 4)),  # New Year's Day and a week-end
    ],
)
def test_a_month_ends_on_the_same_day_of_the_next_or_the_next_working_day(received, due):
    assert clock(Jurisdiction.GDPR, received, holidays_of("IE")).answered == due


def test_holidays_are_those_of_the_country():
    german_unity = date(2026, 9, 3)
    assert clock(Jurisdiction.GDPR, german_unity, holidays_of("DE")).answered == date(2026, 10, 5)  # a Saturday too
    assert month_end(date(2025, 9, 3), 1, holidays_of("DE")) == date(2025, 10, 6)  # 3 October 2025 is a Friday
    assert month_end(date(2025, 9, 3), 1, holidays_of("IE")) == date(2025, 10, 3)


def test_an_extension_is_two_further_months_from_the_end_of_the_first():
    assert clock(Jurisdiction.GDPR, date(2026, 11, 30), _never).extended == date(2027, 3, 1)  # 28 February: a Sunday


def test_california_counts_business_days_to_confirm_and_to_opt_out_and_calendar_days_to_answer():
    asked = clock(Jurisdiction.CCPA, date(2026, 11, 20), holidays_of("US", "CA"))
    assert asked.confirmed == date(2026, 12, 8)  # Thanksgiving and the day after are holidays there
    assert asked.opted_out == date(2026, 12, 15)
    assert (asked.answered, asked.extended) == (date(2027, 1, 4), date(2027, 2, 18))


@given(days, WEEKDAYS, st.sampled_from([1, 3]))
def test_a_due_date_is_a_working_day_and_never_before_the_calendar_month_has_passed(received, closed, months):
    holiday = _except(received, closed)
    due = month_end(received, months, holiday)
    assert due.weekday() < calendar.SATURDAY
    assert not holiday(due)
    plain = month_end(received, months, _never)
    assert due >= plain
    between = [plain + timedelta(days=offset) for offset in range((due - plain).days)]
    assert all(day.weekday() >= calendar.SATURDAY or holiday(day) for day in between), "a working day was passed over"


@given(days, st.sampled_from([1, 3]))
def test_without_holidays_a_period_ends_in_its_last_month_or_on_the_week_end_after(received, months):
    due = month_end(received, months, _never)
    last = (received.replace(day=1) + timedelta(days=31 * months)).replace(day=1)
    same = last.replace(day=min(received.day, calendar.monthrange(last.year, last.month)[1]))
    assert timedelta(0) <= due - same <= timedelta(days=2)
    assert (due == same) == (same.weekday() < calendar.SATURDAY)


@given(days, days, WEEKDAYS)
def test_who_asks_later_is_never_due_earlier(one, other, closed):
    holiday = _except(date(2024, 1, 1), closed)
    for jurisdiction in Jurisdiction:
        first, second = (clock(jurisdiction, received, holiday) for received in sorted((one, other)))
        assert all(earlier <= later for earlier, later in zip(first, second, strict=True))


@given(days, WEEKDAYS, st.integers(0, 20))
def test_business_days_leave_out_week_ends_and_holidays(received, closed, count):
    holiday = _except(received, closed)
    due = business_days(received, count, holiday)
    after = (received + timedelta(days=offset) for offset in range(1, (due - received).days + 1))
    assert sum(day.weekday() < calendar.SATURDAY and not holiday(day) for day in after) == count


@pytest.mark.parametrize(
    ("asked", "day"),
    [
        ("2026-02-01T02:00:00+00:00", date(2026, 1, 31)),  # an evening in California
        ("2026-07-01T06:59:00+00:00", date(2026, 6, 30)),
        ("2026-02-01T12:00:00+00:00", date(2026, 2, 1)),
    ],
)
def test_a_californian_day_is_never_later_than_the_learners_own(asked, day):
    found = deadlines.clock(Jurisdiction.CCPA, datetime.fromisoformat(asked))
    assert found == clock(Jurisdiction.CCPA, day, holidays_of("US", "CA"))


def test_a_european_day_is_that_in_utc():
    found = deadlines.clock(Jurisdiction.GDPR, datetime.fromisoformat("2026-03-05T00:30:00+00:00"))
    assert found == clock(Jurisdiction.GDPR, date(2026, 3, 5), holidays_of("IE"))
