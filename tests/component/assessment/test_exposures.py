"""The stream of attempts: each placement that ended is counted once, and snapshots follow from the counts."""

from copy import replace
from functools import partial
from types import SimpleNamespace

import pytest

from adaptive.placement import rehearsal
from adaptive.placement.population import Expected
from assessment import exposing, exposures, published
from inarax import problems
from inarax.stores import attempts, snapshots, standings
from inarax.stores import exposures as counts
from inarax.stores.attempts import Attempt, Kind
from inarax.stores.base import read, transact
from inarax.tokens import new_id
from tests.component.assessment.taking import answer, begun, enrolled, place, placed, placement, right
from tests.kit import aws, permissions
from tests.kit.courses import BINARY
from tests.kit.events import NOW, recorded
from tests.kit.world import restrict

CONTEXT = SimpleNamespace(aws_request_id="c6af9ac6-7b61-11e6-9a41-93e8deadbeef")
DONE = {"batchItemFailures": []}


@pytest.fixture(autouse=True)
def few(monkeypatch):
    """A rehearsal of few learners; snapshots after three."""
    monkeypatch.setattr(rehearsal, "_EACH", 2)
    monkeypatch.setattr(exposing, "EVERY", 3)
    published.course_of.cache_clear()


def record(person, attempt, number=1, name="MODIFY"):
    """A record of the recorded batch, about an attempt of `person`."""
    (sample, *_) = recorded("assessment/exposures")["Records"]
    sample["eventName"] = name
    sample["dynamodb"]["Keys"] = {"learner_id": {"S": person.learner_id}, "attempt_id": {"S": attempt}}
    sample["dynamodb"]["SequenceNumber"] = str(number)
    return sample


def told(*records):
    with permissions.of("assessment.exposures"):
        return exposures.handler({"Records": records}, CONTEXT)


def ended(person, correct=True):
    """A whole placement; answers its id and the items that were asked."""
    bodies = placed(person, correct)
    return bodies[-1]["attempt"], [body["item"]["id"] for body in bodies[:-1]]


def total(version):
    return counts.total(read(*counts.every(BINARY, version)))


def current(version):
    (kept,) = read(snapshots.current(BINARY, version))
    return kept


def test_the_recorded_batch_is_about_attempts_and_counts_those_that_are_there(version):
    assert told(*recorded("assessment/exposures")["Records"]) == DONE
    assert total(version) == (Expected(), {}, {})


def test_the_first_attempt_under_a_version_publishes_its_first_snapshot(version):
    ada = enrolled()
    attempt = place(ada).json["attempt"]
    assert current(version) is None
    assert told(record(ada, attempt, name="INSERT")) == DONE
    first = current(version)
    assert (first.revision, first.folded, first.snapshot.learners) == (1, Expected(), 0)
    assert first.snapshot.prices.keys() == published.course_of(BINARY, version).placement.held.bank.position.keys()
    assert read(snapshots.of(BINARY, version, 1)) == (first,)
    assert told(record(ada, attempt, name="INSERT")) == DONE
    assert current(version) == first


def test_an_attempt_keeps_to_the_snapshot_it_began_under(version):
    ada = enrolled()
    before = place(ada).json["attempt"]
    told(record(ada, before))
    after = place(ada).json["attempt"]
    kept = [read(attempts.of(ada.learner_id, attempt))[0].snapshot for attempt in (before, after)]
    assert kept == [0, 1]
    for attempt in (before, after):
        shown = placement(ada, attempt).json
        assert answer(ada, attempt, shown["item"]["id"], right(shown["item"]["id"])).status == 201
    assert [read(attempts.of(ada.learner_id, attempt))[0].snapshot for attempt in (before, after)] == [0, 1]


def test_a_step_under_a_snapshot_costs_what_one_without_costs(sent):
    ada = enrolled()
    told(record(ada, place(ada).json["attempt"]))
    shown = place(ada).json
    for _ in range(2):
        sent.clear()
        shown = answer(ada, shown["attempt"], shown["item"]["id"], right(shown["item"]["id"])).json
        assert sent == ["BatchGetItem", "BatchGetItem", "TransactWriteItems", "BatchWriteItem"]


