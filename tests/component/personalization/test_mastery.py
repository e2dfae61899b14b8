"""What we believe of a learner is shown to them, with the reason."""

from copy import replace
from datetime import timedelta

import pytest

from adaptive.path import MASTERED
from adaptive.signals import Signal
from inarax.stores import beliefs, enrollments, signals
from inarax.stores.base import read, transact
from learning.unlocking import LessonState, states
from personalization import deriving
from personalization.mastery import handler
from tests.component.learning.people import answering, believed, enrolled, objecting
from tests.kit import believing, courses
from tests.kit.courses import BINARY
from tests.kit.doors import call
from tests.kit.events import NOW, recorded
from tests.kit.learners import signed_in
from tests.kit.replay import replayed

DOOR = "personalization/mastery"


@pytest.fixture(autouse=True)
def _published(stores):
    courses.publish()


def ask(person, **path):
    return call(handler, replayed(person, DOOR, **path))


def _struggling(person):
    believed(person, {"bits": 0.2})
    earlier = NOW - timedelta(days=3)
    raised = {"bits": signals.Raised(Signal.STRUGGLING, 0.8, "0 of 4 answers on this skill were right", earlier)}
    transact(signals.save(signals.Signals(person.learner_id, BINARY, raised)))
    return person


def test_before_any_answer_nothing_is_believed():
    answer = ask(enrolled()).json
    assert (answer["course"], answer["placement"]) == ("binary", None)
    assert [(each["skill"], each["mastery"], each["since"]) for each in answer["skills"]] == [
        ("bits", 0.0, None),
        ("octets", 0.0, None),
        ("masks", 0.0, None),
    ]


def test_a_skill_is_shown_with_its_answers_its_signal_and_the_reason():
    assert ask(_struggling(enrolled())).json["skills"][0] == {
        "skill": "bits",
        "title": "Count with bits",
        "mastery": 0.2,
        "own": 0.2,
        "tries": 4,
        "correct": 1,
        "since": "2026-11-24T12:00:00Z",
        "signal": "struggling",
        "basis": "answers",
        "neighbour": None,
        "noticed": {"at": "2026-11-21T12:00:00Z", "because": "0 of 4 answers on this skill were right."},
        "because": "1 of your 4 answers on this skill were right.",
    }


def test_a_signal_that_what_is_believed_gives_no_more_is_not_shown():
    ada = _struggling(enrolled())
    (belief,) = read(beliefs.of(ada.learner_id, BINARY))
    known = believing.believed("bits", 0.95, tries=4, correct=1, at=int(NOW.timestamp()))
    transact(beliefs.save(replace(belief, skills={"bits": known})))
    shown = ask(ada).json["skills"][0]
    assert (shown["mastery"], shown["signal"], shown["noticed"]) == (0.95, None, None)


def test_answers_on_a_neighbouring_skill_bear_on_one_and_the_reason_says_so():
    ada = enrolled()
    answering(ada, masks=(True, True), octets=(True,))
    bits, octets, masks = ask(ada).json["skills"]
    assert octets["mastery"] > octets["own"] > 0
    assert (octets["basis"], octets["neighbour"], octets["tries"]) == ("neighbours", "masks", 1)
    assert octets["because"] == (
        "1 of your 1 answers on this skill were right. Your answers on “Apply masks”, which builds on it, speak for "
        "it a little."
    )
    assert (masks["mastery"], masks["basis"], masks["neighbour"]) == (masks["own"], "answers", None)
    assert (bits["own"], bits["tries"], bits["neighbour"]) == (0.0, 0, "octets")
    assert bits["because"] == (
        "You have not answered any question on this skill. Your answers on “Read octets”, which builds on it, speak "
        "for it a little."
    )


def test_failing_at_what_a_skill_builds_on_speaks_against_it():
    ada = enrolled()
    answering(ada, octets=(False,) * 8, masks=(True,))
    _, octets, masks = ask(ada).json["skills"]
    assert masks["mastery"] < masks["own"]
    against = f"“Read octets”, which it builds on, speak against it a little; without them it is {masks['own']:.2f}."
    assert against in masks["because"]
    assert octets["basis"] == "answers"


def test_no_answers_on_other_skills_make_one_mastered_or_open_a_lesson():
    ada = enrolled()
    answering(ada, masks=(True,) * 12)
    (belief,) = read(beliefs.of(ada.learner_id, BINARY))
    bits, octets, masks = ask(ada).json["skills"]
    assert masks["mastery"] >= MASTERED > octets["mastery"] > octets["own"] == bits["mastery"]
    (enrollment,) = read(enrollments.of(ada.learner_id, BINARY))
    assert states(courses.outline(), enrollment, belief, NOW)["masks"] is LessonState.LOCKED
    assert deriving.derive(belief, signals.Signals(ada.learner_id, BINARY), NOW).raised.keys() <= {"masks"}


def test_who_objects_sees_their_answers_and_no_signal():
    shown = ask(objecting(_struggling(enrolled()))).json["skills"][0]
    assert (shown["tries"], shown["signal"], shown["noticed"]) == (4, None, None)


def test_the_placement_is_shown_with_its_confidence():
    ada = enrolled()
    believed(ada)
    (belief,) = read(beliefs.of(ada.learner_id, BINARY))
    placed = beliefs.Placement("practitioner", 0.8, 0.4, 0.3, NOW, "an-attempt")
    transact(beliefs.save(replace(belief, placement=placed)))
    assert ask(ada).json["placement"] == {
        "level": "practitioner",
        "title": "Practitioner",
        "confidence": 0.8,
        "theta": 0.4,
        "sd": 0.3,
        "at": "2026-11-24T12:00:00Z",
        "reviewed": False,
        "attempt": "an-attempt",
    }


@pytest.mark.parametrize(
    ("person", "path", "problem"),
    [
        (signed_in, {}, "not-enrolled"),
        (enrolled, {"course": "chemistry"}, "not-found"),
        (enrolled, {"course": "no course"}, "invalid"),
    ],
)
def test_what_is_not_theirs_is_refused(person, path, problem):
    assert ask(person(), **path).problem == problem


def test_strangers_are_refused():
    assert call(handler, recorded(DOOR)).problem == "not-signed-in"
