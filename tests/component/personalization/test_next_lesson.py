"""The next lesson and its reason, from one read of what is stored."""

from copy import replace
from datetime import timedelta

import pytest

from adaptive.signals import Signal
from inarax import aws as inarax_aws
from inarax.stores import beliefs, enrollments, preferences, signals
from inarax.stores.base import read, transact
from inarax.stores.beliefs import QuizOutcome
from learning import lessons
from personalization.next_lesson import handler
from tests.component.learning.people import answering, believed, enrolled, objecting
from tests.kit import aws, courses
from tests.kit.courses import BINARY
from tests.kit.doors import call
from tests.kit.events import NOW, recorded
from tests.kit.learners import signed_in
from tests.kit.replay import replayed

DOOR = "personalization/next_lesson"
SECRET = "zebra-canary-4711"


@pytest.fixture(autouse=True)
def _published(stores):
    courses.publish()


def ask(person, **path):
    return call(handler, replayed(person, DOOR, **path))


def chosen(person):
    answer = ask(person).json
    return answer["lesson"] and answer["lesson"]["id"], answer["kind"], answer["because"]["code"]


def _with_minutes(person, minutes):
    event = replayed(person, DOOR)
    event["queryStringParameters"] = {"minutes": str(minutes)}
    event["multiValueQueryStringParameters"] = {"minutes": [str(minutes)]}
    return event


def in_minutes(person, minutes):
    answer = call(handler, _with_minutes(person, minutes)).json
    return answer["lesson"]["id"], answer["because"]["code"], answer["because"]["facts"]


def preferring(person, **choice):
    kept = preferences.Preferences(person.learner_id, BINARY, preferences.Choice(**choice), note=SECRET)
    transact(preferences.save(kept))
    return person


def test_who_begins_starts_where_the_course_starts():
    assert ask(enrolled()).json == {
        "course": "binary",
        "lesson": {"id": "bits", "title": "Counting with bits", "module": "numbers", "minutes": 10},
        "kind": "start",
        "because": {"code": "first", "text": "This is where the course begins for you.", "facts": {}},
        "personalized": True,
        "ignored": [],
    }


def test_a_failed_quiz_changes_the_next_lesson_and_says_why():
    ada = enrolled("bits")
    assert chosen(ada) == ("octets", "continue", "next")
    believed(ada, {"bits": 0.9, "octets": 0.2}, bits=(3, 3), octets=(1, 3))
    assert chosen(ada) == ("octets", "continue", "next")  # a quiz without its lesson was meant to test out of it
    (enrollment,) = read(enrollments.of(ada.learner_id, BINARY))
    transact(enrollments.save(replace(enrollment, opened={**enrollment.opened, "octets": NOW})))
    assert chosen(ada) == ("octets-again", "remedial", "failed-remedial")
    text = ask(ada).json["because"]["text"]
    assert "You answered 1 of 3 questions right in “Eight bits together”" in text
    assert "mastery of “Read octets” is 0.20" in text


def test_help_is_taken_again_after_a_second_failure_and_then_the_lesson_is_tried_again():
    ada = enrolled("bits")
    believed(ada, {"bits": 0.9, "octets": 0.2}, bits=(3, 3))
    hour = timedelta(hours=1)
    steps = iter(range(1, 10))

    def reads(lesson, *names):
        for name in names:
            event = replayed(ada, "learning/lessons", name, lesson=lesson)
            event["requestContext"]["requestTimeEpoch"] = int((NOW + next(steps) * hour).timestamp() * 1000)
            assert call(lessons.handler, event).status == 200

    def fails():
        (belief,) = read(beliefs.of(ada.learner_id, BINARY))
        failed = QuizOutcome(passed=False, correct=1, asked=3, at=NOW + next(steps) * hour)
        transact(beliefs.save(replace(belief, quizzes={**belief.quizzes, "octets": failed})))

    reads("octets", "opened")
    fails()
    assert chosen(ada) == ("octets-again", "remedial", "failed-remedial")
    reads("octets-again", "opened", "completed")
    assert chosen(ada) == ("octets", "continue", "retry")
    fails()
    assert chosen(ada) == ("octets-again", "review", "failed-review")
    reads("octets-again", "completed")
    assert chosen(ada) == ("octets", "continue", "retry")


