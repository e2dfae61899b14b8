"""A learner's settings for a course: chosen from its catalogues, replaced only as they were read."""

import json

import pytest

from personalization import settings as door
from tests.component.learning.people import enrolled, frozen
from tests.kit import aws, courses
from tests.kit.doors import call
from tests.kit.events import recorded
from tests.kit.learners import signed_in
from tests.kit.replay import replayed

DOOR = "personalization/settings"
NONE = {"domain": None, "goal": None, "deadline": None, "extra_time": 0, "note": None}
SECRET = "zebra-canary-4711"


@pytest.fixture(autouse=True)
def _published(stores):
    courses.publish()


def show(person, **path):
    return call(door.handler, replayed(person, DOOR, "show", **path))


def change(person, body=None, *, match=None, new=None, **path):
    event = replayed(person, DOOR, "change", **path)
    if body is not None:
        event["body"] = json.dumps(NONE | body)
    event["headers"].pop("If-Match", None)
    event["headers"] |= {k: v for k, v in {"If-Match": match, "If-None-Match": new}.items() if v}
    return call(door.handler, event)


def test_before_the_first_change_nothing_is_chosen():
    answer = show(enrolled())
    assert (answer.json, answer.header("ETag")) == (NONE, '"0"')


def test_the_recorded_change_is_kept():
    ada = enrolled()
    answer = call(door.handler, replayed(ada, DOOR, "change"))
    assert answer.json == {
        "domain": "cloud",
        "goal": "engineer",
        "deadline": "2027-03-01",
        "extra_time": 25,
        "note": "For the network team.",
    }
    assert (show(ada).json, show(ada).header("ETag")) == (answer.json, answer.header("ETag"))


@pytest.mark.parametrize("first", [{"match": '"0"'}, {"new": "*"}])
def test_settings_are_made_once_and_then_replaced_as_read(first):
    ada = enrolled()
    made = change(ada, {"goal": "engineer"}, **first)
    assert (made.status, made.header("ETag")) == (200, '"1"')
    replaced = change(ada, {"domain": "plant"}, match='"1"')
    assert (replaced.json, replaced.header("ETag")) == (NONE | {"domain": "plant"}, '"2"')


@pytest.mark.parametrize("stale", [{"match": '"0"'}, {"match": '"2"'}, {"new": "*"}])
def test_who_read_an_older_version_overwrites_nothing(stale):
    ada = enrolled()
    change(ada, {"goal": "engineer"}, new="*")
    before = aws.everything()
    assert change(ada, {"goal": "technician"}, **stale).problem == "outdated"
    assert aws.everything() == before


def test_a_day_has_room_for_so_many_changes_and_no_more(monkeypatch):
    monkeypatch.setattr(door, "DAILY", 2)
    ada = enrolled()
    for revision in range(2):
        assert change(ada, match=f'"{revision}"').status == 200
    before = aws.everything()
    assert change(ada, match='"2"').problem == "too-many"
    assert aws.everything() == before


def test_the_note_is_logged_nowhere(logged):
    ada = enrolled()
    assert change(ada, {"note": SECRET}, new="*").json["note"] == SECRET
    refused = change(ada, {"note": SECRET, "goal": SECRET}, new="*")
    assert refused.problem == "invalid"
    assert SECRET not in logged() + refused.text


@pytest.mark.parametrize("blank", ["", "   "])
def test_a_blank_note_is_no_note(blank):
    assert change(enrolled(), {"note": blank}, new="*").json["note"] is None


@pytest.mark.parametrize(
    ("person", "body", "headers", "problem"),
    [
        (enrolled, {"domain": "theology"}, {"new": "*"}, "invalid"),
        (enrolled, {"goal": "pope"}, {"new": "*"}, "invalid"),
        (enrolled, {"goal": "x" * 65}, {"new": "*"}, "invalid"),
        (enrolled, {"note": "x" * 501}, {"new": "*"}, "invalid"),
        (enrolled, {"note": "\ud800"}, {"new": "*"}, "invalid"),
        (enrolled, {"note": 7}, {"new": "*"}, "invalid"),
        (enrolled, {"mood": "fine"}, {"new": "*"}, "invalid"),
        (enrolled, {"extra_time": 30}, {"new": "*"}, "invalid"),
        (enrolled, {"extra_time": None}, {"new": "*"}, "invalid"),
        (enrolled, {"deadline": "soon"}, {"new": "*"}, "invalid"),
        (enrolled, {"deadline": "2026-11-23"}, {"new": "*"}, "invalid"),
        (enrolled, {"deadline": "2032-01-01"}, {"new": "*"}, "invalid"),
        (enrolled, {}, {}, "version-missing"),
        (enrolled, {}, {"match": "*"}, "version-missing"),
        (enrolled, {}, {"match": '"1"'}, "outdated"),
        (enrolled, {}, {"new": "*", "course": "chemistry"}, "not-found"),
        (signed_in, {}, {"new": "*"}, "not-enrolled"),
        (lambda: frozen(enrolled()), {}, {"new": "*"}, "account-closed"),
    ],
)
def test_what_cannot_be_done_is_refused_and_changes_nothing(person, body, headers, problem):
    somebody = person()
    before = aws.everything()
    assert change(somebody, body, **headers).problem == problem
    assert aws.everything() == before


def test_a_part_left_out_does_not_wipe_what_was_there():
    event = replayed(enrolled(), DOOR, "change")
    event["body"] = json.dumps({"goal": "engineer"})
    assert call(door.handler, event).problem == "invalid"


def test_a_day_that_was_chosen_in_time_may_stay_when_it_has_passed():
    ada = enrolled()
    assert change(ada, {"deadline": "2026-11-24"}, new="*").status == 200
    event = replayed(ada, DOOR, "change")
    event["body"] = json.dumps(NONE | {"deadline": "2026-11-24", "goal": "engineer"})
    event["headers"]["If-Match"] = '"1"'
    event["requestContext"]["requestTimeEpoch"] += 3 * 86_400_000
    assert call(door.handler, event).json["deadline"] == "2026-11-24"
    event["body"] = json.dumps(NONE | {"deadline": "2026-11-25"})
    event["headers"]["If-Match"] = '"2"'
    refused = call(door.handler, event)
    assert (refused.problem, refused.json["errors"][0]["field"]) == ("invalid", "body/deadline")


def test_nobody_sees_the_settings_of_another():
    change(enrolled(), {"note": SECRET}, new="*")
    assert show(enrolled()).json == NONE
    assert show(signed_in()).problem == "not-enrolled"


@pytest.mark.parametrize("name", ["show", "change"])
def test_strangers_are_refused(name):
    assert call(door.handler, recorded(DOOR, name)).problem == "not-signed-in"
