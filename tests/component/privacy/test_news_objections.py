"""An objection to course news is absolute: it takes the consent along, and no news is sent past it."""

from datetime import timedelta

import pytest

from inarax.declared import Purpose
from inarax.stores import audit, standings, subscriptions
from inarax.stores.base import read, transact
from inarax.stores.mails import State, Template
from privacy import consents, news_objections
from tests.component.notices.posting import asked, delivered, state
from tests.component.privacy.people import Browser
from tests.kit import aws, mailing
from tests.kit.courses import BINARY, publish
from tests.kit.doors import call
from tests.kit.events import NOW
from tests.kit.learners import signed_in
from tests.kit.mailing import room
from tests.kit.replay import replayed

__all__ = ["room"]


def send(person, name):
    return call(news_objections.handler, replayed(person, "privacy/news_objections", name))


def consent(person, at=NOW):
    path = {"purpose": "news"}
    event = person.request("PUT", "/me/consents/{purpose}", path, body={"version": 1}, at=at)
    return call(consents.handler, event)


def objects(person):
    return Purpose.NEWS in read(standings.of(person.learner_id))[0].objects


def subscriber():
    """Somebody who consented to news and confirmed their mailbox."""
    ada = mailing.reachable()
    assert consent(ada).status == 200
    mailing.asking(ada.learner_id, subscriptions.State.CONFIRMED)
    return ada


def test_it_withdraws_consent_and_subscription_at_once():
    ada = subscriber()
    assert send(ada, "make").status == 204
    (standing, subscription) = read(standings.of(ada.learner_id), subscriptions.of(ada.learner_id))
    assert Purpose.NEWS in standing.objects
    assert Purpose.NEWS not in standing.consents
    assert subscription.state is subscriptions.State.ENDED


def test_no_news_is_sent_past_it_whatever_else_there_is(room):
    publish()
    ada = subscriber()
    (standing,) = read(standings.of(ada.learner_id))
    transact(standings.replace(standing, standing._replace(objects=frozenset({Purpose.NEWS}))))
    delivered(asked(ada, "news", Template.NEWS, BINARY))
    assert (state(ada, "news"), mailing.sent()) == (State.DROPPED, [])


def test_an_interrupted_objection_is_finished_by_repeating_it():
    ada = subscriber()
    (standing,) = read(standings.of(ada.learner_id))
    transact(standings.replace(standing, standing._replace(objects=frozenset({Purpose.NEWS}))))
    assert send(ada, "make").status == 204
    assert Purpose.NEWS not in read(standings.of(ada.learner_id))[0].consents


def test_who_never_consented_may_object_and_repeat_it():
    ada = signed_in()
    assert [send(ada, name).status for name in ("make", "make")] == [204, 204]
    assert objects(ada)
    assert [entry.body["action"] for entry in audit.entries(ada.learner_id)] == ["objection made"]


def test_consenting_anew_takes_it_back():
    ada = subscriber()
    send(ada, "make")
    assert consent(ada, NOW + timedelta(minutes=1)).status == 200
    assert not objects(ada)


def test_lifting_it_subscribes_nobody():
    ada = subscriber()
    send(ada, "make")
    assert send(ada, "lift").status == 204
    assert not objects(ada)
    assert Purpose.NEWS not in read(standings.of(ada.learner_id))[0].consents
    before = aws.items("audit")
    assert send(ada, "lift").status == 204
    assert aws.items("audit") == before


def test_a_frozen_account_may_object_and_not_lift():
    ada = signed_in(state=standings.State.FROZEN)
    assert send(ada, "make").status == 204
    assert send(ada, "lift").problem == "account-closed"
    assert objects(ada)


def test_a_day_has_room_for_so_many_liftings_and_objecting_is_never_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(news_objections, "DAILY", 1)
    ada = signed_in()
    assert [send(ada, name).status for name in ("make", "lift", "make")] == [204, 204, 204]
    assert send(ada, "lift").problem == "too-many"
    assert objects(ada)


def test_another_consent_stays():
    browser = Browser(signed_in())
    browser.grant()
    send(browser.person, "make")
    assert read(standings.of(browser.person.learner_id))[0].consents == {Purpose.USAGE}
