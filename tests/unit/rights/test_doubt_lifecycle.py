"""What becomes of a request of which there is doubt who asked: nothing, until that is settled or denied."""

from copy import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inarax import problems
from inarax.denials import Denial
from inarax.proofs import Channel, Doubt, Proof, Proven
from inarax.rights import Jurisdiction, Right
from inarax.rights import RequestState as S
from inarax.stores.rights_requests import Step
from rights import following
from rights.admin import extending
from rights.admin.extending import ExtensionReason
from rights.doubt import lifecycle as doubt_lifecycle
from rights.doubt import suspending
from rights.doubt.lifecycle import ANSWERABLE
from rights.doubt.suspending import SOON
from rights.entry import lifecycle as entry_lifecycle
from rights.erasure import lifecycle as erasure_lifecycle
from rights.erasure.lifecycle import COOLING_OFF
from rights.export import lifecycle as export_lifecycle
from rights.forward import lifecycle as forward_lifecycle
from rights.restriction import lifecycle as restriction_lifecycle
from rights.restriction.lifecycle import Ground
from tests.kit.events import NOW

DUE = date(2026, 12, 24)
LATER = NOW + timedelta(days=3)
EXAMINED = Proven(Proof.CALL, Channel.CALL, "paul")


@pytest.fixture(autouse=True)
def _country(monkeypatch):
    monkeypatch.setenv("RIGHTS_COUNTRY", "DE")


def erasure():
    return erasure_lifecycle.opened("request", "ada", "digest", DUE, NOW)


def entered():
    proven = Proven(Proof.FACTS, Channel.PHONE, "pia")
    return replace(entry_lifecycle.entered(erasure(), NOW), proven=proven)


def export():
    return export_lifecycle.opened("request", "ada", DUE, NOW)


def doubted(request, at=NOW):
    return doubt_lifecycle.doubted(request, Doubt.SIGN_IN, at)


@pytest.mark.parametrize("request_", [erasure(), entered(), erasure_lifecycle.held(erasure(), "a role", NOW), export()])
def test_it_waits_for_a_time_and_nothing_is_done(request_):
    waiting = doubted(request_)
    assert (waiting.state, waiting.next_at, waiting.note) == (S.DOUBTED, NOW + ANSWERABLE, Doubt.SIGN_IN)
    assert waiting.learner_id == "ada"
    assert not following.works(waiting)
    assert not erasure_lifecycle.has_begun(waiting)


def _closing():
    running = erasure_lifecycle.waived(erasure(), NOW)
    return erasure_lifecycle._after_mail(erasure_lifecycle.told(running, NOW), None, LATER)


@pytest.mark.parametrize(
    "late",
    [
        erasure_lifecycle.waived(erasure(), NOW),
        erasure_lifecycle.told(erasure_lifecycle.waived(erasure(), NOW), NOW),
        _closing(),
        erasure_lifecycle.kept(_closing(), LATER),
        erasure_lifecycle.cancelled(erasure(), NOW),
        export_lifecycle.withdrawn(export(), NOW),
        forward_lifecycle.opened("request", Right.ERASURE, "ada", DUE, NOW),
        restriction_lifecycle.opened("request", "ada", Ground.CLAIMS, DUE, NOW),
        doubted(erasure()),
    ],
    ids=lambda request: f"{request.right} {request.state}",
)
def test_what_has_begun_or_needs_no_proof_is_not_held_up(late):
    with pytest.raises(problems.NotHere):
        doubted(late, LATER)


def test_what_an_admin_examined_lets_it_go_on_and_cool_off_whole():
    after = doubt_lifecycle.settled(doubted(erasure()), EXAMINED, LATER)
    assert (after.state, after.next_at, after.proven, after.note) == (
        S.COOLING_OFF,
        LATER + COOLING_OFF,
        EXAMINED,
        None,
    )
    copy = doubt_lifecycle.settled(doubted(export()), EXAMINED, LATER)
    assert (copy.state, copy.next_at) == (S.RUNNING, LATER)


def test_one_that_was_entered_waits_for_a_second_admin_still_who_is_not_the_first():
    after = doubt_lifecycle.settled(doubted(entered()), EXAMINED, LATER)
    assert (after.state, after.next_at) == (S.ENTERED, None)
    assert after.proven == EXAMINED._replace(by="pia")
    with pytest.raises(problems.NotAllowed):
        entry_lifecycle.approved(after, "pia", LATER)


def test_nothing_else_is_settled():
    for other in (erasure(), entered(), export()):
        with pytest.raises(problems.NotHere):
            doubt_lifecycle.settled(other, EXAMINED, LATER)


