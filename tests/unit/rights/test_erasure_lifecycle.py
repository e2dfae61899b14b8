"""How an erasure goes on: each state, what may happen in it, and that it always ends."""

from copy import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inarax import problems
from inarax.rights import RequestState
from inarax.stores.mails import State as MailState
from inarax.stores.rights_requests import Receipt, Step
from rights import following
from rights.erasure import lifecycle
from tests.kit.events import NOW

S = RequestState
ENDED = [S.COMPLETE, S.CANCELLED]


def _opened():
    return lifecycle.opened("a-request", "a-learner", "a-digest", date(2026, 12, 24), NOW)


def _in(state, since=NOW, **more):
    return replace(_opened(), history=(Step(state, since),), next_at=since, **more)


def test_an_erasure_cools_off_for_seven_days_and_then_begins():
    request = _opened()
    assert (request.state, request.next_at) == (S.COOLING_OFF, NOW + timedelta(days=7))
    after = lifecycle.followed(request, None, request.next_at)
    assert after.state is S.RUNNING
    assert lifecycle.works(after)


def test_cooling_off_can_be_waived_and_what_has_begun_stays_as_it_is():
    request = lifecycle.waived(_opened(), NOW)
    assert (request.state, request.next_at) == (S.RUNNING, NOW)
    assert lifecycle.waived(request, NOW) == request


@pytest.mark.parametrize("state", S)
def test_only_what_has_erased_nothing_can_be_cancelled(state):
    if state in (S.FORWARDED, S.INSTRUCTED, S.ENTERED, S.DOUBTED, S.COOLING_OFF, S.HELD):
        after = lifecycle.cancelled(_in(state), NOW)
        assert (after.state, after.learner_id, after.next_at) == (S.CANCELLED, None, None)
    else:
        with pytest.raises(problems.ErasureBegun):
            lifecycle.cancelled(_in(state), NOW)


def test_an_execution_that_does_not_end_is_followed_by_another_later_each_time_and_daily_in_the_end():
    request, leases = _in(S.RUNNING), []
    for _ in range(12):
        at = request.next_at
        request = lifecycle.followed(request, None, at)
        leases.append(request.next_at - at)
    assert leases[:3] == [timedelta(minutes=15), timedelta(minutes=30), timedelta(hours=1)]
    assert leases == sorted(leases)
    assert leases[-1] == timedelta(days=1)
    assert request.attempts == 12


def test_a_state_that_was_reached_counts_its_executions_anew():
    tired = replace(_in(S.RUNNING), attempts=9)
    assert lifecycle.told(tired, NOW).attempts == 0


def test_what_is_held_is_looked_at_again_daily():
    held = lifecycle.held(_in(S.RUNNING), lifecycle.ROLES_GRANTED, NOW)
    assert (held.state, held.note, held.next_at) == (S.HELD, lifecycle.ROLES_GRANTED, NOW + timedelta(days=1))
    again = lifecycle.followed(held, None, held.next_at)
    assert (again.state, again.note) == (S.RUNNING, None)


@pytest.mark.parametrize("mail", [MailState.QUEUED, MailState.SENDING])
def test_an_erasure_waits_for_its_mail_for_72_hours_and_then_goes_on_and_says_so(mail):
    request = lifecycle.told(_in(S.RUNNING), NOW)
    waiting = lifecycle.followed(request, mail, NOW + timedelta(hours=71, minutes=59))
    assert waiting.state is S.MAILING
    assert not lifecycle.works(waiting)
    late = lifecycle.followed(request, mail, NOW + timedelta(hours=72))
    assert (late.state, late.note) == (S.CLOSING, lifecycle.MAIL_UNSENT)


