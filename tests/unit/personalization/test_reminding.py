"""Who is reminded of reviews: with consent, once a week, and each shard in its turn."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inarax.declared import Purpose
from inarax.roles import Role
from inarax.stores.mails import Mail, Template
from inarax.stores.rosters import SHARDS, turn
from inarax.stores.standings import Extent, Restriction, Standing, State
from personalization import reminding
from personalization.upcoming import Review
from tests.kit import courses
from tests.unit.learning.strategies import NOW

ADA = Standing("ada", State.ACTIVE, frozenset({Role.LEARNER}), None, consents=frozenset({Purpose.REMINDERS}))
moments = st.integers(1_767_225_600, 1_893_456_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@given(moments)
def test_within_sixteen_hours_every_shard_has_its_turn(at):
    assert {turn(at + timedelta(hours=n)) for n in range(16)} == set(SHARDS)


@given(moments, st.integers(0, 6))
def test_a_week_has_one_mail(at, days):
    monday = at - timedelta(days=at.weekday())
    assert reminding.mail_id(monday) == reminding.mail_id(monday + timedelta(days=days))
    assert reminding.mail_id(monday) != reminding.mail_id(monday + timedelta(days=7))


@given(moments, st.integers(0, 13 * 24))
def test_a_mail_of_the_last_seven_days_is_found_under_one_of_two_names_and_forbids_another(at, hours):
    before = at - timedelta(hours=hours)
    asked = Mail("ada", reminding.mail_id(before), Template.REVIEWS_DUE, None, before, "a-handle")
    lately = hours < 7 * 24
    assert reminding.lately([None, asked], at) is lately
    if lately:
        assert asked.mail_id in (reminding.mail_id(at), reminding.mail_id(at - reminding.WEEK))


@pytest.mark.parametrize(
    "standing",
    [
        None,
        ADA._replace(consents=frozenset({Purpose.NEWS})),
        ADA._replace(state=State.FROZEN),
        ADA._replace(objects=frozenset({Purpose.SIGNALS})),
        ADA._replace(restriction=Restriction(Extent.LEARNING, NOW)),
    ],
)
def test_without_consent_or_past_a_freeze_an_objection_or_a_restriction_nobody_is_reminded(standing):
    assert not reminding.willing(standing)


def test_who_consented_is_reminded_of_what_is_due():
    assert reminding.willing(ADA)
    one = Review("binary", "bits", "Count with bits", courses.outline().lesson("bits"), NOW)
    assert reminding.due([one], NOW)
    assert not reminding.due([one], NOW - timedelta(seconds=1))
    assert not reminding.due([], NOW)
