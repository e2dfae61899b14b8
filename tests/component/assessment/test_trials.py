"""Questions on trial through the doors: asked among those that count, resumed anywhere, counted once by themselves."""

import pytest

from adaptive.placement import rehearsal
from assessment import exposing, published
from assessment.retaking import PAUSE
from inarax.roles import Role
from inarax.stores import attempts, beliefs, evidence, responses
from inarax.stores.base import read
from inarax.stores.standings import Extent
from tests.component.assessment.taking import (
    answer,
    contest,
    enrolled,
    place,
    placed,
    placement,
    queue,
    regrade,
    right,
    wrong,
)
from tests.component.assessment.test_exposures import DONE, current, record, told, total
from tests.kit import aws, courses
from tests.kit.courses import BINARY, PILOTS
from tests.kit.events import NOW
from tests.kit.world import restrict


@pytest.fixture(autouse=True)
def version(version, monkeypatch):
    """The version with questions on trial, a rehearsal of few learners, and snapshots after three."""
    monkeypatch.setattr(rehearsal, "_EACH", 2)
    monkeypatch.setattr(exposing, "EVERY", 3)
    published.course_of.cache_clear()
    return courses.publish_piloted()


def until_a_pilot(person, shown=None):
    """A placement as its learner sees it when a question on trial is asked, and what was answered before."""
    shown, given = shown or place(person).json, []
    while shown["item"]["id"] not in PILOTS:
        given.append(shown["item"]["id"])
        shown = answer(person, shown["attempt"], given[-1], right(given[-1])).json
    return shown, given


def tried(bodies):
    """Of the questions that were asked, those on trial."""
    return [body["item"]["id"] for body in bodies[:-1] if body["item"]["id"] in PILOTS]


def believed(person):
    (belief,) = read(beliefs.of(person.learner_id, BINARY))
    return belief


def test_the_learner_is_told_how_many_may_be_on_trial_and_afterwards_how_many_were():
    ada = enrolled()
    bodies = placed(ada)
    first, last = bodies[0], bodies[-1]
    trials = len(tried(bodies))
    assert first["on_trial"] == last["on_trial"] == trials >= 1
    assert first["at_most"] == last["asked"] == 14 + trials
    assert "on trial" in last["because"]
    assert "14 questions were asked" in last["because"]
    assert {body["because"] for body in bodies[:-1]} == {None}


def test_a_question_on_trial_looks_like_any_other():
    ada = enrolled()
    bodies = placed(ada)
    on_trial, other = (
        next(body for body in bodies[:-1] if (body["item"]["id"] in PILOTS) == wanted) for wanted in (True, False)
    )
    assert on_trial.keys() == other.keys()
    assert on_trial["item"].keys() == other["item"].keys()


def test_an_answer_to_one_is_kept_but_is_no_evidence_and_moves_no_belief(sent):
    ada = enrolled()
    shown, given = until_a_pilot(ada)
    item, before = shown["item"]["id"], believed(ada)
    sent.clear()
    assert answer(ada, shown["attempt"], item, wrong(item)).status == 201
    assert sent == ["BatchGetItem", "BatchGetItem", "TransactWriteItems", "BatchWriteItem"]
    after = believed(ada)
    assert after.seen == {**before.seen, item: int(NOW.timestamp())}
    assert (after.skills, after.cards, after.priors) == (before.skills, before.cards, before.priors)
    assert len(evidence.of(ada.learner_id, BINARY)) == len(given)
    (kept,) = read(responses.of(ada.learner_id, shown["attempt"], item))
    assert kept.correct is False


def test_it_is_resumed_on_another_device_and_goes_on_as_if_it_had_not_been_asked():
    ada = enrolled()
    shown, _ = until_a_pilot(ada)
    published.course_of.cache_clear()
    assert placement(ada, shown["attempt"]).json == shown
    (kept,) = read(attempts.of(ada.learner_id, shown["attempt"]))
    item = shown["item"]["id"]
    following = answer(ada, shown["attempt"], item, right(item)).json
    assert following["item"]["id"] not in PILOTS
    again = answer(ada, shown["attempt"], item, right(item))
    assert (again.status, again.json) == (201, following)
    assert answer(ada, shown["attempt"], item, wrong(item)).problem == "already-counted"
    assert read(attempts.of(ada.learner_id, shown["attempt"]))[0].answers == (*kept.answers, (item, True))


def test_of_two_answers_to_one_at_once_one_is_kept(before_writing):
    ada = enrolled()
    shown, given = until_a_pilot(ada)
    item = shown["item"]["id"]
    before_writing(lambda: answer(ada, shown["attempt"], item, wrong(item)))
    assert answer(ada, shown["attempt"], item, right(item)).problem == "already-counted"
    (kept,) = read(attempts.of(ada.learner_id, shown["attempt"]))
    assert kept.answers == (*((each, True) for each in given), (item, False))


