"""Contesting the level of a placement: a person decides, and what they find replaces it and all that rests on it."""

from datetime import timedelta

import pytest

from adaptive.mastery import replay
from assessment import placement_reviews, retaking
from inarax.roles import Role
from inarax.stores import beliefs, evidence
from inarax.stores import contests as store
from inarax.stores.audit import Action
from inarax.stores.base import read
from inarax.tokens import new_id
from personalization import mastery
from tests.component.assessment.taking import (
    contest,
    enrolled,
    level,
    placed,
    placement,
    queue,
    regrade,
    taken,
)
from tests.kit import aws
from tests.kit.courses import BINARY
from tests.kit.doors import call
from tests.kit.events import NOW
from tests.kit.learners import signed_in
from tests.kit.replay import replayed
from tests.kit.trail import told
from tests.kit.world import freeze, restrict

LATER = NOW + timedelta(hours=3)


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """Placements may follow each other."""
    monkeypatch.setattr(retaking, "PAUSE", timedelta())


def _contested(person, correct=False):
    """The attempt of a placement answered alike, whose level is contested, and the contest's handle."""
    attempt = placed(person, correct)[0]["attempt"]
    name = contest(person, attempt, None, "I know more than that.").json["contest"]
    return attempt, str(store.Handle(person.learner_id, name))


def _operator():
    return signed_in(Role.OPERATOR)


def _belief(person):
    return read(beliefs.of(person.learner_id, BINARY))[0]


def test_the_level_that_counts_can_be_contested_once():
    ada = enrolled()
    attempt = placed(ada, correct=False)[0]["attempt"]
    made = contest(ada, attempt, None)
    assert made.status == 201
    assert (made.json["kind"], made.json["attempt"], made.json["item"]) == ("placement", attempt, None)
    assert made.json["said"] == _belief(ada).placement.level == "newcomer"
    assert contest(ada, attempt, None).problem == "already-contested"


def test_the_reviewer_sees_questions_grades_and_levels_and_not_whose_they_are():
    ada = enrolled()
    _contested(ada)
    answered = queue(_operator())
    (waiting,) = answered.json["contests"]
    assert (waiting["kind"], waiting["said"], waiting["text"]) == ("placement", "newcomer", "I know more than that.")
    assert [each["id"] for each in waiting["levels"]] == ["newcomer", "practitioner", "expert"]
    assert len(waiting["answers"]) >= 5
    assert all(not each["correct"] and each["stem"] for each in waiting["answers"])
    assert any(each["options"] for each in waiting["answers"])
    assert {each[kept] for each in waiting["answers"] for kept in ("answer", "key", "explanation")} == {None}
    assert ada.learner_id not in answered.text


def test_another_level_replaces_it_and_the_beliefs_that_rest_on_it():
    ada = enrolled()
    attempt, handle = _contested(ada)
    before = _belief(ada)
    decided = level(_operator(), handle, "expert", "All slips.", at=LATER).json
    assert (decided["status"], decided["explanation"], decided["said"]) == ("changed", "All slips.", "newcomer")
    after = _belief(ada)
    assert (after.placement.level, after.placement.confidence, after.placement.reviewed) == ("expert", 1.0, True)
    assert after.placement.theta > before.placement.theta
    for skill, kept in after.skills.items():
        recorded = [each.evidence for each in evidence.of(ada.learner_id, BINARY, skill)]
        assert replay(recorded, after.priors[skill]) == kept
    outcome = placement(ada, attempt).json["outcome"]
    assert (outcome["level"], outcome["title"], outcome["reviewed"]) == ("expert", "Expert", True)
    shown = call(mastery.handler, replayed(ada, "personalization/mastery")).json["placement"]
    assert (shown["level"], shown["reviewed"], shown["attempt"]) == ("expert", True, attempt)


def test_a_level_that_is_upheld_stays_with_all_that_rests_on_it():
    ada = enrolled()
    attempt, handle = _contested(ada)
    before = _belief(ada)
    assert level(_operator(), handle, "newcomer").json["status"] == "upheld"
    assert _belief(ada) == before
    assert placement(ada, attempt).json["outcome"]["reviewed"] is False


def test_a_grade_that_is_changed_later_leaves_what_a_person_found():
    ada = enrolled()
    attempt, handle = _contested(ada)
    level(_operator(), handle, "expert")
    found = _belief(ada).placement
    item = next(iter(_belief(ada).seen))
    name = contest(ada, attempt, item).json["contest"]
    assert regrade(_operator(), str(store.Handle(ada.learner_id, name)), correct=True).json["status"] == "changed"
    assert _belief(ada).placement == found