def test_an_environment_that_has_not_seen_the_snapshot_reads_it_once(sent):
    ada = enrolled()
    told(record(ada, place(ada).json["attempt"]))
    shown = place(ada).json
    published.course_of.cache_clear()
    sent.clear()
    answer(ada, shown["attempt"], shown["item"]["id"], right(shown["item"]["id"]))
    assert sent == ["BatchGetItem"] * 3 + ["TransactWriteItems", "BatchWriteItem"]


def test_a_placement_that_ended_is_counted_once_however_often_it_is_told(version):
    ada = enrolled()
    attempt, items = ended(ada)
    assert told(record(ada, attempt, 1), record(ada, attempt, 2)) == DONE
    expected, shown, _ = total(version)
    assert shown == dict.fromkeys(items, 1)
    assert (expected.learners, expected.ability > 0.5) == (1, True)
    kept = aws.everything()
    assert told(record(ada, attempt, 3)) == DONE
    assert aws.everything() == kept


def test_the_counts_name_nobody(version):
    ada = enrolled()
    attempt, _ = ended(ada)
    told(record(ada, attempt))
    kept = repr([*aws.items("exposures"), *aws.items("snapshots")])
    assert ada.learner_id not in kept
    assert attempt not in kept


def test_an_open_placement_and_a_quiz_are_not_counted(version):
    ada = enrolled()
    open_one, (quiz, _) = place(ada).json["attempt"], begun(ada)
    assert told(record(ada, open_one, 1), record(ada, quiz, 2)) == DONE
    assert total(version) == (Expected(), {}, {})


def test_after_so_many_learners_the_next_snapshot_follows_from_the_counts(version):
    people = [enrolled() for _ in range(4)]
    first = place(people[0]).json["attempt"]
    told(record(people[0], first))
    asked = []
    for number, person in enumerate(people):
        attempt, items = ended(person, correct=number % 2 == 0)
        asked += items
        told(record(person, attempt, number))
    second = current(version)
    assert (second.revision, second.folded.learners, second.snapshot.learners) == (2, 3, 3)
    assert total(version)[0].learners == 4
    assert sum(second.snapshot.shown.values()) < len(asked)
    assert read(snapshots.of(BINARY, version, 1))[0].revision == 1


def _frozen(person):
    (standing,) = read(standings.of(person.learner_id))
    transact(standings.replace(standing, replace(standing, state=standings.State.FROZEN)))


@pytest.mark.parametrize(
    "barred",
    [_frozen, *(partial(restrict, extent=extent) for extent in standings.Extent)],
    ids=["frozen", *standings.Extent],
)
def test_of_an_account_that_may_not_be_written_to_nothing_is_counted(barred, version):
    ada = enrolled()
    attempt, _ = ended(ada)
    barred(ada)
    assert told(record(ada, attempt)) == DONE
    assert total(version) == (Expected(), {}, {})
    assert not read(attempts.of(ada.learner_id, attempt))[0].counted


def test_an_attempt_that_is_gone_holds_back_no_other(version):
    ada = enrolled()
    attempt, _ = ended(ada)
    assert told(record(ada, new_id(), 1), record(ada, attempt, 2, "REMOVE"), record(ada, attempt, 3)) == DONE
    assert total(version)[0].learners == 1


def test_one_that_fails_is_reported_and_the_others_are_counted(version):
    ada, eve = enrolled(), enrolled()
    lost = Attempt(ada.learner_id, new_id(), Kind.PLACEMENT, BINARY, "0" * 32, None, ("bits-1",), NOW, closed_at=NOW)
    transact(attempts.save(lost))
    attempt, _ = ended(eve)
    answered = told(record(ada, lost.attempt_id, 7), record(eve, attempt, 8))
    assert answered == {"batchItemFailures": [{"itemIdentifier": "7"}]}
    assert total(version)[0].learners == 1


def test_counts_that_another_counted_meanwhile_are_added_to(version, before_writing):
    ada, eve = enrolled(), enrolled()
    told(record(ada, place(ada).json["attempt"]))
    (mine, _), (theirs, _) = ended(ada), ended(eve)
    before_writing(lambda: told(record(eve, theirs)))
    assert told(record(ada, mine)) == DONE
    assert total(version)[0].learners == 2


def test_of_two_next_snapshots_at_once_one_is_published(version):
    ada = enrolled()
    told(record(ada, place(ada).json["attempt"]))
    following = current(version)._replace(revision=2)
    transact(*snapshots.publish(following))
    with pytest.raises(problems.Conflict):
        transact(*snapshots.publish(following))
