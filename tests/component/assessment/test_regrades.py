"""Reviewing contested grades: a queue without names, one decision, and everything that rests on the grade follows."""

from copy import replace
from datetime import timedelta

import pytest

from adaptive.mastery import replay
from assessment import regrades, reviews
from inarax.roles import Role
from inarax.stores import attempts, beliefs, evidence, responses, standings
from inarax.stores import contests as store
from inarax.stores.audit import Action
from inarax.stores.base import read, transact
from tests.component.assessment.taking import (
    answer,
    begun,
    contest,
    enrolled,
    place,
    placed,
    placement,
    queue,
    regrade,
    right,
    submit,
    taken,
    wrong,
)
from tests.kit import aws, courses
from tests.kit.believing import mastery_of
from tests.kit.courses import BINARY
from tests.kit.doors import call
from tests.kit.events import NOW
from tests.kit.learners import signed_in
from tests.kit.replay import replayed
from tests.kit.trail import told

LATER = NOW + timedelta(hours=3)


def _contested(person, *grades):
    """A quiz with these grades whose first answer is contested, and the contest's handle."""
    attempt, items = taken(person, *grades)
    name = contest(person, attempt, items[0]).json["contest"]
    return attempt, items, str(store.Handle(person.learner_id, name))


def _operator(**more):
    return signed_in(Role.OPERATOR, **more)


def _kept(person, attempt, item):
    return read(
        attempts.of(person.learner_id, attempt),
        beliefs.of(person.learner_id, BINARY),
        responses.of(person.learner_id, attempt, item),
    )


def test_the_recorded_events_show_the_queue_and_decide():
    ada = enrolled()
    attempt, items, handle = _contested(ada, False, True, True)
    bob = _operator()
    shown = call(reviews.handler, replayed(bob, "assessment/reviews"))
    assert [each["contest"] for each in shown.json["contests"]] == [handle]
    decided = call(regrades.handler, replayed(bob, "assessment/regrades", "decide", contest=handle))
    assert (decided.status, decided.json["status"]) == (201, "changed")
    assert decided.json["explanation"] == "The question did not name the base of the answer."
    assert (decided.json["attempt"], decided.json["item"]) == (attempt, items[0])


def test_the_queue_shows_what_a_review_needs_and_not_whose_it_is():
    ada = enrolled()
    attempt, items = taken(ada, False)
    contest(ada, attempt, items[0], "Both are right.")
    answered = queue(_operator())
    (waiting,) = answered.json["contests"]
    asked = courses.item(items[0])
    assert (waiting["kind"], waiting["text"], waiting["levels"]) == ("grade", "Both are right.", [])
    assert (waiting["course_title"], waiting["subject"]) == (courses.raw("outline.json")["title"], asked["stem"])
    (answered_so,) = waiting["answers"]
    assert {field: answered_so[field] for field in ("stem", "options", "unit")} == {
        field: asked[field] for field in ("stem", "options", "unit")
    }
    assert not answered_so["correct"]
    assert answered_so["explanation"] == courses.raw("keys.json")["keys"][items[0]]["explanation"]
    assert answered_so["answer"] == wrong(items[0])
    assert answered_so["key"].keys() == right(items[0]).keys()
    assert ada.learner_id not in answered.text


@pytest.mark.parametrize(("day", "urgency"), [(16, None), (17, "soon"), (24, "soon"), (25, "overdue")])
def test_the_queue_says_by_when_each_is_to_be_decided_and_how_near_that_is(day, urgency):
    _contested(enrolled(), False)
    operator = signed_in(Role.OPERATOR, at=NOW.replace(month=12, day=day))
    (waiting,) = queue(operator, at=NOW.replace(month=12, day=day)).json["contests"]
    assert (waiting["due"], waiting["urgency"]) == ("2026-12-24", urgency)


