"""What is left of a course, and the chance to be done by the day its learner chose."""

import json
from copy import replace
from datetime import date, timedelta

import pytest

from inarax.stores import enrollments, preferences
from inarax.stores.base import read, transact
from personalization import settings
from personalization.plan import handler
from tests.component.learning.people import enrolled, objecting
from tests.kit import aws, courses
from tests.kit.courses import BINARY
from tests.kit.doors import call
from tests.kit.events import NOW, recorded
from tests.kit.learners import signed_in
from tests.kit.replay import replayed

DOOR = "personalization/plan"
ELSE = {"domain": None, "goal": None, "extra_time": 0, "note": None}


@pytest.fixture(autouse=True)
def _published(stores):
    courses.publish()


def ask(person, **path):
    return call(handler, replayed(person, DOOR, **path))


def studying(person, **choice):
    """Enrolled four weeks ago, a lesson completed last week; with these choices."""
    (enrollment,) = read(enrollments.of(person.learner_id, BINARY))
    then = NOW - timedelta(days=9)
    done = {"bits": then}
    transact(
        enrollments.save(replace(enrollment, enrolled_at=NOW - timedelta(weeks=4), opened=done, completed=done)),
        preferences.save(preferences.Preferences(person.learner_id, BINARY, preferences.Choice(**choice))),
    )
    return person


def test_without_a_day_it_says_what_is_left():
    answer = ask(enrolled("bits")).json
    assert [lesson["id"] for lesson in answer["lessons"]][:2] == ["octets", "masks"]
    assert answer["minutes"] == sum(lesson["minutes"] for lesson in answer["lessons"])
    assert (answer["deadline"], answer["chance"], answer["because"]["code"]) == (None, None, "no-deadline")


def test_the_chance_comes_with_what_it_rests_on():
    answer = ask(studying(enrolled(), deadline=date(2027, 1, 31))).json
    assert answer["because"]["code"] == "pace"
    assert (answer["days"], answer["weeks"], answer["seen"]) == (69, 4, 2.5)
    assert 0 < answer["chance"] < 1
    assert f"{answer['chance']:.2f}" in answer["because"]["text"]
    assert answer["personalized"]


def _after(event, hours):
    event["requestContext"]["requestTimeEpoch"] += int(hours * 3_600_000)
    return event


def _choose(person, day, hours):
    event = _after(replayed(person, "personalization/settings", "change"), hours)
    event["body"] = json.dumps(ELSE | {"deadline": day.isoformat()})
    event["headers"].pop("If-Match", None)
    event["headers"]["If-None-Match"] = "*"
    return call(settings.handler, event)


@pytest.mark.parametrize(("hours", "first"), [(-1, 23), (0, 24), (11, 24), (23, 24), (24, 25)])
def test_the_first_day_that_can_be_chosen_is_not_called_passed_and_the_one_before_cannot_be_chosen(hours, first):
    ada, day = enrolled("bits"), date(2026, 11, first)
    refused = _choose(ada, day - timedelta(days=1), hours)
    assert (refused.problem, refused.json["errors"][0]["field"]) == ("invalid", "body/deadline")
    assert _choose(ada, day, hours).status == 200
    answer = call(handler, _after(replayed(ada, DOOR), hours)).json
    assert (answer["deadline"], answer["days"]) == (day.isoformat(), 1)
    assert answer["because"]["code"] != "too-late"


def test_extra_time_makes_what_is_left_longer():
    usual, longer = (ask(studying(enrolled(), extra_time=percent)).json["minutes"] for percent in (0, 100))
    assert longer == 2 * usual


def test_who_objects_is_told_no_chance():
    answer = ask(objecting(studying(enrolled(), deadline=date(2027, 1, 31)))).json
    assert (answer["chance"], answer["because"]["code"], answer["personalized"]) == (None, "standard-order", False)
    assert answer["needed"] > 0


def test_asking_changes_nothing():
    ada = studying(enrolled(), deadline=date(2027, 1, 31))
    before = aws.everything()
    ask(ada)
    assert aws.everything() == before


@pytest.mark.parametrize(
    ("person", "path", "problem"),
    [(signed_in, {}, "not-enrolled"), (enrolled, {"course": "chemistry"}, "not-found")],
)
def test_what_is_not_theirs_is_refused(person, path, problem):
    assert ask(person(), **path).problem == problem


def test_strangers_are_refused():
    assert call(handler, recorded(DOOR)).problem == "not-signed-in"
