"""Enrolling, listing and leaving; what is refused leaves everything as it was."""

import pytest

from inarax.stores import enrollments, quotas
from inarax.stores.base import transact
from learning import enrollments as door
from tests.component.learning.people import believed, enrolled, frozen
from tests.kit import aws, courses
from tests.kit.doors import call
from tests.kit.events import NOW, recorded
from tests.kit.learners import signed_in
from tests.kit.replay import replayed

DOOR = "learning/enrollments"


@pytest.fixture(autouse=True)
def _published(stores):
    courses.publish()


def ask(person, name, **path):
    return call(door.handler, replayed(person, DOOR, name, **path))


def test_enrolling_makes_an_enrollment():
    ada = signed_in()
    answer = ask(ada, "enroll")
    assert (answer.status, answer.header("Location")) == (201, "/me/courses/binary")
    assert answer.json == {
        "course": "binary",
        "title": "Thinking in binary",
        "enrolled_at": "2026-11-24T12:00:00Z",
        "completed": 0,
    }
    assert ask(ada, "one").json == answer.json
    assert ask(ada, "enrolled").json == {"enrollments": [answer.json]}


def test_enrolling_twice_is_one_enrollment():
    ada = signed_in()
    first = ask(ada, "enroll")
    before = aws.everything()
    again = ask(ada, "enroll")
    assert (again.status, again.json) == (200, first.json)
    assert aws.everything() == before


def test_of_two_that_enroll_at_the_same_moment_one_wins(monkeypatch):
    ada = signed_in()
    read = door.read

    def overtaken(*reads):
        seen = read(*reads)
        transact(enrollments.save(enrollments.Enrollment(ada.learner_id, courses.BINARY, NOW)))
        return seen

    monkeypatch.setattr(door, "read", overtaken)
    assert ask(ada, "enroll").problem == "conflict"
    assert (len(aws.items("enrollments")), aws.items("quotas")) == (1, [])


def test_a_course_that_is_withdrawn_is_left_out():
    ada = enrolled()
    aws.client("dynamodb").delete_item(
        TableName="inarax-courses", Key={"shelf": {"S": "courses"}, "course": {"S": "binary"}}
    )
    assert ask(ada, "enrolled").json == {"enrollments": []}
    assert ask(ada, "one").problem == "not-found"


def test_nobody_sees_the_courses_of_another():
    enrolled()
    eve = signed_in()
    assert ask(eve, "enrolled").json == {"enrollments": []}
    assert ask(eve, "one").problem == "not-found"


def test_only_core_lessons_count_as_completed():
    assert ask(enrolled("bits", "octets-again"), "one").json["completed"] == 1


def test_leaving_keeps_nothing_of_the_enrollment_and_everything_believed():
    ada = enrolled("bits")
    believed(ada, {"bits": 0.9})
    kept = aws.items("beliefs")
    answer = ask(ada, "leave")
    assert (answer.status, answer.text) == (204, "")
    assert (aws.items("enrollments"), aws.items("beliefs")) == ([], kept)
    assert ask(ada, "enroll").json["completed"] == 0


def _too_often():
    ada = signed_in()
    for _ in range(door.DAILY):
        transact(quotas.spend(ada.learner_id, "enrollments", daily=door.DAILY, at=NOW))
    return ada


@pytest.mark.parametrize(
    ("person", "name", "path", "problem"),
    [
        (signed_in, "one", {}, "not-found"),
        (signed_in, "one", {"course": "chemistry"}, "not-found"),
        (signed_in, "enroll", {"course": "chemistry"}, "not-found"),
        (signed_in, "enroll", {"course": "Binary"}, "invalid"),
        (signed_in, "leave", {}, "not-enrolled"),
        (signed_in, "leave", {"course": "x" * 2000}, "invalid"),
        (lambda: frozen(signed_in()), "enroll", {}, "account-closed"),
        (lambda: frozen(enrolled()), "leave", {}, "account-closed"),
        (_too_often, "enroll", {}, "too-many"),
    ],
)
def test_what_cannot_be_done_is_refused_and_changes_nothing(person, name, path, problem):
    somebody = person()
    before = aws.everything()
    assert ask(somebody, name, **path).problem == problem
    assert aws.everything() == before


@pytest.mark.parametrize("name", ["enrolled", "one", "enroll", "leave"])
def test_strangers_are_refused(name):
    assert call(door.handler, recorded(DOOR, name)).problem == "not-signed-in"
