"""Contesting a grade: of one's own answer, once, in one's own words."""

from copy import replace
from datetime import timedelta

import pytest

from assessment import contests
from inarax.stores import contests as store
from inarax.stores import responses, standings
from inarax.stores.base import read, transact
from inarax.stores.responses import By, Graded, Response
from inarax.tokens import new_id
from tests.component.assessment.taking import begun, contest, enrolled, placed, taken
from tests.kit import aws, courses
from tests.kit.courses import BINARY
from tests.kit.doors import call
from tests.kit.events import NOW
from tests.kit.replay import replayed

FIXED = "7d0c3f6e-2b1a-4c58-9e1f-5a0b6c7d8e9f"


def _mine(person, cursor=None):
    return call(contests.handler, person.request("GET", "/me/contests", query={"cursor": cursor} if cursor else None))


def _one(person, name):
    return call(contests.handler, person.request("GET", "/me/contests/{contest}", {"contest": name}))


def test_the_recorded_events_contest_list_and_read(version):
    ada = enrolled()
    grade = Graded(False, By.KEY, NOW)
    given = {"options": ["b"]}
    transact(
        responses.save(
            Response(ada.learner_id, FIXED, "bits-1", BINARY, version, "2026-11-authored", given, (grade,), NOW)
        )
    )
    made = call(contests.handler, replayed(ada, "assessment/contests", "begin"))
    assert made.status == 201
    assert made.json == {
        "contest": f"{FIXED}.bits-1",
        "kind": "grade",
        "course": "binary",
        "attempt": FIXED,
        "item": "bits-1",
        "skill": None,
        "said": None,
        "status": "open",
        "text": "Binary 10 is ten in my book: the question does not say in which base.",
        "contested_at": "2026-11-24T12:00:00Z",
        "due": "2026-12-24",
        "decided_at": None,
        "explanation": None,
    }
    assert made.header("Location") == f"/me/contests/{FIXED}.bits-1"
    words = {"course_title": courses.raw("outline.json")["title"], "subject": courses.item("bits-1")["stem"]}
    listed = call(contests.handler, replayed(ada, "assessment/contests", "mine"))
    assert listed.json == {"contests": [made.json | words], "cursor": None}
    assert call(contests.handler, replayed(ada, "assessment/contests", "one")).json == made.json | words


def test_a_question_is_named_as_it_was_asked_though_the_course_has_a_newer_version_or_is_withdrawn():
    ada = enrolled()
    attempt, items = taken(ada, False)
    contest(ada, attempt, items[0])
    _reworded(items[0])
    (shown,) = _mine(ada).json["contests"]
    assert (shown["course_title"], shown["subject"]) == ("Counting anew", courses.item(items[0])["stem"])
    for edition in aws.items("courses"):
        aws.client("dynamodb").delete_item(
            TableName="inarax-courses", Key={name: edition[name] for name in ("shelf", "course")}
        )
    (shown,) = _mine(ada).json["contests"]
    assert (shown["course_title"], shown["subject"]) == (None, courses.item(items[0])["stem"])


def _reworded(item):
    items = courses.raw("items.json")
    items["items"] = [{**each, "stem": "Otherwise?"} if each["id"] == item else each for each in items["items"]]
    courses.publish_with(items, title="Counting anew")


def test_a_level_is_named_by_its_course_alone():
    ada = enrolled()
    contest(ada, placed(ada)[0]["attempt"], None)
    (shown,) = _mine(ada).json["contests"]
    assert (shown["kind"], shown["subject"]) == ("placement", None)
    assert shown["course_title"] == courses.raw("outline.json")["title"]


def test_an_answer_of_a_placement_can_be_contested_too():
    ada = enrolled()
    first = placed(ada, correct=False)[0]
    assert contest(ada, first["attempt"], first["item"]["id"]).status == 201


def _freeze(person):
    (standing,) = read(standings.of(person.learner_id))
    transact(standings.replace(standing, replace(standing, state=standings.State.FROZEN)))


def _unanswered(person):
    attempt, items = begun(person)
    return contest(person, attempt, items[0])


def _of_another(person):
    attempt, items = taken(enrolled(), False)
    return contest(person, attempt, items[0])


def _twice(person):
    attempt, items = taken(person, False)
    assert contest(person, attempt, items[0], "Once.").status == 201
    return contest(person, attempt, items[0], "Twice.")


def _frozen(person):
    attempt, items = taken(person, False)
    _freeze(person)
    return contest(person, attempt, items[0])


def _with(**change):
    def arranged(person):
        attempt, items = taken(person, False)
        return contest(person, **{"attempt": attempt, "item": items[0], **change})

    return arranged


