"""A request may take longer once, for a reason the law knows, and only while the learner can be told in time."""

from copy import replace
from datetime import date, timedelta

import pytest

from inarax import problems
from inarax.rights import ANSWERED, ENDED, RequestState
from inarax.stores.rights_requests import Step
from rights.admin import extending
from rights.admin.extending import ExtensionReason
from rights.erasure import lifecycle
from tests.kit.events import NOW

UNTIL = date(2027, 2, 24)


def opened():
    return lifecycle.opened("a-request", "a-learner", "a-digest", date(2026, 12, 24), NOW)


def extended(request, at=NOW):
    return extending.extended(request, ExtensionReason.NUMBER, UNTIL, at)


def test_what_is_extended_is_due_later_and_says_why():
    request = extended(opened())
    assert (request.due, request.extended, request.state) == (UNTIL, "number", opened().state)


def test_nothing_is_extended_twice():
    with pytest.raises(problems.NotHere):
        extended(extended(opened()))


def test_on_the_last_day_it_may_be_extended_and_after_it_no_more():
    last = NOW + timedelta(days=30)
    assert last.date() == opened().due
    assert extended(opened(), last)
    with pytest.raises(problems.NotHere):
        extended(opened(), last + timedelta(days=1))


BEGUN = {RequestState.RUNNING, RequestState.MAILING, RequestState.CLOSING}


@pytest.mark.parametrize("state", RequestState)
def test_what_is_answered_in_doubt_or_being_erased_is_not_extended(state):
    request = replace(opened(), history=(Step(state, NOW),))
    if state in ENDED | ANSWERED | BEGUN | {RequestState.DOUBTED}:
        with pytest.raises(problems.NotHere):
            extended(request)
    else:
        assert extended(request)
