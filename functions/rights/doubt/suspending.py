"""By when a request is answered whose clock waits for proof of who asked (EDPB Guidelines 01/2022, section 5.3).

Whole days for which proof is waited for do not count, provided that we asked for it without undue delay; once, so that
no doubt after the first makes it later. In California they do (title 11 CCR, § 7021(b)): there the clock waits for
nobody.
"""

from datetime import date, datetime, timedelta
from itertools import pairwise

from inarax import deadlines
from inarax.rights import Jurisdiction, RequestState
from inarax.stores.rights_requests import RightsRequest, Step

SOON = timedelta(days=7)
"""How long after receipt we ask without undue delay, as we read that; for later doubts of ours the clock runs on."""


def waited(request: RightsRequest, until: datetime) -> int:
    """Whole days that do not count; one that is in doubt is so until then."""
    if request.jurisdiction is not Jurisdiction.GDPR:
        return 0
    steps = (*request.history, Step(request.state, until))
    doubted = [(one.at, next_one.at) for one, next_one in pairwise(steps) if one.state is RequestState.DOUBTED]
    return sum((end - begin).days for begin, end in doubted[:1] if begin - request.opened_at <= SOON)


def due(request: RightsRequest, until: datetime) -> date:
    """The last day on which an answer is in time."""
    clock = deadlines.clock(request.jurisdiction, request.opened_at, waited(request, until))
    return clock.extended if request.extended else clock.answered
