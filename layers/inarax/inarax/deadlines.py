"""By when a learner is answered who asks now: for every right, and so for a person's decision, too."""

import os
from datetime import date, datetime, timedelta, timezone

from inarax import clocks
from inarax.clocks import Clock
from inarax.rights import Jurisdiction

_PACIFIC = timezone(timedelta(hours=-8))


def clock(jurisdiction: Jurisdiction, at: datetime, waited: int = 0) -> Clock:
    """The days that count for what was asked then, from a day that is never later than the learner's own.

    That is the day in UTC in Europe, and in California the day in Pacific Standard Time. Of the GDPR's days, those
    `waited` do not count.
    """
    if jurisdiction is Jurisdiction.CCPA:
        return clocks.clock(jurisdiction, at.astimezone(_PACIFIC).date(), clocks.holidays_of("US", "CA"))
    return clocks.clock(jurisdiction, at.date(), clocks.holidays_of(os.environ["RIGHTS_COUNTRY"]), waited)


def due(at: datetime) -> date:
    """The last day on which an answer is in time by art. 12(3) GDPR."""
    return clock(Jurisdiction.GDPR, at).answered