def test_the_queue_is_in_order_of_time_and_comes_in_pages():
    people = [enrolled() for _ in range(2)]
    expected = []
    for number in range(store.PAGE + 2):
        ada, at = people[number % 2], NOW + timedelta(milliseconds=number)
        attempt, (item, *_) = taken(ada, False)
        expected.append(attempt)
        transact(
            store.begin(store.Contest(ada.learner_id, store.grade_of(attempt, item), BINARY, "No.", at, NOW.date()))
        )
    operator = _operator()
    first = queue(operator).json
    second = queue(operator, first["cursor"]).json
    assert [each["attempt"] for each in first["contests"] + second["contests"]] == expected
    assert (len(first["contests"]), second["cursor"]) == (store.PAGE, None)
    assert not any(person.learner_id in first["cursor"] for person in people)


@pytest.mark.parametrize("cursor", ["nonsense", "!", "W10", "WyJhIl0", "WyJhIiwiYiJd", "bnVsbA", "é"])
def test_a_cursor_that_we_did_not_give_is_refused(cursor):
    assert queue(_operator(), cursor).problem == "unknown-cursor"


def test_an_empty_queue_is_a_queue():
    assert queue(_operator()).json == {"contests": [], "cursor": None}


@pytest.mark.parametrize("gone", [False, True])
def test_a_contest_that_the_index_still_lists_though_it_was_decided_or_erased_is_left_out(monkeypatch, gone):
    ada, bob = enrolled(), enrolled()
    _, _, handle = _contested(ada, False)
    _, _, waiting = _contested(bob, False)
    if gone:
        handle = str(store.Handle(ada.learner_id, "gone.gone"))
    else:
        regrade(_operator(), handle, correct=True)
    stale = store.Page([store.Handle.parse(handle), store.Handle.parse(waiting)], None)
    monkeypatch.setattr(store, "queue", lambda _cursor: stale)
    assert [each["contest"] for each in queue(_operator()).json["contests"]] == [waiting]
    monkeypatch.setattr(store, "queue", lambda _cursor: replace(stale, entries=stale.entries[:1]))
    assert queue(_operator()).json["contests"] == []


# Decided --------------------------------------------------------------------------------------------------------------


def test_an_upheld_grade_changes_only_the_contest_and_the_history():
    ada = enrolled()
    attempt, items, handle = _contested(ada, False, True, True)
    before = aws.everything()
    decided = regrade(_operator(), handle, correct=False, at=LATER).json
    assert (decided["status"], decided["decided_at"]) == ("upheld", "2026-11-24T15:00:00Z")
    after = aws.everything()
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"Contests", "Responses", "Audit", "Keys", "Sessions", "Standings"}  # the operator signed in
    grades = _kept(ada, attempt, items[0])[2].grades
    assert [(grade.correct, grade.by, grade.explanation) for grade in grades] == [
        (False, "key", None),
        (False, "review", "Looked at again."),
    ]


def test_a_changed_grade_changes_the_outcome_the_evidence_and_the_belief():
    ada = enrolled()
    attempt, items, handle = _contested(ada, False, True, True)
    before = _kept(ada, attempt, items[0])[1]
    assert before.quizzes["bits"].passed is False
    assert regrade(_operator(), handle, correct=True).json["status"] == "changed"
    taken_attempt, belief, response = _kept(ada, attempt, items[0])
    assert taken_attempt.correct == belief.quizzes["bits"].correct == 3
    assert belief.quizzes["bits"].passed is True
    assert mastery_of(belief.skills["bits"]) > mastery_of(before.skills["bits"])
    recorded = [each.evidence for each in evidence.of(ada.learner_id, BINARY, "bits")]
    assert [each.correct for each in recorded] == [True] * 3
    assert replay(recorded, belief.priors["bits"]) == belief.skills["bits"]
    assert (response.correct, [grade.by for grade in response.grades]) == (True, ["key", "review"])
    repeated = submit(ada, attempt, items[0], wrong(items[0])).json
    assert (repeated["correct"], repeated["explanation"]) == (True, "Looked at again.")


def test_a_right_answer_can_be_found_wrong():
    ada = enrolled()
    attempt, items, handle = _contested(ada, True, True, True)
    regrade(_operator(), handle, correct=False)
    taken_attempt, belief, _ = _kept(ada, attempt, items[0])
    assert (taken_attempt.correct, belief.quizzes["bits"].passed) == (2, False)


