"""How an export goes on: each state, what may happen in it, and that it always ends with nothing left of it."""

from copy import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inarax.rights import RequestState, Right
from inarax.stores import exports
from inarax.stores.rights_requests import Receipt, Step
from rights import following
from rights.erasure import lifecycle as erasure_lifecycle
from rights.export import lifecycle as export_lifecycle
from tests.kit.events import NOW

S = RequestState
RECEIPT = Receipt("said", b"signed", "key")
DAY = timedelta(days=1)


def _opened():
    return export_lifecycle.opened("a-request", "a-learner", date(2026, 12, 24), NOW)


def _in(state, since=NOW, **more):
    return replace(_opened(), history=(Step(state, since),), next_at=since, **more)


def test_an_export_begins_at_once():
    request = _opened()
    assert (request.right, request.state, request.next_at) == (Right.ACCESS, S.RUNNING, NOW)
    assert export_lifecycle.works(export_lifecycle.followed(request, NOW))


def test_it_is_offered_for_as_long_as_its_store_says_and_then_withdrawn():
    ready = export_lifecycle.ready(_opened(), RECEIPT, NOW)
    assert (ready.state, ready.receipt, ready.next_at) == (S.READY, RECEIPT, NOW + exports.KEPT.time)
    after = export_lifecycle.followed(ready, ready.next_at)
    assert after.state is S.WITHDRAWING
    assert export_lifecycle.works(after)


def test_what_is_ready_is_worked_on_by_nobody():
    assert not export_lifecycle.works(_in(S.READY))


@given(st.sampled_from([S.RUNNING, S.READY, S.WITHDRAWING]), st.timedeltas(timedelta(0), 6 * DAY))
def test_withdrawn_it_waits_until_what_may_still_write_it_is_over(state, later):
    after = export_lifecycle.withdrawn(_in(state), NOW + later)
    assert after.state is S.WITHDRAWING
    if state is S.RUNNING:
        assert after.next_at == NOW + later + timedelta(minutes=10)
    elif state is S.READY:
        assert after.next_at == max(NOW + later, NOW + timedelta(minutes=10))
    else:
        assert after == _in(state)


def test_an_execution_that_does_not_end_is_followed_by_another():
    request, leases = _opened(), []
    for _ in range(12):
        at = request.next_at
        request = export_lifecycle.followed(request, at)
        leases.append(request.next_at - at)
    assert leases[1:4] == [timedelta(minutes=30), timedelta(hours=1), timedelta(hours=2)]
    assert leases[-1] == DAY


def test_what_is_over_is_nobodys_and_keeps_what_was_handed_over():
    over = export_lifecycle.completed(_in(S.WITHDRAWING, receipt=RECEIPT), NOW)
    assert (over.state, over.learner_id, over.next_at, over.receipt) == (S.COMPLETE, None, None, RECEIPT)


@pytest.mark.parametrize("right", Right)
def test_every_right_has_its_machine_but_a_restriction_which_holds_by_itself(right):
    assert (right in following.MACHINES) == (right is not Right.RESTRICTION)


def test_each_right_goes_on_as_its_own():
    assert following.followed(_opened(), None, NOW) == export_lifecycle.followed(_opened(), NOW)
    erasure = erasure_lifecycle.opened("a-request", "a-learner", "a-digest", date(2026, 12, 24), NOW)
    assert following.followed(erasure, None, NOW) == erasure_lifecycle.followed(erasure, None, NOW)
    assert following.works(_in(S.WITHDRAWING))
    assert not following.works(replace(erasure, history=(Step(S.MAILING, NOW),)))