@pytest.mark.parametrize(
    ("refused", "problem", "left"),
    [
        (_unanswered, "not-graded", 0),
        (_of_another, "not-graded", 0),
        (_twice, "already-contested", 1),
        (_frozen, "account-closed", 0),
        (_with(text=""), "invalid", 0),
        (_with(text="  "), "invalid", 0),
        (_with(text="a" * 2001), "invalid", 0),
        (_with(text=7), "invalid", 0),
        (_with(attempt="first"), "invalid", 0),
        (_with(item="nowhere"), "not-graded", 0),
        (_with(key="short"), "idempotency-key-missing", 0),
        (_with(at=NOW + timedelta(days=60)), "not-signed-in", 0),
    ],
)
def test_what_cannot_be_contested_is_refused_and_leaves_nothing(refused, problem, left):
    assert refused(enrolled()).problem == problem
    spent = [item for item in aws.items("quotas") if item["counter"]["S"].startswith("contests")]
    assert (len(aws.items("contests")), len(spent)) == (left, left)


def test_contesting_again_with_the_same_key_contests_once():
    ada = enrolled()
    attempt, items = taken(ada, False)
    first = contest(ada, attempt, items[0], key="key-of-ada")
    before = aws.everything()
    again = contest(ada, attempt, items[0], key="key-of-ada")
    assert (again.status, again.json) == (201, first.json)
    assert contest(ada, attempt, items[0], "Otherwise.", key="key-of-ada").problem == "idempotency-key-reused"
    assert aws.everything() == before


def test_what_was_erased_since_is_not_made_again_by_repeating_its_request():
    ada = enrolled()
    attempt, items = taken(ada, False)
    name = contest(ada, attempt, items[0], key="key-of-ada").json["contest"]
    key = {"learner_id": {"S": ada.learner_id}, "contest_id": {"S": name}}
    aws.client("dynamodb").delete_item(TableName="inarax-contests", Key=key)
    assert contest(ada, attempt, items[0], key="key-of-ada").problem == "not-found"


@pytest.mark.parametrize(("key", "problem"), [("key-of-ada", None), ("another-key", "already-contested")])
def test_contesting_twice_at_once_contests_once(before_writing, key, problem):
    ada = enrolled()
    attempt, items = taken(ada, False)
    before_writing(lambda: contest(ada, attempt, items[0], key=key))
    assert contest(ada, attempt, items[0], key="key-of-ada").problem == problem
    assert len(aws.items("contests")) == 1


def test_twenty_contests_a_day_and_more_the_next(version):
    ada, attempt = enrolled(), new_id()
    kept = Response(
        ada.learner_id, attempt, "", BINARY, version, "p", {"number": 1.0}, (Graded(False, By.KEY, NOW),), NOW
    )
    for number in range(21):
        transact(responses.save(replace(kept, item=f"item-{number}")))
    for number in range(20):
        assert contest(ada, attempt, f"item-{number}").status == 201
    assert contest(ada, attempt, "item-20").problem == "too-many"
    assert contest(ada, attempt, "item-20", at=NOW + timedelta(days=1)).status == 201


def test_a_long_list_comes_in_pages_and_each_contest_once():
    ada, attempt = enrolled(), new_id()
    names = [f"item-{number}" for number in range(2 * store.PAGE + 3)]
    for name in names:
        transact(
            store.begin(store.Contest(ada.learner_id, store.grade_of(attempt, name), BINARY, "No.", NOW, NOW.date()))
        )
    found, cursor, pages = [], None, 0
    while pages == 0 or cursor:
        page = _mine(ada, cursor).json
        found, cursor, pages = found + [each["item"] for each in page["contests"]], page["cursor"], pages + 1
    assert (sorted(found), pages) == (sorted(names), 3)


@pytest.mark.parametrize(
    "cursor", ["nonsense", "!", "W10", "W10=", "WyJhIiwiYiJd", "bnVsbA", "WyIiXQ", "WyJcdWQ4MDAiXQ", "é"]
)
def test_a_cursor_that_we_did_not_give_is_refused(cursor):
    assert _mine(enrolled(), cursor).problem == "unknown-cursor"


def test_a_contest_is_read_by_its_own_learner_alone():
    ada = enrolled()
    attempt, items = taken(ada, False)
    name = contest(ada, attempt, items[0]).json["contest"]
    assert _one(ada, name).status == 200
    assert _one(enrolled(), name).problem == "not-found"
    assert _one(ada, f"{attempt}.nowhere").problem == "not-found"
    assert _mine(enrolled()).json == {"contests": [], "cursor": None}