def test_an_open_attempt_goes_on_with_the_changed_grade():
    ada = enrolled()
    attempt, items, handle = _contested(ada, False)
    regrade(_operator(), handle, correct=True)
    submit(ada, attempt, items[1], right(items[1]))
    assert submit(ada, attempt, items[2], right(items[2])).json["attempt"]["passed"] is True


def test_a_changed_grade_in_a_placement_changes_where_it_placed():
    ada = enrolled()
    bodies = placed(ada, correct=False)
    attempt, item = bodies[0]["attempt"], bodies[0]["item"]["id"]
    name = contest(ada, attempt, item).json["contest"]
    regrade(_operator(), str(store.Handle(ada.learner_id, name)), correct=True)
    after = placement(ada, attempt).json["outcome"]
    belief = _kept(ada, attempt, item)[1]
    assert after["theta"] > bodies[-1]["outcome"]["theta"]
    assert round(belief.placement.theta, 4) == after["theta"]
    for skill, kept in belief.skills.items():
        recorded = [each.evidence for each in evidence.of(ada.learner_id, BINARY, skill)]
        assert replay(recorded, belief.priors[skill]) == kept


@pytest.mark.parametrize(("correct", "status"), [(True, "changed"), (False, "upheld")])
def test_a_review_is_in_the_audit_trail_of_the_learner_with_who_decided(correct, status):
    ada, bob = enrolled(), _operator()
    attempt, items, handle = _contested(ada, False)
    regrade(bob, handle, correct=correct, at=LATER)
    (entry,) = told(ada.learner_id, Action.CONTEST_REVIEWED)
    assert entry.intact
    assert dict(entry.body) == {
        "entry": entry.entry_id,
        "learner": ada.learner_id,
        "action": "contest reviewed",
        "actor": bob.learner_id,
        "role": "operator",
        "purpose": "assessment",
        "about": f"{attempt}.{items[0]} {status}",
        "at": "2026-11-24T15:00:00.000+00:00",
    }


# Refused --------------------------------------------------------------------------------------------------------------


def _decided_before(ada):
    _, _, handle = _contested(ada, False)
    assert regrade(_operator(), handle, correct=False).status == 201
    return _operator(), handle, {}


def _own(_ada):
    bob = enrolled(Role.OPERATOR)
    return bob, _contested(bob, False)[2], {}


def _no_operator(ada):
    return signed_in(), _contested(ada, False)[2], {}


def _the_learner(ada):
    return ada, _contested(ada, False)[2], {}


def _frozen(ada):
    handle = _contested(ada, False)[2]
    (standing,) = read(standings.of(ada.learner_id))
    transact(standings.replace(standing, replace(standing, state=standings.State.FROZEN)))
    return _operator(), handle, {}


def _erased(ada):
    attempt, _, handle = _contested(ada, False)
    key = {"learner_id": {"S": ada.learner_id}, "attempt_id": {"S": attempt}}
    aws.client("dynamodb").delete_item(TableName="inarax-attempts", Key=key)
    return _operator(), handle, {}


def _at(handle):
    return lambda _ada: (_operator(), handle, {})


def _uncontested(ada):
    attempt, items = taken(ada, False)
    return _operator(), str(store.Handle(ada.learner_id, f"{attempt}.{items[0]}")), {}


def _explained(explanation):
    return lambda ada: (_operator(), _contested(ada, False)[2], {"explanation": explanation})


@pytest.mark.parametrize(
    ("arrange", "problem"),
    [
        (_decided_before, "already-decided"),
        (_own, "not-allowed"),
        (_no_operator, "not-allowed"),
        (_the_learner, "not-allowed"),
        (_frozen, "account-closed"),
        (_uncontested, "not-found"),
        (_erased, "not-found"),
        (_at("nonsense"), "not-found"),
        (_at("A"), "not-found"),
        (_at("AAAA"), "not-found"),
        (_at("A" * 22), "not-found"),
        (_at("_" * 43), "not-found"),
        (_explained(""), "invalid"),
        (_explained("a" * 2001), "invalid"),
    ],
)
def test_what_is_refused_changes_nothing(arrange, problem):
    operator, handle, more = arrange(enrolled())
    before = aws.everything()
    assert regrade(operator, handle, **{"correct": True, **more}).problem == problem
    assert aws.everything() == before


