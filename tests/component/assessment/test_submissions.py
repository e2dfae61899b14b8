"""Answering a quiz: graded and counted once, whatever is repeated, refused, concurrent or broken on the way."""

from copy import replace
from datetime import timedelta

import pytest

from assessment import answering, submissions
from inarax.roles import Role
from inarax.stores import attempts, beliefs, evidence, responses, standings
from inarax.stores.attempts import Attempt, Kind
from inarax.stores.base import read, transact
from inarax.tokens import new_id
from tests.component.assessment.taking import (
    attempt_at,
    begin,
    begun,
    enrolled,
    placed,
    right,
    submit,
    taken,
    wrong,
)
from tests.kit import aws, courses
from tests.kit.courses import BINARY
from tests.kit.doors import call
from tests.kit.events import NOW
from tests.kit.learners import signed_in
from tests.kit.replay import replayed


def _belief(person):
    (belief,) = read(beliefs.of(person.learner_id, BINARY))
    return belief


def _freeze(person):
    (standing,) = read(standings.of(person.learner_id))
    transact(standings.replace(standing, replace(standing, state=standings.State.FROZEN)))


def test_the_recorded_event_is_graded(version):
    ada = enrolled()
    event = replayed(ada, "assessment/submissions")
    attempt = "7d0c3f6e-2b1a-4c58-9e1f-5a0b6c7d8e9f"
    asked = ("bits-1", "bits-2")
    transact(attempts.save(Attempt(ada.learner_id, attempt, Kind.QUIZ, BINARY, version, "bits", asked, NOW)))
    answer = call(submissions.handler, event)
    assert answer.json == {
        "item": "bits-1",
        "correct": True,
        "key": {"options": ["a"]},
        "explanation": "It is 2.",
        "options": {"a": "2 is right."},
        "misconception": None,
        "attempt": {"status": "open", "answered": 1, "asked": 2, "correct": 1, "passed": None},
        "next": "/me/courses/binary/next",
    }
    assert (answer.status, answer.header("Location")) == (201, f"/courses/binary/quizzes/bits/attempts/{attempt}")


@pytest.mark.parametrize(
    ("item", "given", "correct", "misconception", "key"),
    [
        ("bits-1", {"options": ["b"]}, False, "reads binary as decimal", {"options": ["a"]}),
        ("bits-5", {"options": ["b", "a"]}, True, None, {"options": ["a", "b"]}),
        ("bits-5", {"options": ["a", "b", "c"]}, False, "looks at the first bit", {"options": ["a", "b"]}),
        ("bits-3", {"number": 8}, True, None, {"number": 8.0}),
        ("bits-3", {"number": 6.0}, False, "multiplies by two instead of doubling", {"number": 8.0}),
        ("bits-3", {"number": 9.5}, False, None, {"number": 8.0}),
        ("bits-4", {"text": " 0101. "}, True, None, {"text": "101"}),
        ("bits-4", {"text": "110"}, False, "writes the weights from the wrong end", {"text": "101"}),
        ("bits-1", {"unknown": True}, False, None, {"options": ["a"]}),
        ("bits-3", {"unknown": True}, False, None, {"number": 8.0}),
        ("bits-4", {"unknown": True}, False, None, {"text": "101"}),
    ],
)
def test_every_kind_of_item_is_graded_and_explained(version, item, given, correct, misconception, key):
    ada, attempt = enrolled(), new_id()
    transact(attempts.save(Attempt(ada.learner_id, attempt, Kind.QUIZ, BINARY, version, "bits", (item,), NOW)))
    body = submit(ada, attempt, item, given).json
    assert (body["correct"], body["misconception"], body["key"]) == (correct, misconception, key)
    assert body["explanation"]
    assert body["attempt"] == {
        "status": "closed", "answered": 1, "asked": 1, "correct": int(correct), "passed": correct,
    }  # fmt: skip


