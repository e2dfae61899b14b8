"""How a restriction goes on: it holds until the learner lifts it, or was told on which day it ends."""

from copy import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inarax import problems
from inarax.problem import Problem
from inarax.rights import NOTICE, RequestState
from inarax.stores.mails import State as MailState
from rights.restriction import lifecycle
from rights.restriction.lifecycle import ENDS, UNTOLD, Ground, Reason
from tests.kit.events import NOW

S = RequestState
LATER = NOW + NOTICE
UNSENT = [None, *sorted(set(MailState) - {MailState.SENT, MailState.QUEUED, MailState.SENDING})]


def _opened(ground=Ground.ACCURACY):
    return lifecycle.opened("a-request", "a-learner", ground, date(2026, 12, 24), NOW)


def _announced():
    return lifecycle.announced(_opened(), Reason.VERIFIED, NOW)


def test_a_restriction_holds_from_the_moment_it_is_asked_for_and_comes_up_again():
    request = _opened()
    assert (request.state, request.about) == (S.RESTRICTED, "accuracy")
    after = lifecycle.followed(request, None, request.next_at)
    assert replace(after, next_at=request.next_at) == request
    assert after.next_at == request.next_at + timedelta(days=90)


def test_once_lifted_it_is_nobody_s():
    after = lifecycle.lifted(_opened(), NOW)
    assert (after.state, after.learner_id, after.next_at) == (S.COMPLETE, None, None)


@pytest.mark.parametrize("ground", Ground)
@pytest.mark.parametrize("reason", Reason)
def test_only_what_takes_its_ground_away_ends_it(ground, reason):
    if reason in ENDS[ground]:
        after = lifecycle.announced(_opened(ground), reason, NOW)
        assert (after.state, after.next_at, after.note) == (S.LIFTING, LATER, reason)
    else:
        with pytest.raises(problems.GroundRemains):
            lifecycle.announced(_opened(ground), reason, NOW)


def test_every_ground_can_end_and_every_reason_ends_one():
    assert set(ENDS) == set(Ground)
    assert sorted(reason for ends in ENDS.values() for reason in ends) == sorted(Reason)


def test_what_is_announced_is_announced_once():
    with pytest.raises(problems.Conflict):
        lifecycle.announced(_announced(), Reason.VERIFIED, NOW)


def test_it_ends_on_its_day_if_the_learner_was_told():
    after = lifecycle.followed(_announced(), MailState.SENT, LATER)
    assert (after.state, after.learner_id, after.note) == (S.COMPLETE, None, Reason.VERIFIED)


@pytest.mark.parametrize("mail", [MailState.QUEUED, MailState.SENDING])
def test_while_the_mail_is_under_way_it_holds(mail):
    after = lifecycle.followed(_announced(), mail, LATER)
    assert (after.state, after.next_at) == (S.LIFTING, LATER + timedelta(hours=1))


@pytest.mark.parametrize("mail", UNSENT)
def test_of_whom_no_mail_reaches_the_record_stays_restricted(mail):
    after = lifecycle.followed(_announced(), mail, LATER)
    assert (after.state, after.note, after.learner_id) == (S.RESTRICTED, UNTOLD, "a-learner")


def test_another_ground_keeps_what_was_to_be_lifted_and_the_same_one_does_not():
    request = _announced()
    assert lifecycle.regrounded(request, Ground.ACCURACY, NOW) == request
    after = lifecycle.regrounded(request, Ground.CLAIMS, NOW)
    assert (after.state, after.about, after.note) == (S.RESTRICTED, "claims", None)


def test_another_ground_of_one_that_holds_is_noted():
    after = lifecycle.regrounded(_opened(), Ground.UNLAWFUL, NOW)
    assert after == replace(_opened(), about="unlawful")


def test_what_was_announced_can_be_thought_better_of():
    assert lifecycle.kept(_announced(), NOW).state is S.RESTRICTED
    with pytest.raises(problems.NotFound):
        lifecycle.kept(_opened(), NOW)


def test_each_announcement_has_a_mail_of_its_own():
    first = _announced()
    second = lifecycle.announced(lifecycle.kept(first, NOW), Reason.VERIFIED, NOW)
    assert lifecycle.mail_id(first) != lifecycle.mail_id(second)
    assert lifecycle.mail_id(first) == lifecycle.mail_id(replace(first, next_at=LATER))


moves = st.lists(
    st.one_of(
        st.tuples(st.just("announce"), st.sampled_from(Reason)),
        st.tuples(st.just("keep"), st.none()),
        st.tuples(st.just("ground"), st.sampled_from(Ground)),
        st.tuples(st.just("wait"), st.sampled_from([None, *MailState])),
    ),
    max_size=12,
)


@given(moves)
def test_whatever_happens_it_ends_only_after_an_announcement_whose_mail_was_sent_and_whose_day_has_come(steps):
    request, at = _opened(), NOW
    for move, what in steps:
        before = request
        try:
            match move:
                case "announce":
                    request = lifecycle.announced(request, what, at)
                case "keep":
                    request = lifecycle.kept(request, at)
                case "ground":
                    request = lifecycle.regrounded(request, what, at)
                case "wait":
                    at = max(at, request.next_at)
                    request = lifecycle.followed(request, what, at)
        except Problem:
            assert request == before
        if request.learner_id is None:
            assert (before.state, move, what) == (S.LIFTING, "wait", MailState.SENT)
            assert at - before.since >= NOTICE
            return
        assert request.state in (S.RESTRICTED, S.LIFTING)
        assert request.next_at > at
