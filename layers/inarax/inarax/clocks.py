"""By when the law wants an answer to a request: art. 12(3) GDPR, counted by Regulation (EEC, Euratom) No 1182/71; CCPA.

Dates in, dates out; a due date is the last day on which an answer is still in time.
"""

import calendar
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from inarax.rights import Jurisdiction

type Holiday = Callable[[date], bool]
"""Whether a day is a public holiday where the answer is to be given."""


class Clock(NamedTuple):
    """The days by which something must have happened, counted from the day of receipt."""

    confirmed: date
    """The request has been acknowledged. The GDPR names no day for that alone: it is the answer's."""
    answered: date
    extended: date
    """The answer, if the extension was told of by `answered`."""
    opted_out: date
    """The sale or sharing of the data has ended, where that was asked for. Under the GDPR it is the answer's."""


def clock(jurisdiction: Jurisdiction, received: date, holiday: Holiday, waited: int = 0) -> Clock:
    """Every date that a request received on that day has to meet; under the GDPR so many days do not count."""
    if jurisdiction is Jurisdiction.CCPA:
        return _ccpa(received, holiday)
    answered = month_end(received, 1, holiday, waited)
    return Clock(answered, answered, month_end(received, 3, holiday, waited), answered)


def month_end(received: date, months: int, holiday: Holiday, waited: int = 0) -> date:
    """The last day of a period of months that a receipt on that day sets running (Regulation 1182/71, art. 3).

    The period begins the day after (1), so it ends on the day of the same number (2)(c), or on the last of a month that
    has none; where that is no working day, on the next one (4). Art. 12(3) GDPR: one month, and two further ones where
    it is extended. Days that do not count make the period itself longer, so they come before the working day is sought.
    """
    year, month = divmod(received.year * 12 + received.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return _working(date(year, month + 1, min(received.day, last)) + timedelta(days=waited), holiday)


def business_days(received: date, days: int, holiday: Holiday) -> date:
    """The day that is so many business days after the day of receipt."""
    day = received
    for _ in range(days):
        day = _working(day + timedelta(days=1), holiday)
    return day


def _ccpa(received: date, holiday: Holiday) -> Clock:
    """California Code of Regulations, title 11: § 7021(a) and (b) to confirm and answer, § 7026(f) to opt out."""
    return Clock(
        confirmed=business_days(received, 10, holiday),
        answered=received + timedelta(days=45),
        extended=received + timedelta(days=90),
        opted_out=business_days(received, 15, holiday),
    )


def _working(day: date, holiday: Holiday) -> date:
    while day.weekday() >= calendar.SATURDAY or holiday(day):
        day += timedelta(days=1)
    return day


def holidays_of(country: str, subdivision: str | None = None) -> Holiday:
    """The public holidays of a country (ISO 3166-1) and, where named, one of its parts (ISO 3166-2)."""
    from holidays import country_holidays  # noqa: PLC0415  75 ms, for who opens a request alone

    return country_holidays(country, subdivision).__contains__
