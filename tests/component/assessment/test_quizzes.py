"""Beginning and resuming a quiz: the unseen first, as hard as suits its learner, once however often it is asked for."""

from copy import replace
from datetime import timedelta

import pytest

from assessment import quizzes
from inarax.stores import attempts, standings
from inarax.stores.attempts import Attempt, Kind
from inarax.stores.base import read, transact
from tests.component.assessment.taking import attempt_at, begin, begun, enrolled, place, right, submit, taken
from tests.component.learning.people import believed, objecting
from tests.kit import aws
from tests.kit.courses import BINARY
from tests.kit.doors import call
from tests.kit.events import NOW
from tests.kit.learners import signed_in
from tests.kit.replay import replayed
from tests.kit.world import restrict

FIXED = "7d0c3f6e-2b1a-4c58-9e1f-5a0b6c7d8e9f"


def test_the_recorded_events_begin_and_resume(version):
    ada = enrolled()
    first = call(quizzes.handler, replayed(ada, "assessment/quizzes", "start"))
    assert (first.status, first.json["status"], first.json["answered"], first.json["asked"]) == (201, "open", [], 3)
    assert first.header("Location") == f"/courses/binary/quizzes/bits/attempts/{first.json['attempt']}"
    transact(attempts.save(Attempt(ada.learner_id, FIXED, Kind.QUIZ, BINARY, version, "bits", ("bits-3",), NOW)))
    resumed = call(quizzes.handler, replayed(ada, "assessment/quizzes", "resume"))
    assert resumed.json == {
        "attempt": FIXED,
        "course": "binary",
        "quiz": "bits",
        "status": "open",
        "items": [
            {
                "id": "bits-3",
                "kind": "numeric",
                "stem": "How many values do 3 bits have?",
                "stem_html": "<p>How many values do 3 bits have?</p>\n",
                "options": [],
                "unit": None,
            }
        ],
        "answered": [],
        "correct": 0,
        "asked": 1,
        "passed": None,
    }


def test_a_second_attempt_asks_what_was_not_seen():
    ada = enrolled()
    _, first = taken(ada, True, True, False)
    _, second = begun(ada)
    assert not set(first) & set(second)


def _asked(person, attempts=20):
    """All that so many attempts ask."""
    return {item for _ in range(attempts) for item in begun(person)[1]}


def test_who_knows_little_is_not_asked_the_hardest_and_who_knows_much_not_the_easiest():
    beginner, expert = enrolled(), enrolled()
    believed(beginner, {"bits": 0.05})
    believed(expert, {"bits": 0.95})
    assert not _asked(beginner) & {"bits-3", "bits-6"}  # no options to guess from, or the hardest
    assert not _asked(expert) & {"bits-1", "bits-2"}


def _learning_on(person):
    restrict(person, standings.Extent.LEARNING, NOW)
    return person


@pytest.mark.parametrize("refusing", [objecting, _learning_on])
def test_for_who_objects_or_restricted_their_record_no_belief_chooses(refusing):
    ada = refusing(enrolled())
    believed(ada, {"bits": 0.05})
    assert _asked(ada, attempts=40) == {f"bits-{n}" for n in range(1, 8)}


def test_an_attempt_is_resumed_where_it_was_left():
    ada = enrolled()
    attempt, items = begun(ada)
    submit(ada, attempt, items[1], right(items[1]))
    shown = attempt_at(ada, attempt).json
    assert ([item["id"] for item in shown["items"]], shown["answered"]) == (items, [items[1]])
    assert (shown["correct"], shown["status"], shown["passed"]) == (1, "open", None)


def test_beginning_again_with_the_same_key_begins_one():
    ada = enrolled()
    first = begin(ada, "key-of-ada")
    before = aws.everything()
    assert begin(ada, "key-of-ada").json == first.json
    assert aws.everything() == before
    assert begin(ada, "key-of-ada", quiz="octets").problem == "idempotency-key-reused"
    assert aws.everything() == before


def test_what_was_erased_since_is_not_made_again_by_repeating_its_request():
    ada = enrolled()
    attempt = begin(ada, "key-of-ada").json["attempt"]
    key = {"learner_id": {"S": ada.learner_id}, "attempt_id": {"S": attempt}}
    aws.client("dynamodb").delete_item(TableName="inarax-attempts", Key=key)
    assert begin(ada, "key-of-ada").problem == "not-found"


def test_beginning_twice_at_once_with_the_same_key_begins_one(before_writing):
    ada, others = enrolled(), []
    before_writing(lambda: others.append(begin(ada, "key-of-ada")))
    ours = begin(ada, "key-of-ada")
    assert (ours.status, ours.json) == (201, others[0].json)
    assert len(aws.items("attempts")) == 1


def test_forty_quizzes_a_day_and_more_the_next():
    ada = enrolled()
    for _ in range(40):
        assert begin(ada).status == 201
    before = aws.everything()
    assert begin(ada).problem == "too-many"
    assert aws.everything() == before
    assert begin(ada, at=NOW + timedelta(days=1)).status == 201


def _frozen():
    ada = enrolled()
    (standing,) = read(standings.of(ada.learner_id))
    transact(standings.replace(standing, replace(standing, state=standings.State.FROZEN)))
    return begin(ada)


@pytest.mark.parametrize(
    ("refused", "problem"),
    [
        (lambda: begin(enrolled(), course="chemistry"), "not-found"),
        (lambda: begin(enrolled(), quiz="nowhere"), "not-found"),
        (lambda: begin(enrolled(), quiz="masks-cloud"), "not-found"),
        (lambda: begin(enrolled(), quiz="Bits"), "invalid"),
        (lambda: begin(enrolled(), key="short"), "idempotency-key-missing"),
        (lambda: begin(signed_in()), "not-enrolled"),
        (_frozen, "account-closed"),
    ],
)
def test_a_quiz_that_cannot_begin_leaves_nothing(refused, problem):
    assert refused().problem == problem
    assert (aws.items("attempts"), aws.items("idempotency"), aws.items("quotas")) == ([], [], [])


def test_an_attempt_is_found_at_its_own_address_by_its_own_learner_alone():
    ada = enrolled()
    attempt, _ = begun(ada)
    assert attempt_at(ada, attempt).status == 200
    assert attempt_at(enrolled(), attempt).problem == "not-found"
    assert attempt_at(ada, attempt, quiz="octets").problem == "not-found"
    assert attempt_at(ada, attempt, course="chemistry").problem == "not-found"
    assert attempt_at(ada, place(ada).json["attempt"]).problem == "not-found"
    assert attempt_at(ada, FIXED).problem == "not-found"
