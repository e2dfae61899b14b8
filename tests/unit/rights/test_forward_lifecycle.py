"""What becomes of a request that an organization passed on: nothing, unless its learner says so or was told in time."""

from copy import replace
from datetime import date, timedelta

import pytest

from inarax.rights import RequestState as S
from inarax.rights import Right
from inarax.stores.mails import State as Mail
from inarax.stores.rights_requests import Step
from rights import following
from rights.forward import lifecycle
from rights.forward.lifecycle import ANSWERABLE, LEFT, UNTOLD
from tests.kit.events import NOW

LATER = NOW + ANSWERABLE
DUE = date(2026, 12, 24)


def forwarded(right=Right.ERASURE):
    return lifecycle.opened("request", right, "ada", DUE, NOW)


def instructed():
    return lifecycle.instructed(forwarded(), "DPA-17", "acme", NOW)


@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize("mail", [None, *Mail])
def test_what_nobody_answers_ends_with_nothing_done(right, mail):
    after = lifecycle.followed(forwarded(right), mail, "acme", LATER)
    assert (after.state, after.learner_id, after.next_at) == (S.CANCELLED, None, None)


def test_there_is_time_to_answer_and_it_is_inside_the_month():
    for request in (forwarded(), instructed()):
        assert request.next_at == NOW + ANSWERABLE
        assert request.due == DUE
        assert (NOW + ANSWERABLE + timedelta(days=7)).date() < DUE


@pytest.mark.parametrize(("right", "state"), [(Right.ERASURE, S.COOLING_OFF), (Right.ACCESS, S.RUNNING)])
def test_what_is_confirmed_begins_as_if_the_learner_alone_had_asked(right, state):
    after = lifecycle.confirmed(forwarded(right), NOW)
    assert (after.state, after.learner_id, after.due) == (state, "ada", DUE)


def test_an_instructed_erasure_that_is_confirmed_cools_off_like_any_other():
    assert lifecycle.confirmed(instructed(), NOW).state is S.COOLING_OFF


def test_what_waits_for_no_answer_stays_as_it_is():
    confirmed = lifecycle.confirmed(forwarded(), NOW)
    assert lifecycle.confirmed(confirmed, LATER) is confirmed


def test_an_instruction_is_carried_out_only_if_the_learner_was_told():
    after = lifecycle.followed(instructed(), Mail.SENT, "acme", LATER)
    assert (after.state, after.about, after.attempts) == (S.RUNNING, "DPA-17", 1)
    for under_way in (Mail.QUEUED, Mail.SENDING):
        waits = lifecycle.followed(instructed(), under_way, "acme", LATER)
        assert waits.state is S.INSTRUCTED
        assert waits.next_at > LATER
    for untold in {None, *Mail} - {Mail.SENT, Mail.QUEUED, Mail.SENDING}:
        ends = lifecycle.followed(instructed(), untold, "acme", LATER)
        assert (ends.state, ends.learner_id, ends.note) == (S.CANCELLED, None, UNTOLD)


@pytest.mark.parametrize("state", [S.INSTRUCTED, S.LIFTING])
@pytest.mark.parametrize("late", [timedelta(hours=2), timedelta(days=13), timedelta(days=20)])
def test_what_was_announced_late_waits_as_long_from_then_on(state, late):
    request = replace(instructed(), history=(Step(state, NOW),))
    waits = following.followed(request, Mail.SENT, LATER, sent_at=NOW + late)
    assert waits == replace(request, next_at=LATER + late)


@pytest.mark.parametrize("mail", [None, *Mail])
@pytest.mark.parametrize("now", ["another", None])
def test_an_instruction_binds_for_its_own_members_alone(mail, now):
    ends = lifecycle.followed(instructed(), mail, now, LATER)
    assert (ends.state, ends.learner_id, ends.organization, ends.note) == (S.CANCELLED, None, None, LEFT)


def test_each_telling_is_a_mail_of_its_own():
    assert lifecycle.mail_id(forwarded()) != lifecycle.mail_id(instructed())