def test_their_sums_are_counted_once_however_often_the_end_is_told(version):
    ada = enrolled()
    bodies = placed(ada, correct=False)
    attempt = bodies[-1]["attempt"]
    assert told(record(ada, attempt, 1), record(ada, attempt, 2)) == DONE
    expected, shown, trials = total(version)
    assert trials.keys() == set(tried(bodies))
    assert not trials.keys() & shown.keys()
    for tally in trials.values():
        ((_, kept),) = tally.items()
        assert (kept.shown, kept.right) == (1, 0)
        assert (kept.ability, kept.square) == (expected.ability, expected.square)
    everything = aws.everything()
    assert told(record(ada, attempt, 3)) == DONE
    assert aws.everything() == everything
    assert ada.learner_id not in repr(aws.items("exposures"))


def test_sums_that_another_counted_meanwhile_are_added_to(version, before_writing):
    ada, eve = enrolled(), enrolled()
    told(record(ada, place(ada).json["attempt"]))
    mine, theirs = placed(ada), placed(eve)
    before_writing(lambda: told(record(eve, theirs[-1]["attempt"])))
    assert told(record(ada, mine[-1]["attempt"])) == DONE
    trials = total(version).trials
    answered = sum(kept.shown for tally in trials.values() for kept in tally.values())
    assert answered == len(tried(mine)) + len(tried(theirs))


@pytest.mark.parametrize("extent", Extent)
def test_of_one_who_restricted_their_record_nothing_is_counted(extent, version):
    ada = enrolled()
    attempt = placed(ada)[-1]["attempt"]
    restrict(ada, extent)
    assert told(record(ada, attempt)) == DONE
    assert total(version).trials == {}


def test_estimates_are_published_with_the_next_snapshot_and_pinned_by_who_begins_then(version):
    people = [enrolled() for _ in range(3)]
    before = place(people[0]).json["attempt"]
    told(record(people[0], before))
    assert current(version).snapshot.tried == {}
    asked = []
    for number, person in enumerate(people):
        bodies = placed(person)
        asked += tried(bodies)
        told(record(person, bodies[-1]["attempt"], number))
    last = current(version)
    assert last.revision == 2
    assert {item: kept.shown for item, kept in last.snapshot.tried.items()} == {
        item: asked.count(item) for item in set(asked)
    }
    items = {item["id"]: item for item in courses.raw("items.json")["items"]}
    for item, kept in last.snapshot.tried.items():
        assert kept.b < items[item]["b"]  # all were right
        assert 0 < kept.b_error < 1
        assert item not in last.snapshot.prices.keys() | last.snapshot.shown.keys()
    eve = enrolled()
    pinned = place(eve).json["attempt"]
    assert read(attempts.of(eve.learner_id, pinned))[0].snapshot == 2
    assert read(attempts.of(people[0].learner_id, before))[0].snapshot == 0


def test_who_comes_again_is_not_asked_the_same_ones():
    ada = enrolled()
    first = tried(placed(ada))
    later = NOW + PAUSE
    place(ada, at=NOW + PAUSE / 2)  # too soon, but it keeps the session
    shown, again = place(ada, at=later).json, []
    while shown["item"]:
        again.append(shown["item"]["id"])
        shown = answer(ada, shown["attempt"], again[-1], right(again[-1]), at=later).json
    assert not set(first) & set(again)
    assert len([item for item in again if item in PILOTS]) == shown["on_trial"] <= 3 - len(first)


def test_of_two_that_are_open_at_once_neither_asks_what_the_other_did(version):
    ada, asked = enrolled(), []
    taking = [place(ada).json, place(ada).json]
    while still := [n for n, shown in enumerate(taking) if shown["item"]]:
        for n in still:
            item = taking[n]["item"]["id"]
            asked += [item] if item in PILOTS else []
            taking[n] = answer(ada, taking[n]["attempt"], item, right(item)).json
    assert len(asked) == len(set(asked)) >= 2
    for shown in taking:
        assert told(record(ada, shown["attempt"])) == DONE
    assert {kept.shown for tally in total(version).trials.values() for kept in tally.values()} == {1}


def test_a_reviewer_sees_the_answers_that_counted():
    ada, operator = enrolled(), enrolled(Role.OPERATOR)
    bodies = placed(ada)
    assert contest(ada, bodies[-1]["attempt"], None).status == 201
    (waiting,) = queue(operator).json["contests"]
    assert len(waiting["answers"]) == 14 < bodies[-1]["asked"]


def test_the_grade_of_one_can_be_contested_and_changed_though_nothing_rests_on_it():
    ada, operator = enrolled(), enrolled(Role.OPERATOR)
    shown, _ = until_a_pilot(ada)
    attempt, item = shown["attempt"], shown["item"]["id"]
    answer(ada, attempt, item, wrong(item))
    contest(ada, attempt, item)
    before, recorded = believed(ada), evidence.of(ada.learner_id, BINARY)
    (waiting,) = queue(operator).json["contests"]
    assert regrade(operator, waiting["contest"], correct=True).status == 201
    (kept,) = read(attempts.of(ada.learner_id, attempt))
    assert dict(kept.answers)[item]
    assert believed(ada).skills == before.skills
    assert evidence.of(ada.learner_id, BINARY) == recorded
    assert queue(operator).json["contests"] == []
