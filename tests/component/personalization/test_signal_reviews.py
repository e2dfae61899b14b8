"""Contesting a signal: a person decides; one that they find wrong is withdrawn, and not raised by the same answers."""

from datetime import timedelta

import pytest

from assessment import contests as listed
from assessment import reviews
from inarax.roles import Role
from inarax.stores import contests, signals
from inarax.stores.audit import Action
from inarax.stores.base import read
from inarax.tokens import new_id
from personalization import contests as contesting
from personalization import mastery, objections, signal_reviews
from tests.component.learning.people import frozen
from tests.component.personalization.test_signals import knowing, record, standing_signals, told
from tests.kit import aws, courses, trail
from tests.kit.courses import BINARY, publish
from tests.kit.doors import call
from tests.kit.events import NOW
from tests.kit.learners import signed_in
from tests.kit.replay import replayed
from tests.kit.world import restrict


@pytest.fixture(autouse=True)
def _published(stores):
    publish()


def struggling():
    """Somebody whose answers raised a signal on bits."""
    ada = knowing(0.05)
    told(record(ada, 1))
    assert standing_signals(ada)
    return ada


def contest(person, skill="bits", key=None, text="I mistyped."):
    path, resource = {"course": BINARY, "skill": skill}, "/me/courses/{course}/mastery/{skill}/contests"
    headers = {"Idempotency-Key": key or new_id()}
    return call(contesting.handler, person.request("POST", resource, path, body={"text": text}, headers=headers))


def handle(person):
    return str(contests.Handle(person.learner_id, contest(person).json["contest"]))


def decide(operator, name, *, right=False):
    body = {"right": right, "explanation": "Two were mistyped."}
    event = operator.request("POST", "/contests/{contest}/signals", {"contest": name}, body=body)
    return call(signal_reviews.handler, event)


def operator():
    return signed_in(Role.OPERATOR)


def withdrawn(person):
    return read(signals.of(person.learner_id, BINARY))[0].withdrawn


def test_a_signal_can_be_contested_once_and_is_listed_with_what_it_said():
    ada = struggling()
    made = contest(ada)
    assert made.status == 201
    assert made.header("Location") == f"/me/contests/{made.json['contest']}"
    (shown,) = call(listed.handler, ada.request("GET", "/me/contests")).json["contests"]
    assert (shown["kind"], shown["skill"], shown["attempt"], shown["text"]) == ("signal", "bits", None, "I mistyped.")
    assert shown["subject"] == courses.outline().titles["bits"]
    assert shown["said"].startswith("struggling: 1 of 6 answers on this skill were right")
    assert contest(ada).problem == "already-contested"


def test_the_reviewer_sees_it_and_not_whose_it_is():
    ada = struggling()
    name = handle(ada)
    answered = call(reviews.handler, operator().request("GET", "/contests"))
    (waiting,) = answered.json["contests"]
    assert (waiting["contest"], waiting["kind"], waiting["answers"], waiting["levels"]) == (name, "signal", [], [])
    assert waiting["subject"] == courses.outline().titles["bits"]
    assert ada.learner_id not in answered.text


def test_one_that_is_found_wrong_is_withdrawn_and_the_same_answers_do_not_raise_it_again():
    ada = struggling()
    decided = decide(operator(), handle(ada))
    assert (decided.status, decided.json["status"]) == (201, "changed")
    assert (standing_signals(ada), set(withdrawn(ada))) == ({}, {"bits"})
    told(record(ada, 2))
    assert standing_signals(ada) == {}
    skills = call(mastery.handler, replayed(ada, "personalization/mastery")).json["skills"]
    assert all(skill["signal"] is None for skill in skills)


def test_one_that_is_found_right_stands():
    ada = struggling()
    before = standing_signals(ada)
    assert decide(operator(), handle(ada), right=True).json["status"] == "upheld"
    assert (standing_signals(ada), withdrawn(ada)) == (before, {})


def test_one_that_was_lowered_meanwhile_stays_so():
    ada = struggling()
    name = handle(ada)
    knowing(0.9, tries=12, correct=7, person=ada)
    told(record(ada, 2))
    assert decide(operator(), name).json["status"] == "changed"
    assert (standing_signals(ada), withdrawn(ada)) == ({}, {})


def test_one_that_went_with_an_objection_stays_gone():
    ada = struggling()
    name = handle(ada)
    call(objections.handler, replayed(ada, "personalization/objections", "make"))
    assert decide(operator(), name).json["status"] == "changed"
    assert standing_signals(ada) is None


def test_the_decision_is_in_the_audit_trail_with_who_made_it():
    ada, bob = struggling(), operator()
    decide(bob, handle(ada))
    (entry,) = trail.told(ada.learner_id, Action.CONTEST_REVIEWED)
    assert entry.intact
    assert (entry.body["action"], entry.body["actor"], entry.body["purpose"]) == (
        "contest reviewed",
        bob.learner_id,
        "signals",
    )
    assert entry.body["about"].startswith("binary.bits.")
    assert entry.body["about"].endswith(" changed")


def test_repeating_the_request_contests_once():
    ada, key = struggling(), new_id()
    first = contest(ada, key=key)
    before = aws.everything()
    assert contest(ada, key=key).json == first.json
    assert contest(ada, key=key, text="Otherwise.").problem == "idempotency-key-reused"
    assert aws.everything() == before


def test_who_restricted_their_record_since_waits_and_who_asks_within_it_does_not():
    ada = struggling()
    name = handle(ada)
    restrict(ada, since=NOW + timedelta(seconds=1))
    assert decide(operator(), name).problem == "account-closed"
    restrict(ada, None)
    restrict(ada, since=NOW)
    assert decide(operator(), name).status == 201


def _twice(bob):
    name = handle(struggling())
    decide(bob, name, right=True)
    return name


def _own(bob):
    knowing(0.05, person=bob)
    told(record(bob, 1))
    return handle(bob)


def _frozen(_bob):
    ada = struggling()
    name = handle(ada)
    frozen(ada)
    return name


@pytest.mark.parametrize(
    ("arrange", "problem"),
    [
        (_twice, "already-decided"),
        (_own, "not-allowed"),
        (_frozen, "account-closed"),
        (lambda _bob: "nonsense", "not-found"),
    ],
)
def test_what_is_refused_changes_nothing(arrange, problem):
    bob = operator()
    name = arrange(bob)
    before = aws.everything()
    assert decide(bob, name).problem == problem
    assert aws.everything() == before


@pytest.mark.parametrize(("skill", "text", "problem"), [("masks", "No.", "not-found"), ("bits", " ", "invalid")])
def test_only_a_signal_that_stands_can_be_contested_and_in_words(skill, text, problem):
    ada = struggling()
    assert contest(ada, skill, text=text).problem == problem
    assert aws.items("contests") == []


def test_a_frozen_account_contests_nothing():
    ada = frozen(struggling())
    assert contest(ada).problem == "account-closed"
    assert aws.items("contests") == []


def test_the_recorded_events_contest_and_decide():
    ada = struggling()
    made = call(contesting.handler, replayed(ada, "personalization/contests", "begin"))
    name = str(contests.Handle(ada.learner_id, made.json["contest"]))
    event = replayed(operator(), "personalization/signal_reviews", "decide", contest=name)
    assert call(signal_reviews.handler, event).json == {"contest": name, "status": "changed"}
