"""Material changes are shown until they are acknowledged, and it is kept who saw which version when."""

from copy import replace
from datetime import timedelta

import pytest

from inarax.stores import acknowledgements, standings
from inarax.stores.base import read, transact
from notices import notices as door
from tests.component.learning.people import frozen
from tests.kit import aws, mailing
from tests.kit.doors import call
from tests.kit.events import NOW
from tests.kit.learners import signed_in
from tests.kit.replay import replayed


def shown(person, at=NOW):
    event = replayed(person, "notices/notices", "pending")
    event["requestContext"]["requestTimeEpoch"] = int(at.timestamp() * 1000)
    answer = call(door.handler, event)
    assert answer.status == 200
    return [each["notice"] for each in answer.json["notices"]]


def acknowledge(person, notice="policy-2", at=NOW):
    event = replayed(person, "notices/notices", "acknowledged", notice=notice)
    event["requestContext"]["requestTimeEpoch"] = int(at.timestamp() * 1000)
    return call(door.handler, event)


def kept(person, notice="policy-2"):
    return read(acknowledgements.of(person.learner_id, notice))[0]


def test_notices_are_shown_the_newest_first_with_their_lines():
    mailing.publish("policy-2", day=20)
    mailing.publish("policy-3", day=24)
    ada = signed_in()
    answer = call(door.handler, replayed(ada, "notices/notices", "pending"))
    newest, older = answer.json["notices"]
    assert (newest["notice"], older["notice"]) == ("policy-3", "policy-2")
    assert newest["date"] == "2026-11-24"
    assert newest["summary"][0] == "We keep dead letters for 14 days."


def test_a_notice_is_shown_until_it_is_acknowledged():
    mailing.publish("policy-2", day=20)
    mailing.publish("policy-3", day=24)
    ada, eve = signed_in(), signed_in()
    assert acknowledge(ada, "policy-3").status == 204
    assert shown(ada) == ["policy-2"]
    assert shown(eve) == ["policy-3", "policy-2"]


def test_it_is_kept_when_a_notice_was_first_shown_and_when_it_was_acknowledged():
    mailing.publish()
    ada = signed_in()
    shown(ada, NOW)
    shown(ada, NOW + timedelta(hours=1))
    assert kept(ada) == acknowledgements.Acknowledgement(ada.learner_id, "policy-2", NOW)
    acknowledge(ada, at=NOW + timedelta(hours=2))
    assert kept(ada) == acknowledgements.Acknowledgement(ada.learner_id, "policy-2", NOW, NOW + timedelta(hours=2))


def test_acknowledging_again_changes_nothing():
    mailing.publish()
    ada = signed_in()
    acknowledge(ada)
    before = aws.items("acknowledgements")
    assert acknowledge(ada, at=NOW + timedelta(hours=1)).status == 204
    assert aws.items("acknowledgements") == before


@pytest.mark.parametrize("notice", ["policy-9", "policy", "cookies-2", "2"])
def test_what_is_no_notice_cannot_be_acknowledged(notice):
    mailing.publish()
    ada = signed_in()
    before = aws.everything()
    assert acknowledge(ada, notice).problem == "not-found"
    assert aws.everything() == before


def test_an_account_does_not_see_what_is_older_than_itself():
    mailing.publish("policy-2", day=23)
    mailing.publish("policy-3", day=24)
    ada = signed_in()
    (standing,) = read(standings.of(ada.learner_id))
    transact(standings.replace(standing, replace(standing, since=NOW)))
    assert shown(ada) == ["policy-3"]


def test_who_is_frozen_reads_and_leaves_no_trace():
    mailing.publish()
    ada = signed_in()
    frozen(ada)
    before = aws.items("acknowledgements")
    assert shown(ada) == ["policy-2"]
    assert aws.items("acknowledgements") == before
    assert acknowledge(ada).problem == "account-closed"


def test_two_pages_that_show_a_notice_at_once_leave_the_first_time(monkeypatch):
    mailing.publish()
    ada = signed_in()
    transact(acknowledgements.shown(ada.learner_id, "policy-2", NOW - timedelta(minutes=1)))
    monkeypatch.setattr(door.acknowledgements, "all_of", lambda _: {})
    assert shown(ada) == ["policy-2"]
    assert kept(ada).first_seen_at == NOW - timedelta(minutes=1)