@pytest.mark.parametrize("method", ["queue", "decide"])
def test_a_signed_in_learner_is_no_reviewer(method):
    ada = enrolled()
    answered = queue(ada) if method == "queue" else regrade(ada, "x", correct=True)
    assert answered.problem == "not-allowed"


# Concurrent and broken ------------------------------------------------------------------------------------------------


def test_of_two_decisions_at_once_one_counts(before_writing):
    ada = enrolled()
    attempt, items, handle = _contested(ada, False, True, True)
    one, two = _operator(), _operator()
    before_writing(lambda: regrade(one, handle, correct=False, explanation="First."))
    assert regrade(two, handle, correct=True).problem == "already-decided"
    taken_attempt, _, response = _kept(ada, attempt, items[0])
    assert (taken_attempt.correct, [grade.explanation for grade in response.grades]) == (2, [None, "First."])
    assert [entry.body["actor"] for entry in told(ada.learner_id, Action.CONTEST_REVIEWED)] == [one.learner_id]


def test_an_answer_that_comes_between_is_part_of_what_is_recomputed(before_writing):
    ada = enrolled()
    attempt, items, handle = _contested(ada, False)
    operator = _operator()
    before_writing(lambda: submit(ada, attempt, items[1], right(items[1])))
    assert regrade(operator, handle, correct=True).status == 201
    taken_attempt, belief, _ = _kept(ada, attempt, items[0])
    assert taken_attempt.answers == ((items[0], True), (items[1], True))
    recorded = [each.evidence for each in evidence.of(ada.learner_id, BINARY, "bits")]
    assert replay(recorded, belief.priors["bits"]) == belief.skills["bits"]
    assert belief.skills["bits"].correct == 2


def test_a_review_of_another_answer_that_comes_between_is_kept(before_writing):
    ada = enrolled()
    attempt, items, handle = _contested(ada, False, False, True)
    name = contest(ada, attempt, items[1]).json["contest"]
    other = str(store.Handle(ada.learner_id, name))
    one, two = _operator(), _operator()
    before_writing(lambda: regrade(one, other, correct=True))
    assert regrade(two, handle, correct=True).status == 201
    taken_attempt, belief, _ = _kept(ada, attempt, items[0])
    assert (taken_attempt.correct, belief.quizzes["bits"].passed, belief.skills["bits"].correct) == (3, True, 3)


def test_a_collision_is_tried_again_and_in_the_end_refused_whole(colliding):
    ada = enrolled()
    _, _, handle = _contested(ada, False, True, True)
    operator = _operator()
    before = aws.everything()
    colliding(5)
    assert regrade(operator, handle, correct=True).problem == "busy"
    assert aws.everything() == before
    assert regrade(operator, handle, correct=True).status == 201


def test_a_placement_answer_is_changed_while_the_placement_goes_on():
    ada = enrolled()
    shown = place(ada).json
    item = shown["item"]["id"]
    answer(ada, shown["attempt"], item, wrong(item))
    name = contest(ada, shown["attempt"], item).json["contest"]
    assert regrade(_operator(), str(store.Handle(ada.learner_id, name)), correct=True).status == 201
    (kept,) = read(attempts.of(ada.learner_id, shown["attempt"]))
    assert kept.answers == ((item, True),)


def test_a_decided_contest_leaves_the_queue_and_is_told_to_its_learner():
    ada = enrolled()
    attempt, items, handle = _contested(ada, False)
    regrade(_operator(), handle, correct=True)
    assert queue(_operator()).json["contests"] == []
    begun(ada)
    again = contest(ada, attempt, items[0])
    assert again.problem == "already-contested"
