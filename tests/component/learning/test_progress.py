"""How far a learner is, lesson by lesson."""

import pytest

from learning.progress import handler
from tests.component.learning.people import believed, enrolled
from tests.kit import courses
from tests.kit.doors import call
from tests.kit.events import recorded
from tests.kit.learners import signed_in
from tests.kit.replay import replayed

DOOR = "learning/progress"


@pytest.fixture
def version(stores):
    return courses.publish()


def states(person):
    return {each["id"]: each["state"] for each in call(handler, replayed(person, DOOR)).json["lessons"]}


def test_who_begins_sees_the_whole_course(version):
    answer = call(handler, replayed(enrolled(), DOOR)).json
    assert {key: answer[key] for key in ("course", "version", "completed", "total")} == {
        "course": "binary",
        "version": version,
        "completed": 0,
        "total": 3,
    }
    assert answer["lessons"][0] == {
        "id": "bits",
        "title": "Counting with bits",
        "module": "numbers",
        "minutes": 10,
        "state": "open",
        "remedial": False,
    }


@pytest.mark.usefixtures("version")
def test_completing_opens_what_waited_for_it():
    assert states(enrolled("bits")) == {
        "bits": "completed",
        "octets": "open",
        "octets-again": "open",
        "masks": "locked",
        "masks-cloud": "locked",
    }


@pytest.mark.usefixtures("version")
def test_a_mastered_skill_opens_what_builds_on_it():
    ada = enrolled()
    believed(ada, {"bits": 0.2, "octets": 0.99})
    assert states(ada)["masks"] == "open"


@pytest.mark.usefixtures("version")
@pytest.mark.parametrize(
    ("person", "path", "problem"),
    [
        (signed_in, {}, "not-enrolled"),
        (enrolled, {"course": "chemistry"}, "not-found"),
        (enrolled, {"course": "no course"}, "invalid"),
    ],
)
def test_what_is_not_theirs_is_refused(person, path, problem):
    assert call(handler, replayed(person(), DOOR, **path)).problem == problem


def test_strangers_are_refused():
    assert call(handler, recorded(DOOR)).problem == "not-signed-in"