def test_a_signal_offers_help():
    ada = enrolled("bits", "octets")
    believed(ada, {"bits": 0.9, "octets": 0.3})
    raised = {"octets": signals.Raised(Signal.STRUGGLING, 0.8, "1 of 5 answers were right", NOW)}
    transact(signals.save(signals.Signals(ada.learner_id, BINARY, raised)))
    assert chosen(ada) == ("octets-again", "remedial", "struggling")


def test_a_signal_that_what_is_believed_gives_no_more_offers_none():
    ada = enrolled("bits", "octets")
    answering(ada, bits=(True,) * 8, octets=(True,) * 4)
    raised = {"octets": signals.Raised(Signal.STRUGGLING, 0.8, "1 of 5 answers were right", NOW)}
    transact(signals.save(signals.Signals(ada.learner_id, BINARY, raised)))
    assert chosen(ada)[0] == "masks"


def test_the_goal_decides_where_there_is_a_choice():
    ada = preferring(enrolled(), goal="engineer")
    assert chosen(ada) == ("bits", "start", "goal-opens")


def test_answers_on_neighbouring_skills_count_and_the_reason_says_so():
    ada = preferring(enrolled("bits"), goal="technician")
    answering(ada, octets=(True,))
    alone = ask(ada).json["because"]
    answering(eve := preferring(enrolled("bits"), goal="technician"), octets=(True,), masks=(True, True))
    beside = ask(eve).json["because"]
    assert (alone["code"], beside["code"]) == ("goal-gap", "goal-gap")
    assert beside["facts"]["neighbour"] == "masks"
    assert "neighbour" not in alone["facts"]
    assert beside["facts"]["mastery"] > alone["facts"]["mastery"]
    assert "below 0.85 (your answers on “Apply masks” count a little here)" in beside["text"]


def test_who_has_little_time_gets_what_fits_and_extra_time_counts():
    ada = enrolled()
    assert in_minutes(ada, 10) == ("bits", "first", {"minutes": 10})
    lesson, code, facts = in_minutes(ada, 9)
    assert (lesson, code, facts) == ("bits", "nothing-fits", {"minutes": 9, "shortest": 10})
    slow = preferring(enrolled(), extra_time=50)
    assert ask(slow).json["lesson"]["minutes"] == 15
    assert in_minutes(slow, 10)[1] == "nothing-fits"
    assert in_minutes(objecting(slow), 10)[1] == "nothing-fits"


@pytest.mark.parametrize("minutes", ["0", "601", "-5", "many", "1.5"])
def test_impossible_minutes_are_refused(minutes):
    assert call(handler, _with_minutes(enrolled(), minutes)).problem == "invalid"


def test_lessons_of_another_domain_are_not_offered():
    done = ("bits", "octets", "masks")
    assert chosen(enrolled(*done))[0] == "masks-cloud"
    assert chosen(preferring(enrolled(*done), domain="cloud"))[0] == "masks-cloud"
    assert chosen(preferring(enrolled(*done), domain="plant")) == (None, "finished", "finished")


def test_who_objects_gets_the_order_of_the_course():
    ada = objecting(preferring(enrolled("bits"), goal="engineer"))
    believed(ada, {"bits": 0.1, "octets": 0.99}, octets=(0, 3))
    answer = ask(ada).json
    assert (answer["lesson"]["id"], answer["because"]["code"], answer["personalized"]) == (
        "octets",
        "standard-order",
        False,
    )


def test_the_note_chooses_nothing_and_is_told_to_nobody(logged):
    ada = preferring(enrolled(), goal="engineer")
    assert SECRET not in ask(ada).text + logged()


def test_it_takes_one_read_beside_the_session(monkeypatch):
    ada = preferring(enrolled("bits"), goal="engineer")
    ask(ada)
    calls = []
    dispatch = inarax_aws.dynamodb().dispatch

    def counted(operation, *more):
        calls.append(operation)
        return dispatch(operation, *more)

    monkeypatch.setattr(inarax_aws.dynamodb(), "dispatch", counted)
    ask(ada)
    assert calls == ["BatchGetItem", "BatchGetItem", "BatchWriteItem"]


def test_asking_changes_nothing():
    ada = enrolled()
    before = aws.everything()
    ask(ada)
    assert aws.everything() == before


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
