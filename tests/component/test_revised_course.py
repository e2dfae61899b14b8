"""A course is revised while somebody is in the middle of it: what they began ends as it began, nothing of theirs is
lost, and what is no longer there is left out of what comes next."""

from typing import Any

import pytest

from inarax.stores import beliefs, evidence, preferences
from inarax.stores.base import read, transact
from personalization import mastery, next_lesson, settings
from tests.component.assessment.taking import (
    answer,
    attempt_at,
    begin,
    begun,
    contest,
    enrolled,
    place,
    placed,
    placement,
    right,
    submit,
    taken,
    wrong,
)
from tests.kit import courses
from tests.kit.courses import BINARY
from tests.kit.doors import call
from tests.kit.learners import Person

_RAW = courses.raw("outline.json")
_LESSONS = [lesson for lesson in _RAW["lessons"] if lesson["id"] != "bits"]


def without_bits() -> str:
    """The next version: without the lesson, its quiz and its skill, and with other goals, domains and levels."""
    for lesson in _LESSONS:
        lesson["requires"] = [each for each in lesson["requires"] if each != "bits"]
    skills = [{**skill, "requires": []} for skill in _RAW["skills"] if skill["id"] != "bits"]
    modules = [{**each, "lessons": [one for one in each["lessons"] if one != "bits"]} for each in _RAW["modules"]]
    goals = [{"id": "planner", "title": "Planner", "summary": "Plans.", "skills": {"masks": 1.0}}]
    levels = [{"id": "any", "title": "Any", "from": None}]
    return courses.publish(
        lessons=_LESSONS, skills=skills, modules=modules, goals=goals, domains=[], levels=levels, title="Revised"
    )


def ask(person: Person, door: Any, resource: str, method: str = "GET", **more: Any) -> Any:
    return call(door.handler, person.request(method, f"/me/courses/{{course}}/{resource}", {"course": BINARY}, **more))


@pytest.fixture(autouse=True)
def version(stores: None) -> str:
    return courses.publish()


def test_a_quiz_that_was_begun_ends_under_the_version_it_began_with():
    ada = enrolled()
    attempt, (first, *others) = begun(ada)
    submit(ada, attempt, first, right(first))
    without_bits()
    for item in others:
        assert submit(ada, attempt, item, right(item)).status == 201
    assert attempt_at(ada, attempt).json["passed"] is True
    assert len(evidence.of(ada.learner_id, BINARY, "bits")) == 3


def test_a_placement_that_was_begun_ends_under_the_version_it_began_with():
    ada = enrolled()
    shown = place(ada).json
    without_bits()
    while shown["item"]:
        shown = answer(ada, shown["attempt"], shown["item"]["id"], right(shown["item"]["id"])).json
    assert shown["outcome"]["level"] in {level["id"] for level in _RAW["levels"]}
    assert placement(ada, shown["attempt"]).json["outcome"] == shown["outcome"]


def test_a_quiz_that_is_gone_cannot_be_begun_and_one_that_is_there_asks_what_there_is():
    ada = enrolled()
    without_bits()
    assert begin(ada).problem == "not-found"


def test_an_answer_that_is_gone_can_still_be_contested():
    ada = enrolled()
    attempt, items = taken(ada, False)
    without_bits()
    assert contest(ada, attempt, items[0]).status == 201


def test_what_comes_next_is_chosen_from_what_there_is():
    ada = enrolled()
    taken(ada, False, False, False)
    transact(preferences.save(preferences.Preferences(ada.learner_id, BINARY, preferences.Choice("cloud", "engineer"))))
    assert ask(ada, next_lesson, "next").json["lesson"]["id"] != "octets"
    without_bits()
    chosen = ask(ada, next_lesson, "next").json
    assert chosen["lesson"]["id"] in {lesson["id"] for lesson in _LESSONS}
    assert "bits" not in chosen["because"]["text"]
    assert chosen["ignored"] == ["domain", "goal"]


def test_what_is_believed_is_shown_of_the_skills_there_are_and_kept_of_the_others():
    ada = enrolled()
    taken(ada, True, True, True)
    before = read(beliefs.of(ada.learner_id, BINARY))
    without_bits()
    assert [each["skill"] for each in ask(ada, mastery, "mastery").json["skills"]] == ["octets", "masks"]
    assert read(beliefs.of(ada.learner_id, BINARY)) == before


def test_a_level_that_is_gone_is_named_by_its_id():
    ada = enrolled()
    level = placed(ada)[-1]["outcome"]["level"]
    without_bits()
    assert ask(ada, mastery, "mastery").json["placement"]["title"] == level


def test_a_goal_that_is_gone_is_refused_by_name_when_it_is_chosen_again():
    ada = enrolled()
    transact(preferences.save(preferences.Preferences(ada.learner_id, BINARY, preferences.Choice(None, "engineer"))))
    without_bits()
    shown = ask(ada, settings, "settings")
    refused = ask(ada, settings, "settings", "PUT", body=shown.json, headers={"If-Match": shown.header("ETag")})
    assert (refused.status, refused.problem) == (422, "invalid")
    assert [fault["field"] for fault in refused.json["errors"]] == ["body/goal"]


def test_answers_before_and_after_a_revision_count_towards_the_same_skill():
    ada = enrolled()
    taken(ada, True, True, True)
    courses.publish(title="Thinking in binary, again")
    attempt, (item, *_) = begun(ada)
    assert submit(ada, attempt, item, wrong(item)).status == 201
    (belief,) = read(beliefs.of(ada.learner_id, BINARY))
    assert (belief.skills["bits"].tries, belief.skills["bits"].correct) == (4, 3)
