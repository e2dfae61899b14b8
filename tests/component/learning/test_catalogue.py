"""The catalogue is public, and shows what was published last."""

import pytest

from learning.catalogue import handler
from tests.kit import courses
from tests.kit.doors import call
from tests.kit.events import recorded, request


def _outline(course):
    return call(handler, request("GET", "/courses/{course}", {"course": course}))


def test_anybody_sees_every_course():
    version = courses.publish()
    answer = call(handler, recorded("learning/catalogue", "catalogue"))
    title, summary = (courses.raw("outline.json")[key] for key in ("title", "summary"))
    assert answer.json == {"courses": [{"course": "binary", "version": version, "title": title, "summary": summary}]}


def test_an_empty_catalogue_is_a_catalogue():
    assert call(handler, recorded("learning/catalogue", "catalogue")).json == {"courses": []}


def test_the_outline_is_what_was_published_with_its_version():
    version = courses.publish()
    answer = call(handler, recorded("learning/catalogue", "outline"))
    assert answer.json == courses.raw("outline.json") | {"version": version}


def test_a_new_version_is_shown_at_once():
    courses.publish()
    newer = courses.publish(title="Thinking in binary, again")
    answer = _outline("binary")
    assert (answer.json["version"], answer.json["title"]) == (newer, "Thinking in binary, again")


@pytest.mark.parametrize(
    ("course", "problem"),
    [("chemistry", "not-found"), ("BINARY", "invalid"), ("..", "invalid"), ("a" * 65, "invalid"), ("a%2Fb", "invalid")],
)
def test_what_is_no_course_is_refused(course, problem):
    courses.publish()
    assert _outline(course).problem == problem


def test_a_real_course_is_shown_as_its_author_wrote_it():
    version = courses.publish_folder("networks")
    answer = _outline("networks")
    assert (answer.status, answer.json["version"]) == (200, version)
    assert {lesson["kind"] for lesson in answer.json["lessons"]} == {"core", "remedial"}
