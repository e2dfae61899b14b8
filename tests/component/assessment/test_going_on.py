"""Going on with a placement begun elsewhere: which of one's own are to go on with, and when there is a next."""

from copy import replace
from datetime import timedelta

import pytest

from assessment import placements, published
from assessment.retaking import PAUSE
from inarax.stores import attempts, beliefs
from inarax.stores.attempts import Attempt, Kind
from inarax.stores.base import read, transact
from tests.component.assessment.taking import answer, begun, enrolled, mine, place, placed, right
from tests.kit import courses
from tests.kit.courses import BINARY, PILOTS
from tests.kit.doors import call
from tests.kit.events import NOW
from tests.kit.learners import signed_in
from tests.kit.replay import replayed

NOTHING = {"course": BINARY, "open": [], "again_from": None, "counting": 6, "on_trial": 0}
LATER = timedelta(minutes=1)


def _open(person, **more):
    return [each["attempt"] for each in mine(person, **more).json["open"]]


def _one_more(person, shown):
    item = shown["item"]["id"]
    return answer(person, shown["attempt"], item, right(item)).json


def test_who_never_began_has_none_to_go_on_with_and_may_begin_at_once():
    assert (mine(enrolled()).status, mine(enrolled()).json) == (200, NOTHING)


def test_the_recorded_event_finds_what_was_begun_on_another_device():
    ada = enrolled()
    shown = _one_more(ada, place(ada).json)
    found = call(placements.handler, replayed(ada, "assessment/placements", "mine"))
    open_now = {"attempt": shown["attempt"], "started_at": "2026-11-24T12:00:00Z", "asked": 1}
    assert (found.status, found.json) == (200, NOTHING | {"open": [open_now]})


def test_of_several_the_furthest_on_comes_first_and_then_the_latest():
    ada = enrolled()
    first, second, third = (place(ada, at=NOW + LATER * n).json for n in range(3))
    assert _open(ada) == [third["attempt"], second["attempt"], first["attempt"]]
    _one_more(ada, first)
    assert _open(ada) == [first["attempt"], third["attempt"], second["attempt"]]


def test_nobody_elses_nor_one_of_another_course_nor_a_quiz_is_among_them():
    ada, eve = enrolled(), enrolled()
    place(eve)
    begun(ada)
    other = Attempt(ada.learner_id, "chemistry's", Kind.PLACEMENT, "chemistry", "0" * 32, None, ("salt-1",), NOW)
    transact(attempts.save(other))
    assert mine(ada).json == NOTHING


def test_one_that_ended_is_not_among_them_nor_one_begun_before_that_and_the_day_of_the_next_is_told():
    ada = enrolled()
    place(ada)
    placed(ada)
    assert mine(ada).json == NOTHING | {"again_from": "2026-12-01T12:00:00Z"}


def test_a_week_after_the_end_the_next_may_begin_at_once_and_is_gone_on_with():
    ada = enrolled()
    placed(ada)
    assert mine(ada, at=NOW + PAUSE - LATER).json["again_from"]
    assert mine(ada, at=NOW + PAUSE).json == NOTHING
    again = place(ada, at=NOW + PAUSE).json["attempt"]
    assert _open(ada, at=NOW + PAUSE + LATER) == [again]


def test_one_under_an_earlier_version_of_the_course_is_gone_on_with():
    ada = enrolled()
    begun_before = place(ada).json["attempt"]
    courses.publish(title="A newer one")
    assert _open(ada) == [begun_before]


def test_of_many_attempts_none_is_overlooked():
    ada = enrolled()
    shown = place(ada).json
    (kept,) = read(attempts.of(ada.learner_id, shown["attempt"]))
    many = tuple((f"{kept.asked[0]}-{n}", True) for n in range(3000))  # so that a page of a query holds few
    for n in range(20):
        transact(attempts.save(replace(kept, attempt_id=f"z{n:02}", revision=0, closed_at=NOW, answers=many)))
        transact(attempts.save(replace(kept, attempt_id=f"a{n:02}", revision=0, closed_at=NOW, answers=many)))
    assert _open(ada) == [shown["attempt"]]


@pytest.mark.parametrize(("seen", "left"), [(0, 2), (2, 1), (3, 0)])
def test_how_many_questions_may_be_on_trial_is_told_before_one_begins(seen, left):
    published.course_of.cache_clear()
    courses.publish_piloted()
    ada = enrolled()
    asked = dict.fromkeys(list(PILOTS)[:seen], int(NOW.timestamp()))
    transact(beliefs.save(beliefs.Belief(ada.learner_id, BINARY, seen=asked)))
    told = mine(ada).json
    assert (told["counting"], told["on_trial"]) == (14, left)


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        (lambda: mine(enrolled(), "chemistry"), "not-found"),
        (lambda: mine(signed_in()), "not-enrolled"),
        (lambda: mine(enrolled(), "BINARY"), "invalid"),
    ],
)
def test_who_is_in_no_such_course_is_told_so(asked, problem):
    assert asked().problem == problem
