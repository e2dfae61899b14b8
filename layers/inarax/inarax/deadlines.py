"""By when a learner is answered who asks now: for every right, and so for a person's decision, too."""

import os
from datetime import date, datetime

from inarax import clocks
from inarax.clocks import Clock
from inarax.rights import Jurisdiction


def clock(jurisdiction: Jurisdiction, at: datetime) -> Clock:
    """The days that count for what was asked then.

    Counted from the day in UTC, which in Europe is never later than the learner's own, and in California never earlier.
    """
    place = ("US", "CA") if jurisdiction is Jurisdiction.CCPA else (os.environ["RIGHTS_COUNTRY"],)
    return clocks.clock(jurisdiction, at.date(), clocks.holidays_of(*place))


def prolonged(last: date, days: int) -> date:
    """The last day on which an answer is in time by the GDPR, where so many days before it do not count."""
    return clocks.prolonged(last, days, clocks.holidays_of(os.environ["RIGHTS_COUNTRY"]))


def due(at: datetime) -> date:
    """The last day on which an answer is in time by art. 12(3) GDPR."""
    return clock(Jurisdiction.GDPR, at).answered
