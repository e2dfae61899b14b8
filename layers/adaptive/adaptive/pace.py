"""Pace: whether what is left of a course will be done by a day, as a chance and with its assumption; never a promise.

The weeks to come are taken to be like the last ones: minutes a week of one unknown mean and deviation, independent
of each other. Of n weeks seen, with mean m, the deviation is reckoned as if two more had been seen that deviated by m,
since a few alike say little. So the minutes of the next t weeks have

    mean M = t m,  variance V = t s^2 + t^2 s^2 / n          (the second term: m itself is not known exactly)

and, being none below nothing and often few, the lognormal distribution of that mean and variance (Fenton 1960, "The sum
of log-normal probability distributions in scatter transmission systems", IRE Trans. Commun. Syst.).
"""

from collections.abc import Iterable, Sequence
from math import erf, log, log1p, sqrt
from typing import NamedTuple

DAY = 86_400
WEEK = 7 * DAY
SEEN = 8
"""Weeks that count: who studied otherwise long ago is not held to it."""
LEAST = 2
"""Fewer weeks, counted from the enrollment, tell nothing."""
PRIOR_WEEKS = 2


class Studied(NamedTuple):
    """A lesson of so many minutes that was completed `at` (epoch seconds)."""

    at: int
    minutes: int


class Pace(NamedTuple):
    """Minutes a week in the last `weeks`, in the mean, and their deviation."""

    weeks: int
    mean: float
    deviation: float


def observed(studied: Iterable[Studied], since: int, at: int) -> Pace | None:
    """The pace as of `at`, of who began at `since` (epoch seconds); None where it is too early, or nothing was done."""
    weeks = min(SEEN, (at - since) // WEEK)
    if weeks < LEAST:
        return None
    minutes = _by_week(studied, weeks, at)
    mean = sum(minutes) / weeks
    if mean == 0.0:
        return None
    spread = sum((each - mean) ** 2 for each in minutes) + PRIOR_WEEKS * mean * mean
    return Pace(weeks, mean, sqrt(spread / (weeks + PRIOR_WEEKS - 1)))


def chance(pace: Pace, minutes: int, days: int) -> float:
    """The chance, in [0, 1], that so many minutes are done in so many days."""
    if minutes <= 0:
        return 1.0
    if days <= 0:
        return 0.0
    weeks = days / 7
    spread = log1p((pace.deviation / pace.mean) ** 2 * (1 / weeks + 1 / pace.weeks))
    return _normal((log(weeks * pace.mean) - spread / 2 - log(minutes)) / sqrt(spread))


def needed(minutes: int, days: int) -> float | None:
    """Minutes a week that it takes; None where no time is left for what is left."""
    if minutes <= 0:
        return 0.0
    return 7 * minutes / days if days > 0 else None


def _by_week(studied: Iterable[Studied], weeks: int, at: int) -> Sequence[int]:
    minutes = [0] * weeks
    for lesson in studied:
        ago = (at - lesson.at) // WEEK
        if 0 <= ago < weeks:
            minutes[ago] += lesson.minutes
    return minutes


def _normal(x: float) -> float:
    """The standard normal distribution function."""
    return 0.5 * (1.0 + erf(x / sqrt(2.0)))
