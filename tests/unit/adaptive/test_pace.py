"""Pace: the chance to be done by a day, from the weeks that were seen."""

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptive.pace import LEAST, SEEN, WEEK, Pace, Studied, chance, needed, observed

paces = st.builds(Pace, weeks=st.integers(LEAST, SEEN), mean=st.floats(1, 500), deviation=st.floats(1, 500))
amounts = st.integers(0, 5000)
times = st.integers(0, 700)
lessons = st.lists(st.builds(Studied, st.integers(0, 20 * WEEK), st.integers(1, 60)), max_size=20)


def weekly(*minutes: int) -> Pace | None:
    """The pace of who studied so much in each week, the first one first."""
    studied = [Studied(week * WEEK + 3600, each) for week, each in enumerate(minutes)]
    return observed(studied, 0, len(minutes) * WEEK)


def test_the_mean_is_over_all_weeks_those_without_a_lesson_too() -> None:
    pace = weekly(60, 0, 90, 30)
    assert pace is not None
    assert (pace.weeks, pace.mean) == (4, 45)


def test_weeks_that_are_alike_are_still_not_taken_for_certain() -> None:
    pace = weekly(60, 60, 60)
    assert pace is not None
    assert pace.deviation == pytest.approx((2 * 60**2 / 4) ** 0.5)


@pytest.mark.parametrize("minutes", [(), (60,), (0, 0), (0, 0, 0, 0)])
def test_too_little_tells_nothing(minutes: Sequence[int]) -> None:
    assert weekly(*minutes) is None


def test_what_was_long_ago_is_forgotten() -> None:
    pace = weekly(500, 500, *[40] * SEEN)
    assert pace is not None
    assert (pace.weeks, pace.mean) == (SEEN, 40)


@given(lessons, st.integers(0, 20 * WEEK), st.integers(0, 20 * WEEK))
def test_lessons_after_now_count_for_nothing(studied: list[Studied], since: int, at: int) -> None:
    before = [each for each in studied if each.at <= at]
    assert observed(studied, since, at) == observed(before, since, at)


@given(paces, amounts, amounts, times)
def test_more_to_do_is_never_likelier_to_be_done(pace: Pace, one: int, other: int, days: int) -> None:
    less, more = sorted((one, other))
    assert 0 <= chance(pace, more, days) <= chance(pace, less, days) <= 1


@given(paces, st.integers(1, 5000), st.integers(1, 700), st.floats(1, 3))
def test_twice_the_pace_is_never_less_likely_to_suffice(pace: Pace, minutes: int, days: int, faster: float) -> None:
    quick = Pace(pace.weeks, pace.mean * faster, pace.deviation * faster)
    assert chance(quick, minutes, days) >= chance(pace, minutes, days) - 1e-12


def test_nothing_left_is_done_and_no_time_left_is_not() -> None:
    pace = Pace(4, 60, 30)
    assert (chance(pace, 0, 0), chance(pace, 10, 0), chance(pace, 10, -1)) == (1, 0, 0)
    assert (needed(0, 0), needed(90, 21), needed(10, 0)) == (0, 30, None)


def test_it_is_about_even_where_the_mean_just_suffices() -> None:
    assert 0.35 < chance(Pace(8, 60, 30), 600, 70) < 0.5  # the median of what is skewed lies below its mean


def test_what_is_called_likely_happens_as_often() -> None:
    rng = Random(5)
    found: list[tuple[float, bool]] = []
    for _ in range(6000):
        mean, shape = rng.uniform(20, 200), rng.uniform(0.5, 4)  # from bursts with empty weeks to regular ones

        def week(mean: float = mean, shape: float = shape) -> int:
            return round(rng.gammavariate(shape, mean / shape))

        pace = weekly(*(week() for _ in range(rng.randint(2, 8))))
        if pace is None:
            continue
        weeks = rng.randint(2, 12)
        target = round(mean * weeks * rng.uniform(0.4, 1.8))
        found.append((chance(pace, target, 7 * weeks), sum(week() for _ in range(weeks)) >= target))
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        some = [(said, done) for said, done in found if low <= said < low + 0.2]
        assert len(some) > 300
        said = sum(chance for chance, _ in some) / len(some)
        assert sum(done for _, done in some) / len(some) == pytest.approx(said, abs=0.12)
