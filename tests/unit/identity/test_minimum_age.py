"""From which age: never a day too early, whatever the month, and 16 where the table is silent."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from identity.minimum_age import OTHERWISE, RULES, is_old_enough, minimum

years = st.integers(1900, 2100)
months = st.integers(1, 12)
countries = st.sampled_from([*RULES, "DE", "NO", "BR", "ZZ"])
days = st.dates(date(1900, 1, 1), date(2200, 12, 31))


def _has_had_birthday(born: date, age: int, today: date) -> bool:
    """Whether somebody born on that day is that old: the definition, counted in whole years."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day)) >= age


@given(years, months, countries, days)
def test_who_passes_is_old_enough_whichever_day_of_the_month_they_were_born(year, month, country, today):
    days_of_month = [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]
    everybody = all(_has_had_birthday(born, minimum(country), today) for born in days_of_month)
    assert is_old_enough(year, month, country, today) == everybody


@given(years, months, countries, days)
def test_nobody_becomes_too_young_again(year, month, country, today):
    if is_old_enough(year, month, country, today):
        assert is_old_enough(year, month, country, today + timedelta(days=1))


@given(years, months, countries)
def test_the_future_is_not_old_enough(year, month, country):
    assert not is_old_enough(year, month, country, date(year, month, 1))


@pytest.mark.parametrize(
    ("born", "country", "last_refused"),
    [
        ((2010, 11), "DE", date(2026, 11, 29)),
        ((2010, 12), "DE", date(2026, 12, 30)),
        ((2008, 2), "DE", date(2024, 2, 28)),
        ((2008, 2), "GB", date(2021, 2, 28)),  # born on 29 February: 13 on 1 March
        ((2009, 2), "DK", date(2024, 2, 27)),
        ((2013, 1), "US", date(2026, 1, 30)),
        ((2008, 6), "IN", date(2026, 6, 29)),
    ],
)
def test_the_day_is_the_last_of_the_month(born, country, last_refused):
    assert not is_old_enough(*born, country, last_refused)
    assert is_old_enough(*born, country, last_refused + timedelta(days=1))


@pytest.mark.parametrize("country", ["DE", "HU", "LU", "PL", "RO", "LI", "NO", "CH", "ZZ", ""])
def test_where_the_table_is_silent_it_is_sixteen(country):
    assert minimum(country) == OTHERWISE == 16


EUROPE = {  # article 8(1) GDPR leaves its states 13 to 16
    *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV"),
    *("MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "IS", "LI", "NO"),
}


def test_every_line_names_its_law_and_europe_stays_within_article_8():
    for country, rule in RULES.items():
        assert len(country) == 2
        assert rule.source
        if country in EUROPE:
            assert 13 <= rule.age <= 16
