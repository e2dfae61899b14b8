"""Reminders of reviews: asked for by consent, mailed once a week, ended by one click or in the account."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from inarax import consent, consenting, wordings
from inarax.declared import Purpose
from inarax.stores import enrollments, mails, rosters, standings
from inarax.stores.base import read, transact
from inarax.stores.consents import Means
from inarax.stores.mails import State
from notices import links, unsubscriptions
from personalization import reminders, reminding, rounds
from tests.component.learning.people import frozen, objecting
from tests.component.personalization.test_reviews import learned
from tests.kit import aws, courses, mailing, permissions
from tests.kit.courses import BINARY
from tests.kit.doors import call
from tests.kit.events import NOW, recorded
from tests.kit.mailing import delivered, room

__all__ = ["room"]

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
ROUND = timedelta(hours=16)
"""From one turn of a shard to its next."""


@pytest.fixture(autouse=True)
def _published(stores, room):
    courses.publish()


def turn_of(person, week=MONDAY):
    """The first hour of the second half of that week in which the person's shard has its turn."""
    hours = (week + timedelta(days=4, hours=n) for n in range(16))
    return next(hour for hour in hours if rosters.turn(hour) == person.learner_id[0])


def consents(person, *, given=True):
    asked = wordings.current(Purpose.REMINDERS)

    def decide(_standing, history):
        if given:
            return consent.granting(person.learner_id, history, asked, Means.ACCOUNT, NOW)
        return consent.withdrawing(history, Purpose.REMINDERS, Means.ACCOUNT, NOW)

    consenting.change(person.learner_id, decide)
    return person


def willing():
    """Somebody who can be reached, has a review due and consented."""
    person = mailing.reachable()
    done = {"bits": NOW, "octets": NOW}
    transact(enrollments.save(enrollments.Enrollment(person.learner_id, BINARY, NOW, done, done)))
    return consents(learned(person))


def go_round(person, week=MONDAY, time_left=lambda: True):
    with permissions.of("personalization.reminders"):
        return rounds.run(turn_of(person, week), time_left)


def mail_of(person, week=MONDAY):
    return read(mails.of(person.learner_id, reminding.mail_id(week)))[0]


def click(token):
    event = recorded("notices/unsubscriptions", "remind_no_more")
    event["pathParameters"] = {"token": token}
    event["path"] = f"/reminders/unsubscriptions/{token}"
    event["requestContext"]["requestTimeEpoch"] = int(NOW.timestamp() * 1000)
    event["headers"]["Content-Type"] = "application/x-www-form-urlencoded"
    event["body"] = "List-Unsubscribe=One-Click"
    return call(unsubscriptions.handler, event)


def test_who_consented_is_mailed_that_something_is_due_and_not_what():
    ada = willing()
    assert go_round(ada) == (1, 1)
    delivered(mailing.record(ada.learner_id, reminding.mail_id(MONDAY)))
    (sent,) = mailing.sent()
    assert sent.subject == "Something you learned is due for review"
    assert "octets" not in sent.body.lower()
    assert mail_of(ada).state is State.SENT


def test_a_week_has_one_mail_and_the_next_week_another():
    ada = willing()
    assert go_round(ada) == (1, 1)
    before = aws.everything()
    assert go_round(ada) == (1, 0)
    assert aws.everything() == before
    with permissions.of("personalization.reminders"):
        assert rounds.run(turn_of(ada) + 11 * ROUND, lambda: True) == (1, 1)


def test_between_two_mails_lie_seven_days_though_a_week_of_the_calendar_ends():
    ada, asked = willing(), []
    sunday = turn_of(ada, MONDAY + timedelta(days=2, hours=8))
    with permissions.of("personalization.reminders"):
        asked = [rounds.run(sunday + n * ROUND, lambda: True).asked for n in range(23)]
    assert (sunday.weekday(), (sunday + ROUND).weekday()) == (6, 0)
    assert asked == [1, *[0] * 10, 1, *[0] * 10, 1]


def _restricted(person):
    (standing,) = read(standings.of(person.learner_id))
    restriction = standings.Restriction(standings.Extent.LEARNING, NOW)
    transact(standings.replace(standing, standing._replace(restriction=restriction)))


@pytest.mark.parametrize("change", [objecting, frozen, _restricted, lambda ada: consents(ada, given=False)])
def test_nobody_is_asked_for_past_an_objection_a_freeze_a_restriction_or_a_withdrawal(change):
    ada = willing()
    change(ada)
    assert go_round(ada).asked == 0


def test_without_a_review_that_is_due_nobody_is_mailed():
    ada = consents(mailing.reachable())
    assert go_round(ada) == (1, 0)


def test_a_mail_that_waits_is_dropped_once_the_consent_is_withdrawn():
    ada = willing()
    go_round(ada)
    consents(ada, given=False)
    delivered(mailing.record(ada.learner_id, reminding.mail_id(MONDAY)))
    assert (mail_of(ada).state, mailing.sent()) == (State.DROPPED, [])


def test_one_click_in_the_mail_ends_them_however_often():
    ada = willing()
    token = links.unsubscription(ada.learner_id, Purpose.REMINDERS)
    for _ in range(2):
        assert click(token).status == 204
    assert read(standings.of(ada.learner_id))[0].consents == frozenset()
    assert aws.items("reminders") == []
    assert go_round(ada) == (0, 0)


def test_the_link_that_ends_news_does_not_end_reminders():
    ada = willing()
    assert click(links.unsubscription(ada.learner_id, Purpose.NEWS)).problem == "link-refused"
    assert click("x").problem == "link-refused"
    assert go_round(ada).asked == 1


def test_a_round_without_time_leaves_the_rest_for_the_next():
    ada = willing()
    assert go_round(ada, time_left=lambda: False) == (0, 0)
    assert go_round(ada).asked == 1


def test_the_schedule_says_how_many_and_not_whom(logged):
    ada = willing()
    context = SimpleNamespace(aws_request_id="a-run", get_remaining_time_in_millis=lambda: 60_000)
    with permissions.of("personalization.reminders"):
        assert set(reminders.handler(recorded("personalization/reminders"), context)) == {"looked", "asked"}
    assert ada.learner_id not in logged()


def test_a_round_that_fails_is_logged_and_comes_again(monkeypatch, logged):
    monkeypatch.setattr(rosters, "turn", lambda _at: 1 / 0)
    context = SimpleNamespace(aws_request_id="a-run", get_remaining_time_in_millis=lambda: 60_000)
    with pytest.raises(ZeroDivisionError):
        reminders.handler(recorded("personalization/reminders"), context)
    assert "failed" in logged()
