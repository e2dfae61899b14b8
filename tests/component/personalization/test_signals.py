"""New evidence raises and lowers signals: once, only for who may be watched, and never at the cost of others."""

from copy import replace
from types import SimpleNamespace

import pytest

from adaptive.signals import Signal
from inarax import problems
from inarax.stores import beliefs, signals, standings
from inarax.stores.base import read, transact
from personalization import signals as door
from tests.component.learning.people import enrolled, frozen, objecting
from tests.kit import aws, permissions
from tests.kit.believing import believed
from tests.kit.courses import BINARY
from tests.kit.events import NOW, recorded
from tests.kit.world import restrict

CONTEXT = SimpleNamespace(aws_request_id="c6af9ac6-7b61-11e6-9a41-93e8deadbeef")
DONE = {"batchItemFailures": []}


def record(person, position, course=BINARY, name="INSERT"):
    """A record of the recorded batch, about `person`."""
    (sample, *_) = recorded("personalization/signals")["Records"]
    sample["eventName"] = name
    sample["dynamodb"]["Keys"] = {"learner_id": {"S": person.learner_id}, "moment": {"S": f"{course}#{position}"}}
    sample["dynamodb"]["SequenceNumber"] = str(position)
    return sample


def told(*records):
    with permissions.of("personalization.signals"):
        return door.handler({"Records": records}, CONTEXT)


def knowing(known, tries=6, correct=1, person=None):
    """Somebody with this belief about bits."""
    person = person or enrolled()
    (before,) = read(beliefs.of(person.learner_id, BINARY))
    kept = believed("bits", known, tries=tries, correct=correct, at=int(NOW.timestamp()))
    belief = before or beliefs.Belief(person.learner_id, BINARY)
    transact(beliefs.save(replace(belief, skills={"bits": kept})))
    return person


def standing_signals(person):
    (kept,) = read(signals.of(person.learner_id, BINARY))
    return {skill: each.signal for skill, each in kept.raised.items()} if kept else None


def test_new_evidence_raises_a_signal_with_its_reason():
    ada = knowing(0.05)
    assert told(record(ada, 1)) == DONE
    (kept,) = read(signals.of(ada.learner_id, BINARY))
    raised = kept.raised["bits"]
    assert raised.signal is Signal.STRUGGLING
    assert raised.because.startswith("1 of 6 answers on this skill were right")


def test_quick_mastery_is_a_signal_too():
    ada = knowing(0.95, tries=3, correct=3)
    told(record(ada, 1))
    assert standing_signals(ada) == {"bits": Signal.ADVANCING}


def test_a_signal_is_lowered_when_the_skill_is_mastered():
    ada = knowing(0.05)
    told(record(ada, 1))
    knowing(0.9, tries=12, correct=7, person=ada)
    told(record(ada, 2))
    assert standing_signals(ada) == {}


def test_where_nothing_stands_out_nothing_is_written():
    ada = knowing(0.5, tries=2)
    assert told(record(ada, 1)) == DONE
    assert standing_signals(ada) is None


def test_the_same_news_twice_changes_nothing():
    ada = knowing(0.05)
    told(record(ada, 1), record(ada, 2))
    before = aws.everything()
    assert told(record(ada, 1), record(ada, 2)) == DONE
    assert aws.everything() == before


def test_between_the_lines_a_signal_stays_as_it_was():
    ada = knowing(0.05)
    told(record(ada, 1))
    (before,) = read(signals.of(ada.learner_id, BINARY))
    knowing(0.45, tries=8, correct=3, person=ada)
    told(record(ada, 2))
    assert read(signals.of(ada.learner_id, BINARY)) == (before,)


def learning_on(person):
    return restrict(person, standings.Extent.LEARNING)


@pytest.mark.parametrize("unwatched", [objecting, frozen, restrict, learning_on])
def test_of_who_objects_restricts_or_is_frozen_nothing_is_derived_and_nothing_deleted(unwatched):
    ada = knowing(0.05)
    told(record(ada, 1))
    unwatched(knowing(0.9, tries=12, correct=7, person=ada))
    before = aws.everything()
    assert told(record(ada, 2)) == DONE
    assert aws.everything() == before


def test_of_who_has_no_account_any_more_nothing_is_derived():
    ada = knowing(0.05)
    aws.client("dynamodb").delete_item(TableName="inarax-standings", Key={"learner_id": {"S": ada.learner_id}})
    before = aws.everything()
    assert told(record(ada, 1)) == DONE
    assert aws.everything() == before


@pytest.mark.parametrize("stops", [frozen, objecting, restrict, learning_on])
def test_a_freeze_objection_or_restriction_that_comes_between_wins(monkeypatch, stops):
    ada = knowing(0.05)

    def overtaken(*reads):
        seen = read(*reads)
        with permissions.of("somebody else"):
            stops(ada)
        return seen

    monkeypatch.setattr(door, "read", overtaken)
    assert told(record(ada, 1)) == DONE
    assert standing_signals(ada) is None


@pytest.mark.parametrize(
    "news", [{"name": "REMOVE"}, {"course": "chemistry"}], ids=["evidence was erased", "nothing is believed"]
)
def test_what_says_nothing_new_is_passed_over(news):
    ada = knowing(0.05)
    before = aws.everything()
    assert told(record(ada, 1, **news)) == DONE
    assert aws.everything() == before


def test_one_learner_s_trouble_is_reported_from_its_first_record_and_holds_back_nobody(monkeypatch, logged):
    ada, bob, eve = knowing(0.05), knowing(0.05), knowing(0.05)
    of = standings.of

    def failing(learner_id):
        if learner_id == bob.learner_id:
            raise problems.Busy
        return of(learner_id)

    monkeypatch.setattr(door.standings, "of", failing)
    answer = told(record(ada, 1), record(bob, 2), record(eve, 3), record(bob, 4))
    assert answer == {"batchItemFailures": [{"itemIdentifier": "2"}]}
    assert [standing_signals(each) for each in (ada, bob, eve)] == [
        {"bits": Signal.STRUGGLING},
        None,
        {"bits": Signal.STRUGGLING},
    ]
    assert '"error":"Busy"' in logged()
    assert bob.learner_id not in logged()


def test_the_recorded_batch_is_of_learners_nobody_knows():
    assert told(*recorded("personalization/signals")["Records"]) == DONE
