"""Reviews: which are due when, in the app and in a calendar whose address can be revoked and names nobody."""

from copy import replace
from datetime import timedelta

import pytest
from icalendar import Calendar

from adaptive.review import reviewed
from inarax.stores import beliefs, calendars, standings
from inarax.stores.base import read, transact
from personalization import calendar_feed, reviews
from personalization import calendars as door
from tests.component.learning.people import enrolled, frozen, objecting
from tests.kit import aws, courses
from tests.kit.courses import BINARY
from tests.kit.doors import call
from tests.kit.events import NOW, recorded
from tests.kit.gateway import direct
from tests.kit.learners import signed_in
from tests.kit.replay import replayed

SHOWN, OWN, FEED = ("personalization/reviews", "personalization/calendars", "personalization/calendar_feed")
AGO = int((NOW - timedelta(days=1)).timestamp())


@pytest.fixture(autouse=True)
def _published(stores):
    courses.publish()


def learned(person=None, *, at=AGO):
    """Somebody who completed the lessons on bits and octets, and answered both skills."""
    person = person or enrolled("bits", "octets")
    cards = {
        "bits": reviewed(None, correct=True, at=at),
        "octets": reviewed(None, correct=False, at=at - 86_400),
        "masks": reviewed(None, correct=True, at=at),
    }
    transact(beliefs.save(beliefs.Belief(person.learner_id, BINARY, cards=cards)))
    return person


def own(person, name):
    return call(door.handler, replayed(person, OWN, name))


def subscribed(person):
    url = own(person, "renew").json["url"]
    return url.rpartition("/")[2]


def feed(token):
    event = recorded(FEED)
    direct(event, {"token": token})
    return call(calendar_feed.handler, event)


def summaries(token):
    return [str(event["summary"]) for event in Calendar.from_ical(feed(token).text).walk("VEVENT")]


def test_what_is_due_is_told_the_first_at_first():
    answer = call(reviews.handler, replayed(learned(), SHOWN)).json
    assert [(each["skill"], each["lesson"], each["now"]) for each in answer["reviews"]] == [
        ("octets", "octets", True),
        ("bits", "bits", False),
    ]
    assert answer["reviews"][1]["due"] == "2026-11-25T12:00:00Z"


def test_who_objects_is_shown_none_and_who_restricted_their_record_still_reads_it():
    assert call(reviews.handler, replayed(objecting(learned()), SHOWN)).json == {"course": "binary", "reviews": []}
    ada = learned()
    _restricted(ada)
    assert len(call(reviews.handler, replayed(ada, SHOWN)).json["reviews"]) == 2


@pytest.mark.parametrize(
    ("person", "path", "problem"), [(signed_in, {}, "not-enrolled"), (enrolled, {"course": "chemistry"}, "not-found")]
)
def test_what_is_not_theirs_is_refused(person, path, problem):
    assert call(reviews.handler, replayed(person(), SHOWN, **path)).problem == problem


def test_a_calendar_tells_titles_and_days_by_an_address_that_names_nobody():
    ada = learned()
    token = subscribed(ada)
    answer = feed(token)
    assert (answer.status, answer.header("Content-Type")) == (200, "text/calendar; charset=utf-8")
    assert summaries(token) == ["Review: Read octets", "Review: Count with bits"]
    assert ada.learner_id not in answer.text + token
    (kept,) = aws.items("calendars")
    assert token not in str(kept)


def test_whether_there_is_an_address_is_told_and_never_again_which():
    ada = learned()
    assert own(ada, "show").problem == "not-found"
    token = subscribed(ada)
    assert own(ada, "show").json == {"created_at": "2026-11-24T12:00:00Z"}
    assert token not in own(ada, "show").text


def test_a_new_address_ends_the_one_before_and_revoking_ends_it_for_good():
    ada = learned()
    first, second = subscribed(ada), subscribed(ada)
    assert (feed(first).problem, feed(second).status) == ("not-found", 200)
    assert own(ada, "revoke").status == 204
    assert feed(second).problem == own(ada, "show").problem == "not-found"
    assert own(ada, "revoke").status == 204


def test_an_address_that_lingers_in_the_index_opens_nothing(monkeypatch):
    ada = learned()
    first = subscribed(ada)
    subscribed(ada)
    monkeypatch.setattr(calendars, "learner_of", lambda _digest: ada.learner_id)
    assert feed(first).problem == "not-found"


@pytest.mark.parametrize("token", ["x" * 43, "x", "x" * 65, "ümlaut"])
def test_an_address_that_was_never_given_opens_nothing(token):
    learned()
    assert feed(token).problem in {"not-found", "invalid"}


def _restricted(person):
    (standing,) = read(standings.of(person.learner_id))
    restriction = standings.Restriction(standings.Extent.KEPT, NOW)
    transact(standings.replace(standing, replace(standing, restriction=restriction)))


@pytest.mark.parametrize("change", [objecting, frozen, _restricted])
def test_who_objects_or_whose_record_is_frozen_or_restricted_has_an_empty_calendar(change):
    ada = learned()
    token = subscribed(ada)
    change(ada)
    assert (feed(token).status, summaries(token)) == (200, [])


def test_once_an_erasure_has_begun_the_address_opens_nothing():
    ada = learned()
    token = subscribed(ada)
    (standing,) = read(standings.of(ada.learner_id))
    transact(standings.replace(standing, replace(standing, state=standings.State.ERASING)))
    assert feed(token).problem == "not-found"


def test_no_address_is_made_while_frozen_or_restricted_and_it_can_be_revoked_all_the_same():
    ada = learned()
    token = subscribed(ada)
    _restricted(ada)
    assert own(ada, "renew").problem == "restricted"
    assert (own(ada, "revoke").status, feed(token).problem) == (204, "not-found")
    assert own(frozen(enrolled()), "renew").problem == "account-closed"


def test_a_day_has_room_for_so_many_addresses_and_no_more(monkeypatch):
    monkeypatch.setattr(door, "DAILY", 1)
    ada = learned()
    token = subscribed(ada)
    assert own(ada, "renew").problem == "too-many"
    assert feed(token).status == 200


def test_neither_address_nor_learner_is_logged(logged):
    ada = learned()
    token = subscribed(ada)
    feed(token)
    assert token not in logged()
    assert ada.learner_id not in logged()


@pytest.mark.parametrize("name", ["show", "renew", "revoke"])
def test_strangers_are_refused(name):
    assert call(door.handler, recorded(OWN, name)).problem == "not-signed-in"
    assert call(reviews.handler, recorded(SHOWN)).problem == "not-signed-in"