def test_a_later_placement_counts_and_a_late_decision_on_the_earlier_one_changes_nothing():
    ada = enrolled()
    _, handle = _contested(ada)
    placed(ada, correct=True)
    before = _belief(ada)
    assert level(_operator(), handle, "practitioner").json["status"] == "changed"
    assert _belief(ada) == before


def test_the_decision_is_in_the_audit_trail_with_who_made_it():
    ada, bob = enrolled(), _operator()
    attempt, handle = _contested(ada)
    level(bob, handle, "expert", at=LATER)
    (entry,) = told(ada.learner_id, Action.CONTEST_REVIEWED)
    assert entry.intact
    assert (entry.body["action"], entry.body["actor"]) == ("contest reviewed", bob.learner_id)
    assert (entry.body["about"], entry.body["at"]) == (f"{attempt} changed", "2026-11-24T15:00:00.000+00:00")


def test_who_restricted_their_record_since_waits_and_who_asks_within_it_does_not():
    ada = enrolled()
    _, handle = _contested(ada)
    restrict(ada, since=NOW + timedelta(seconds=1))
    assert level(_operator(), handle, "expert").problem == "account-closed"
    restrict(ada, None)
    restrict(ada, since=NOW)
    assert level(_operator(), handle, "expert").status == 201


def _unplaced(person):
    return contest(person, new_id(), None)


def _a_quiz(person):
    return contest(person, taken(person, True, True, True)[0], None)


def _replaced(person):
    attempt = placed(person)[0]["attempt"]
    placed(person)
    return contest(person, attempt, None)


def _another_s(person):
    return contest(person, placed(enrolled())[0]["attempt"], None)


@pytest.mark.parametrize("asked", [_unplaced, _a_quiz, _replaced, _another_s])
def test_only_the_level_that_counts_can_be_contested(asked):
    assert asked(enrolled()).problem == "not-graded"
    assert aws.items("contests") == []


def _decided_before(ada):
    _, handle = _contested(ada)
    level(_operator(), handle, "newcomer")
    return _operator(), handle, "expert"


def _own(_ada):
    bob = enrolled(Role.OPERATOR)
    return bob, _contested(bob)[1], "expert"


def _no_operator(ada):
    return signed_in(), _contested(ada)[1], "expert"


def _frozen(ada):
    handle = _contested(ada)[1]
    freeze(ada)
    return _operator(), handle, "expert"


def _unknown_level(ada):
    return _operator(), _contested(ada)[1], "genius"


def _of_a_grade(ada):
    attempt, items = taken(ada, False)
    name = contest(ada, attempt, items[0]).json["contest"]
    return _operator(), str(store.Handle(ada.learner_id, name)), "expert"


def _erased(ada):
    attempt, handle = _contested(ada)
    key = {"learner_id": {"S": ada.learner_id}, "attempt_id": {"S": attempt}}
    aws.client("dynamodb").delete_item(TableName="inarax-attempts", Key=key)
    return _operator(), handle, "expert"


@pytest.mark.parametrize(
    ("arrange", "problem"),
    [
        (_decided_before, "already-decided"),
        (_own, "not-allowed"),
        (_no_operator, "not-allowed"),
        (_frozen, "account-closed"),
        (_unknown_level, "invalid"),
        (_of_a_grade, "not-found"),
        (_erased, "not-found"),
        (lambda _ada: (_operator(), "nonsense", "expert"), "not-found"),
    ],
)
def test_what_is_refused_changes_nothing(arrange, problem):
    operator, handle, wanted = arrange(enrolled())
    before = aws.everything()
    assert level(operator, handle, wanted).problem == problem
    assert aws.everything() == before


def test_the_contest_of_a_level_is_no_grade_to_change():
    ada = enrolled()
    _, handle = _contested(ada)
    assert regrade(_operator(), handle, correct=True).problem == "not-found"


def test_of_two_decisions_at_once_one_counts(before_writing):
    ada = enrolled()
    _, handle = _contested(ada)
    one, two = _operator(), _operator()
    before_writing(lambda: level(one, handle, "practitioner"))
    assert level(two, handle, "expert").problem == "already-decided"
    assert _belief(ada).placement.level == "practitioner"


def test_an_answer_that_is_counted_meanwhile_is_not_lost(before_writing):
    ada = enrolled()
    _, handle = _contested(ada)
    before_writing(lambda: taken(ada, True))
    assert level(_operator(), handle, "expert").status == 201
    belief = _belief(ada)
    assert sum(kept.tries for kept in belief.skills.values()) == len(evidence.of(ada.learner_id, BINARY))
    assert belief.placement.level == "expert"


def test_the_recorded_event_decides(version):
    ada = enrolled()
    _, handle = _contested(ada)
    event = replayed(_operator(), "assessment/placement_reviews", "decide", contest=handle)
    assert call(placement_reviews.handler, event).json["status"] == "changed"
