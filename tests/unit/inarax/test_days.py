"""The date that is last on earth: no place has an earlier one."""

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from inarax import days

moments = st.integers(1_767_225_600, 1_893_456_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@given(moments)
def test_of_all_places_it_is_the_earliest_date(at):
    dates = {at.astimezone(timezone(timedelta(hours=offset))).date() for offset in range(-12, 15)}
    assert days.last_on_earth(at) == min(dates)


def test_a_day_is_over_everywhere_at_noon_utc_of_the_next():
    assert days.last_on_earth(datetime(2026, 11, 24, 11, 59, 59, tzinfo=UTC)) == date(2026, 11, 23)
    assert days.last_on_earth(datetime(2026, 11, 24, 12, tzinfo=UTC)) == date(2026, 11, 24)