def test_an_answer_is_kept_with_the_versions_it_was_graded_under(version):
    ada = enrolled()
    attempt, (item, *_) = begun(ada)
    given = wrong(item)
    submit(ada, attempt, item, given)
    (kept,) = read(responses.of(ada.learner_id, attempt, item))
    assert (kept.version, kept.parameters, kept.answer) == (version, "2026-11-authored", given)
    assert [(grade.correct, grade.by, grade.at) for grade in kept.grades] == [(False, "key", NOW)]
    (recorded,) = evidence.of(ada.learner_id, BINARY, "bits")
    assert (recorded.evidence.item, recorded.evidence.correct, recorded.number) == (item, False, 1)
    assert _belief(ada).skills["bits"].tries == 1


@pytest.mark.parametrize(("grades", "passed"), [((True, True, True), True), ((True, True, False), False)])
def test_the_last_answer_ends_the_quiz_and_tells_whether_it_was_passed(grades, passed):
    ada = enrolled()
    attempt, items = taken(ada, *grades)
    shown = attempt_at(ada, attempt).json
    assert (shown["status"], shown["passed"], shown["correct"]) == ("closed", passed, sum(grades))
    assert shown["answered"] == items
    outcome = _belief(ada).quizzes["bits"]
    assert (outcome.passed, outcome.correct, outcome.asked, outcome.attempt) == (passed, sum(grades), 3, attempt)


def test_an_attempt_keeps_its_version_when_the_course_moves_on(version):
    ada = enrolled()
    attempt, (item, *_) = begun(ada)
    assert courses.publish(title="Thinking in binary, again") != version
    assert submit(ada, attempt, item, right(item)).status == 201
    (kept,) = read(responses.of(ada.learner_id, attempt, item))
    assert kept.version == version


# Refused --------------------------------------------------------------------------------------------------------------


def _nothing(_person, attempt, items):
    return attempt, items[0], right(items[0]), {}


def _closed(person, _attempt, _items):
    attempt, items = taken(person, True, True, True)
    unasked = next(item for item in ("bits-1", "bits-2", "bits-3", "bits-4") if item not in items)
    return attempt, unasked, right(unasked), {}


def _frozen(person, attempt, items):
    _freeze(person)
    return attempt, items[0], right(items[0]), {}


def _counted(person, attempt, items):
    submit(person, attempt, items[0], right(items[0]))
    return attempt, items[0], wrong(items[0]), {}


def _of_another(_person, _attempt, _items):
    attempt, items = begun(enrolled())
    return attempt, items[0], right(items[0]), {}


def _of_a_placement(person, _attempt, _items):
    body = placed(person)[0]
    return body["attempt"], body["item"]["id"], right(body["item"]["id"]), {}


def _not_asked(_person, attempt, items):
    unasked = next(item for item in courses.raw("keys.json")["keys"] if item not in items)
    return attempt, unasked, right(unasked), {}


def _changed(**change):
    def arranged(_person, attempt, items):
        sent = {"attempt": attempt, "item": items[0], "given": right(items[0])} | change
        more = {name: sent.pop(name) for name in ("quiz", "course", "headers") if name in sent}
        return sent["attempt"], sent["item"], sent["given"], more

    return arranged


@pytest.mark.parametrize(
    ("arrange", "problem"),
    [
        (_closed, "attempt-closed"),
        (_frozen, "account-closed"),
        (_counted, "already-counted"),
        (_of_another, "not-found"),
        (_of_a_placement, "not-found"),
        (_not_asked, "not-asked"),
        (_changed(item="no-such-item"), "not-asked"),
        (_changed(attempt="00000000-0000-4000-8000-000000000000"), "not-found"),
        (_changed(attempt="first"), "invalid"),
        (_changed(attempt=None), "invalid"),
        (_changed(item="Bits 1"), "invalid"),
        (_changed(quiz="octets"), "not-found"),
        (_changed(quiz="nowhere"), "not-found"),
        (_changed(quiz="BITS"), "invalid"),
        (_changed(course="chemistry"), "not-found"),
        (_changed(given={}), "invalid"),
        (_changed(given={"options": ["z"]}), "invalid"),
        (_changed(given={"options": ["a"], "number": 1}), "invalid"),
        (_changed(given="a"), "invalid"),
        (_changed(given={"number": "64"}), "invalid"),
        (_changed(given={"text": "x" * 201}), "invalid"),
        (_changed(headers={"Origin": "https://evil.example"}), "foreign-origin"),
        (_changed(headers={"Cookie": ""}), "not-signed-in"),
    ],
)
def test_what_is_refused_changes_nothing(arrange, problem):
    ada = enrolled()
    attempt, item, given, more = arrange(ada, *begun(ada))
    before = aws.everything()
    answer = submit(ada, attempt, item, given, **more)
    assert answer.problem == problem
    assert aws.everything() == before