@pytest.mark.parametrize(("request_", "state"), [(erasure(), S.COOLING_OFF), (entered(), S.COOLING_OFF)])
def test_a_sign_in_since_settles_it_and_one_from_before_does_not(request_, state):
    waiting = doubted(request_)
    with pytest.raises(problems.SignInAgain):
        doubt_lifecycle.confirmed(waiting, NOW, LATER)
    after = doubt_lifecycle.confirmed(waiting, NOW + timedelta(seconds=1), LATER)
    assert (after.state, after.next_at) == (state, LATER + COOLING_OFF)
    assert doubt_lifecycle.confirmed(after, NOW, LATER) is after


def test_once_there_was_doubt_cooling_off_cannot_be_waived():
    after = doubt_lifecycle.confirmed(doubted(erasure()), LATER, LATER)
    assert erasure_lifecycle.waived(after, LATER) is after


def test_what_nobody_settles_is_denied_and_nobodys():
    for request in (erasure(), entered(), export()):
        after = following.followed(doubted(request), None, NOW + ANSWERABLE)
        assert (after.state, after.learner_id, after.note) == (S.DENIED, None, Denial.UNVERIFIED)


def test_the_learner_can_cancel_meanwhile():
    assert erasure_lifecycle.cancelled(doubted(erasure()), LATER).state is S.CANCELLED
    assert export_lifecycle.withdrawn(doubted(export()), LATER).state is S.WITHDRAWING


def test_it_takes_no_longer_for_another_reason_meanwhile():
    with pytest.raises(problems.NotHere):
        extending.extended(doubted(erasure()), ExtensionReason.NUMBER, DUE, LATER)


def test_the_days_in_which_proof_is_waited_for_do_not_count():
    waiting = doubted(erasure())
    assert suspending.due(erasure(), LATER) == DUE
    assert suspending.due(waiting, NOW) == DUE
    assert suspending.due(waiting, LATER) == date(2026, 12, 28)  # the 27th is a Sunday
    after = doubt_lifecycle.settled(waiting, EXAMINED, LATER)
    assert suspending.due(after, NOW + timedelta(days=20)) == date(2026, 12, 28)
    assert suspending.due(replace(after, extended="number"), LATER) == date(2027, 3, 1)  # the 27th is a Saturday


def test_days_that_do_not_count_are_added_to_the_month_itself_before_its_working_day_is_sought():
    """A month from the 25th ends at Christmas, which alone would put it off to the 28th."""
    asked = NOW + timedelta(days=1)
    waiting = doubted(erasure()._replace(opened_at=asked), asked)
    assert suspending.due(erasure()._replace(opened_at=asked), asked) == date(2026, 12, 28)
    assert suspending.due(waiting, asked + timedelta(days=4)) == date(2026, 12, 29)


def test_a_moment_across_midnight_is_no_day():
    late = NOW.replace(hour=23, minute=59)
    assert suspending.waited(doubted(erasure(), late), late + timedelta(minutes=2)) == 0
    assert suspending.waited(doubted(erasure(), late), late + timedelta(days=1)) == 1


def test_the_clock_pauses_once():
    first = doubt_lifecycle.settled(doubted(erasure()), EXAMINED, NOW + timedelta(days=2))
    second = doubted(first, NOW + timedelta(days=3))
    assert suspending.waited(second, NOW + timedelta(days=9)) == 2
    assert suspending.due(second, NOW + timedelta(days=9)) == suspending.due(first, NOW + timedelta(days=3))


def test_where_we_asked_late_or_by_californias_law_the_clock_runs_on():
    late = doubted(erasure(), NOW + SOON + timedelta(seconds=1))
    assert suspending.waited(late, NOW + timedelta(days=20)) == 0
    assert suspending.waited(doubted(erasure(), NOW + SOON), NOW + timedelta(days=20)) == 13
    californian = replace(erasure(), jurisdiction=Jurisdiction.CCPA)
    assert suspending.due(doubted(californian), LATER) == date(2027, 1, 8)


@given(st.lists(st.integers(0, 20 * 86_400), min_size=2, max_size=8).map(sorted), st.booleans())
def test_only_whole_days_in_doubt_are_left_out_and_never_more_than_have_passed(seconds, ends_in_doubt):
    states = [S.DOUBTED if (index % 2 == 0) == ends_in_doubt else S.COOLING_OFF for index in range(len(seconds))]
    steps = [Step(state, _at(second)) for state, second in zip(reversed(states), seconds, strict=True)]
    request = replace(erasure(), history=(Step(S.COOLING_OFF, NOW), *steps))
    until = _at(seconds[-1]) + timedelta(days=1)
    assert 0 <= suspending.waited(request, until) <= (until.date() - NOW.date()).days


def _at(seconds: int) -> datetime:
    return NOW + timedelta(seconds=seconds)
