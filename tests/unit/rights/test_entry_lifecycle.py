"""What becomes of an erasure that a privacy admin entered: nothing that one person decided."""

from copy import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from inarax import problems
from inarax.denials import Denial
from inarax.proofs import Channel, Proof, Proven
from inarax.rights import Jurisdiction, Right
from inarax.rights import RequestState as S
from rights.entry import lifecycle as entry_lifecycle
from rights.erasure import lifecycle as erasure_lifecycle
from rights.erasure.lifecycle import COOLING_OFF
from rights.forward import lifecycle as forward_lifecycle
from tests.kit.events import NOW

PROVEN = Proven(Proof.NOTARIZED, Channel.LETTER, "pia")
LATER = NOW + timedelta(days=2)


def entered():
    new = erasure_lifecycle.opened("request", "ada", "digest", date(2026, 12, 24), NOW)
    return replace(entry_lifecycle.entered(new, NOW), proven=PROVEN)


def test_it_waits_for_somebody_and_for_no_time():
    assert (entered().state, entered().next_at) == (S.ENTERED, None)
    assert not erasure_lifecycle.works(entered())
    assert not erasure_lifecycle.has_begun(entered())


def test_what_another_approves_cools_off_like_any_other():
    after = entry_lifecycle.approved(entered(), "paul", LATER)
    assert (after.state, after.next_at, after.due) == (S.COOLING_OFF, LATER + COOLING_OFF, entered().due)
    assert after.proven == PROVEN


@pytest.mark.parametrize("reason", Denial)
def test_what_another_denies_has_ended_and_says_why_and_no_more_of_whom(reason):
    after = entry_lifecycle.denied(entered(), reason, "paul", LATER)
    assert (after.state, after.learner_id, after.next_at, after.note) == (S.DENIED, None, None, reason)
    assert after.proven == PROVEN._replace(by=None)


def test_whoever_entered_it_decides_nothing():
    with pytest.raises(problems.NotAllowed):
        entry_lifecycle.approved(entered(), "pia", LATER)
    with pytest.raises(problems.NotAllowed):
        entry_lifecycle.denied(entered(), Denial.NO_MATCH, "pia", LATER)


def test_nothing_else_waits_for_a_second_admin():
    own = erasure_lifecycle.opened("request", "ada", "digest", date(2026, 12, 24), NOW)
    for other in (own, erasure_lifecycle.waived(own, NOW), entry_lifecycle.approved(entered(), "paul", LATER)):
        with pytest.raises(problems.NotHere):
            entry_lifecycle.approved(other, "paul", LATER)
        with pytest.raises(problems.NotHere):
            entry_lifecycle.denied(other, Denial.NO_MATCH, "paul", LATER)


def test_the_learner_confirms_it_alone_and_cancels_it_alone():
    confirmed = entry_lifecycle.confirmed(entered(), LATER)
    assert (confirmed.state, confirmed.next_at) == (S.COOLING_OFF, LATER + COOLING_OFF)
    assert entry_lifecycle.confirmed(confirmed, LATER) is confirmed
    assert erasure_lifecycle.cancelled(entered(), LATER).state is S.CANCELLED


def test_what_was_passed_on_keeps_its_day_when_an_admin_enters_it():
    forwarded = forward_lifecycle.opened("request", Right.ERASURE, "ada", date(2026, 12, 24), NOW)
    taken = entry_lifecycle.taken_up(forwarded, LATER)
    assert (taken.state, taken.next_at, taken.due) == (S.ENTERED, None, date(2026, 12, 24))


def test_the_clock_runs_from_the_day_of_receipt():
    assert entry_lifecycle.received(NOW.date(), NOW) == NOW
    assert entry_lifecycle.received(date(2026, 11, 20), NOW) == datetime(2026, 11, 20, 12, tzinfo=UTC)
    assert entry_lifecycle.received(date(2025, 11, 24), NOW).date() == date(2025, 11, 24)


@pytest.mark.parametrize("day", [date(2026, 11, 25), date(2025, 11, 23), date(1, 1, 1)])
def test_a_day_that_is_to_come_or_long_ago_is_a_slip(day):
    with pytest.raises(problems.Invalid):
        entry_lifecycle.received(day, NOW)


@pytest.mark.parametrize("reason", Denial)
def test_every_reason_has_words_and_a_rule_by_each_law(reason):
    assert reason.words.endswith(".")
    assert "GDPR" in reason.article(Jurisdiction.GDPR)
    assert "CCPA" in reason.article(Jurisdiction.CCPA)