@pytest.mark.parametrize("item", ["bits-1", "bits-3", "bits-4", "bits-5"])
@pytest.mark.parametrize("given", [{"options": ["a"]}, {"options": ["a", "b"]}, {"number": 1}, {"text": "a"}])
def test_an_answer_of_another_kind_is_invalid_and_may_be_sent_again(version, item, given):
    ada, attempt = enrolled(), new_id()
    transact(attempts.save(Attempt(ada.learner_id, attempt, Kind.QUIZ, BINARY, version, "bits", (item,), NOW)))
    before = aws.everything()
    answer = submit(ada, attempt, item, given)
    if given.keys() != right(item).keys() or (item == "bits-1" and len(given["options"]) > 1):
        assert answer.problem == "invalid"
        assert answer.json["errors"][0]["field"] == "body/answer"
        assert aws.everything() == before
        answer = submit(ada, attempt, item, right(item))
    assert answer.status == 201


def test_a_role_does_not_open_the_attempt_of_another():
    attempt, (item, *_) = begun(enrolled())
    assert submit(enrolled(), attempt, item, right(item)).problem == "not-found"
    assert submit(signed_in(Role.OPERATOR), attempt, item, right(item)).problem == "not-found"


# Repeated and concurrent ----------------------------------------------------------------------------------------------


def test_the_same_answer_again_gets_the_same_result_and_counts_once():
    ada = enrolled()
    attempt, items = begun(ada)
    first = submit(ada, attempt, items[0], wrong(items[0]))
    counted = aws.everything()
    again = submit(ada, attempt, items[0], wrong(items[0]), at=NOW + timedelta(minutes=1))
    assert (again.status, again.json) == (201, first.json)
    assert aws.everything() == counted
    for item in items[1:]:
        submit(ada, attempt, item, right(item))
    assert submit(ada, attempt, items[0], wrong(items[0])).json == first.json


def test_options_in_another_order_are_the_same_answer(version):
    ada, attempt = enrolled(), new_id()
    transact(attempts.save(Attempt(ada.learner_id, attempt, Kind.QUIZ, BINARY, version, "bits", ("bits-5",), NOW)))
    first = submit(ada, attempt, "bits-5", {"options": ["a", "b"]})
    assert submit(ada, attempt, "bits-5", {"options": ["b", "a", "b"]}).json == first.json


@pytest.mark.parametrize(("rival", "problem"), [(right, None), (wrong, "already-counted")])
def test_of_two_answers_to_one_item_at_once_one_counts(before_writing, rival, problem):
    ada = enrolled()
    attempt, (item, *_) = begun(ada)
    before_writing(lambda: submit(ada, attempt, item, rival(item)))
    answer = submit(ada, attempt, item, right(item))
    assert (answer.problem, answer.status) == (problem, 409 if problem else 201)
    (kept,) = read(attempts.of(ada.learner_id, attempt))
    assert kept.answers == ((item, rival is right),)
    assert len(evidence.of(ada.learner_id, BINARY)) == _belief(ada).skills["bits"].tries == 1


def test_two_answers_to_two_items_at_once_both_count(before_writing):
    ada = enrolled()
    attempt, (one, two, _) = begun(ada)
    before_writing(lambda: submit(ada, attempt, two, wrong(two)))
    assert submit(ada, attempt, one, right(one)).json["attempt"]["answered"] == 2
    (kept,) = read(attempts.of(ada.learner_id, attempt))
    assert kept.answers == ((two, False), (one, True))
    assert _belief(ada).skills["bits"].tries == 2


