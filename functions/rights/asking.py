"""What holds of every request: how fresh the sign-in of who asks must be, and by when the law wants an answer."""

import os
from datetime import datetime, timedelta

from inarax import problems
from inarax.stores.rights_requests import Jurisdiction
from rights import clocks
from rights.clocks import Clock

FRESH = timedelta(minutes=10)
"""How long ago one may have signed in to ask for what cannot be undone, or for everything at once."""


def refuse_stale(signed_in_at: datetime, at: datetime) -> None:
    """SignInAgain where it is too long ago: who finds a device unlocked gets no further (art. 12(6) GDPR)."""
    if at - signed_in_at > FRESH:
        raise problems.SignInAgain


def clock(jurisdiction: Jurisdiction, at: datetime) -> Clock:
    """The days that count for what was asked then.

    Counted from the day in UTC, which in Europe is never later than the learner's own, and in California never earlier.
    """
    place = ("US", "CA") if jurisdiction is Jurisdiction.CCPA else (os.environ["RIGHTS_COUNTRY"],)
    return clocks.clock(jurisdiction, at.date(), clocks.holidays_of(*place))