@pytest.mark.parametrize("mail", [*sorted(set(MailState) - {MailState.QUEUED, MailState.SENDING}), None])
def test_once_the_mail_has_ended_the_erasure_closes_but_not_before_what_was_under_way_is_over(mail):
    request = lifecycle.told(_in(S.RUNNING), NOW)
    soon = lifecycle.followed(request, mail, NOW + timedelta(minutes=1))
    assert (soon.state, soon.next_at) == (S.MAILING, NOW + timedelta(minutes=10))
    closing = lifecycle.followed(request, mail, soon.next_at)
    assert closing.state is S.CLOSING
    assert closing.note == (lifecycle.MAIL_SENT if mail is MailState.SENT else lifecycle.MAIL_UNSENT)


def test_what_is_complete_is_nobodys_and_keeps_receipt_and_how_the_mail_ended():
    receipt = Receipt("{}", b"signature", "key")
    over = NOW + timedelta(days=36)
    after = lifecycle.completed(_in(S.CLOSING, note=lifecycle.MAIL_SENT), receipt, over, NOW)
    assert (after.learner_id, after.next_at, after.receipt, after.note) == (None, over, receipt, lifecycle.MAIL_SENT)
    assert lifecycle.aged(after, receipt)._replace(aged=None, next_at=over) == after


@given(st.sampled_from([state for state in S if state not in ENDED]), st.none() | st.sampled_from(MailState))
def test_whatever_has_not_ended_is_looked_after_again(state, mail):
    after = lifecycle.followed(_in(state), mail, NOW)
    assert after.next_at > NOW
    assert after.learner_id


@given(st.lists(st.timedeltas(timedelta(0), timedelta(days=2)), max_size=40), st.sampled_from(MailState))
def test_looked_after_for_long_enough_an_erasure_always_comes_to_work(delays, mail):
    request, at = _opened(), NOW
    for delay in [*delays, timedelta(days=10), timedelta(days=10)]:
        at += delay
        if at >= request.next_at:
            request = lifecycle.followed(request, mail, at)
            request = lifecycle.told(request, at) if request.state is S.RUNNING else request
    assert lifecycle.works(lifecycle.followed(request, mail, at + timedelta(days=4)))


@pytest.mark.parametrize("state", S)
def test_only_what_works_can_be_restarted_and_its_lease_ends(state):
    request = _in(state, attempts=7)
    if state in (S.RUNNING, S.CLOSING):
        after = following.restarted(request, NOW + timedelta(hours=1))
        assert (after.state, after.next_at, after.attempts) == (state, NOW + timedelta(hours=1), 0)
    else:
        with pytest.raises(problems.NotHere):
            following.restarted(request, NOW)


def test_what_is_kept_is_looked_at_daily_and_starts_nothing():
    request = lifecycle.kept(_in(S.CLOSING), NOW)
    assert (request.state, request.next_at) == (S.KEPT, NOW + timedelta(days=1))
    after = lifecycle.followed(request, None, request.next_at)
    assert (after.state, after.since, after.next_at) == (S.KEPT, NOW, NOW + timedelta(days=2))
    assert not lifecycle.works(after)


@pytest.mark.parametrize("state", S)
def test_a_hold_that_changes_makes_what_is_kept_close_again_and_moves_nothing_else(state):
    after = lifecycle.holds_changed(_in(state), NOW + timedelta(days=3))
    assert after.state is (S.CLOSING if state is S.KEPT else state)
    assert lifecycle.works(after) == (after.state in (S.RUNNING, S.CLOSING))
    assert after.next_at == (NOW + timedelta(days=3) if state is S.KEPT else NOW)


@pytest.mark.parametrize(
    ("others", "waited", "awaited"),
    [
        (True, timedelta(hours=1), MailState.QUEUED),
        (False, timedelta(hours=1), MailState.SENT),
        (True, lifecycle.MAIL_WAITS, MailState.SENT),
    ],
)
def test_letters_to_others_are_waited_for_as_long_as_the_learners(others, waited, awaited):
    request = _in(S.MAILING)
    assert lifecycle.awaited(request, MailState.SENT, NOW + waited, others=others) is awaited