def test_two_quizzes_of_one_course_at_once_both_count(before_writing):
    ada = enrolled()
    attempt, (item, *_) = begun(ada)
    other, (another, *_) = begun(ada, quiz="octets")
    before_writing(lambda: submit(ada, other, another, right(another), quiz="octets"))
    assert submit(ada, attempt, item, right(item)).status == 201
    assert {skill: kept.tries for skill, kept in _belief(ada).skills.items()} == {"bits": 1, "octets": 1}


def test_who_is_overtaken_every_time_is_told_and_nothing_was_counted(before_writing):
    ada = enrolled()
    attempt, (item, *_) = begun(ada)

    def overtake():
        (kept,) = read(attempts.of(ada.learner_id, attempt))
        transact(attempts.save(kept))

    before_writing(overtake, times=9)
    answer = submit(ada, attempt, item, right(item))
    assert (answer.status, answer.problem) == (409, "conflict")
    assert (aws.items("responses"), aws.items("evidence"), aws.items("beliefs")) == ([], [], [])


def test_a_freeze_between_reading_and_writing_is_obeyed(before_writing):
    ada = enrolled()
    attempt, (item, *_) = begun(ada)
    before_writing(lambda: _freeze(ada))
    assert submit(ada, attempt, item, right(item)).problem == "account-closed"
    assert (aws.items("responses"), aws.items("evidence"), aws.items("beliefs")) == ([], [], [])


@pytest.mark.parametrize(("collisions", "problem"), [(1, None), (4, None), (5, "busy")])
def test_transactions_that_collide_are_tried_again_and_in_the_end_refused_whole(colliding, collisions, problem):
    ada = enrolled()
    attempt, (item, *_) = begun(ada)
    before = aws.everything()
    colliding(collisions)
    answer = submit(ada, attempt, item, right(item))
    assert answer.problem == problem
    assert (aws.everything() == before) is (problem is not None)
    assert submit(ada, attempt, item, right(item)).json["attempt"]["answered"] == 1


# Speed ----------------------------------------------------------------------------------------------------------------


def test_answering_costs_a_session_read_one_read_one_transaction_and_its_log_however_long_the_history(sent):
    ada = enrolled()
    costs = []
    for _ in range(6):
        attempt, items = begun(ada)
        for item in items:
            sent.clear()
            submit(ada, attempt, item, right(item))
            costs.append(list(sent))
    assert costs == [["BatchGetItem", "BatchGetItem", "TransactWriteItems", "BatchWriteItem"]] * 18


def test_repeating_an_answer_writes_nothing_but_its_entry_in_the_log(sent):
    ada = enrolled()
    attempt, items = taken(ada, True)
    sent.clear()
    submit(ada, attempt, items[0], right(items[0]))
    assert sent == ["BatchGetItem", "BatchGetItem", "BatchWriteItem"]


def test_a_quiz_can_be_taken_again_and_its_latest_outcome_counts():
    ada = enrolled()
    taken(ada, False, False, False)
    assert _belief(ada).quizzes["bits"].passed is False
    taken(ada, True, True, True)
    assert _belief(ada).quizzes["bits"].passed is True
    assert begin(ada).json["passed"] is None


@pytest.mark.parametrize("old", ["attempt", "response"])
@pytest.mark.parametrize("left", [1, 2], ids=["the last one", "one of two"])
def test_the_same_answer_again_gets_the_same_result_while_the_first_is_written(old, left, version, monkeypatch):
    """Reading several items is no snapshot: one may be from before a transaction, and the others from after it."""
    ada = enrolled()
    attempt, asked = begun(ada)
    for item in asked[left:]:
        submit(ada, attempt, item, right(item))
    (before,) = read(attempts.of(ada.learner_id, attempt))
    first = submit(ada, attempt, asked[0], right(asked[0]))
    torn = [1]

    def reading(*reads):
        found = read(*reads)
        if len(reads) == 3 and torn:
            torn.clear()
            return (before, *found[1:]) if old == "attempt" else (*found[:2], None)
        return found

    monkeypatch.setattr(answering, "read", reading)
    again = submit(ada, attempt, asked[0], right(asked[0]))
    assert (again.status, again.json) == (201, first.json)
    assert not torn
