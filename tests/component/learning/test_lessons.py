"""Reading, opening and completing a lesson; what is refused leaves everything as it was."""

from copy import replace
from datetime import timedelta

import pytest

from inarax.stores import enrollments
from inarax.stores.base import transact
from learning import lessons as door
from tests.component.learning.people import believed, enrolled, frozen
from tests.kit import aws, courses
from tests.kit.doors import call
from tests.kit.events import NOW, recorded
from tests.kit.learners import signed_in
from tests.kit.replay import replayed

DOOR = "learning/lessons"
LATER = NOW + timedelta(minutes=5)


@pytest.fixture(autouse=True)
def _published(stores):
    courses.publish()


def ask(person, name, lesson="bits", at=NOW, **path):
    event = replayed(person, DOOR, name, lesson=lesson, **path)
    event["requestContext"]["requestTimeEpoch"] = int(at.timestamp() * 1000)
    return call(door.handler, event)


def test_a_lesson_is_shown_with_its_text_and_its_quiz():
    text = courses.raw("lessons/bits.json")
    assert ask(enrolled(), "show").json == {
        "id": "bits",
        "title": "Counting with bits",
        "module": "numbers",
        "minutes": 10,
        "skills": ["bits"],
        "html": text["html"],
        "markdown": text["markdown"],
        "quiz": {"items": 3, "pass": 0.7},
        "opened_at": None,
        "completed_at": None,
    }


def test_looking_at_a_lesson_changes_nothing():
    ada = enrolled()
    before = aws.everything()
    ask(ada, "show")
    assert aws.everything() == before


def test_a_lesson_is_opened_then_completed_and_opens_the_next():
    ada = enrolled()
    assert ask(ada, "show", "octets").problem == "lesson-locked"
    assert ask(ada, "opened").json["opened_at"] == "2026-11-24T12:00:00Z"
    assert ask(ada, "completed", at=LATER).json["completed_at"] == "2026-11-24T12:05:00Z"
    assert ask(ada, "show", "octets").status == 200


@pytest.mark.parametrize("name", ["opened", "completed"])
def test_the_first_time_counts(name):
    ada = enrolled()
    ask(ada, "opened")
    first = ask(ada, name)
    before = aws.everything()
    again = ask(ada, name, at=LATER)
    assert (again.status, again.json) == (200, first.json)
    assert aws.everything() == before


def test_of_two_changes_at_the_same_moment_one_wins(monkeypatch):
    ada = enrolled("bits")
    read = door.read

    def overtaken(*reads):
        edition, enrollment, belief = read(*reads)
        other = replace(enrollment, opened={**enrollment.opened, "octets": NOW})
        transact(enrollments.save(other))
        return edition, enrollment, belief

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(door, "read", overtaken)
        assert ask(ada, "opened", "octets-again").problem == "conflict"
    assert ask(ada, "show", "octets").json["opened_at"] == "2026-11-24T12:00:00Z"
    assert ask(ada, "show", "octets-again").json["opened_at"] is None


def test_who_was_placed_beyond_a_lesson_need_not_take_it():
    ada = enrolled()
    believed(ada, {"bits": 0.95})
    assert ask(ada, "opened", "octets").status == 200


def test_a_lesson_that_is_locked_is_tested_out_of_by_its_quiz():
    ada = enrolled()
    assert ask(ada, "completed", lesson="masks").problem == "lesson-locked"
    believed(ada, masks=(2, 3))
    assert ask(ada, "completed", lesson="masks").problem == "lesson-unopened"
    believed(eve := enrolled(), masks=(3, 3))
    answer = ask(eve, "completed", lesson="masks")
    assert (answer.status, answer.json["completed_at"], answer.json["opened_at"]) == (200, "2026-11-24T12:00:00Z", None)


def test_a_lesson_is_served_at_the_current_version():
    ada = enrolled()
    ask(ada, "opened")
    lessons = courses.raw("outline.json")["lessons"]
    courses.publish(lessons=[lessons[0] | {"minutes": 11}, *lessons[1:]])
    answer = ask(ada, "show")
    assert (answer.json["minutes"], answer.json["opened_at"]) == (11, "2026-11-24T12:00:00Z")


def _opened_then_frozen():
    ada = enrolled()
    ask(ada, "opened")
    return frozen(ada)


@pytest.mark.parametrize(
    ("person", "name", "path", "problem"),
    [
        *((signed_in, name, {}, "not-enrolled") for name in ("show", "opened", "completed")),
        *((enrolled, name, {"lesson": "masks"}, "lesson-locked") for name in ("show", "opened", "completed")),
        *((enrolled, name, {"lesson": "poetry"}, "not-found") for name in ("show", "opened", "completed")),
        *((enrolled, name, {"course": "chemistry"}, "not-found") for name in ("show", "opened", "completed")),
        *((enrolled, name, {"lesson": "../keys"}, "no-such-route") for name in ("show", "opened")),
        (enrolled, "show", {"lesson": ".."}, "invalid"),
        (enrolled, "completed", {}, "lesson-unopened"),
        (lambda: frozen(enrolled()), "opened", {}, "account-closed"),
        (_opened_then_frozen, "completed", {}, "account-closed"),
    ],
)
def test_what_cannot_be_done_is_refused_and_changes_nothing(person, name, path, problem):
    somebody = person()
    before = aws.everything()
    assert ask(somebody, name, **path).problem == problem
    assert aws.everything() == before


@pytest.mark.parametrize("name", ["show", "opened", "completed"])
def test_strangers_are_refused(name):
    assert call(door.handler, recorded(DOOR, name)).problem == "not-signed-in"
