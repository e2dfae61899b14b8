"""A placement through its doors: begun once, asked item by item, resumed anywhere, and it ends in a level."""

from copy import replace
from datetime import timedelta

import pytest

from adaptive.mastery import replay
from assessment import placement_answers, placements
from inarax.stores import attempts, beliefs, evidence, standings
from inarax.stores.attempts import Attempt, Kind
from inarax.stores.base import read, transact
from tests.component.assessment.taking import (
    answer,
    begun,
    enrolled,
    place,
    placed,
    placement,
    right,
    wrong,
)
from tests.kit import aws, courses
from tests.kit.believing import mastery_of
from tests.kit.courses import BINARY
from tests.kit.doors import call
from tests.kit.events import NOW
from tests.kit.learners import signed_in
from tests.kit.replay import replayed

FIXED = "7d0c3f6e-2b1a-4c58-9e1f-5a0b6c7d8e9f"


def _belief(person):
    (belief,) = read(beliefs.of(person.learner_id, BINARY))
    return belief


def _freeze(person):
    (standing,) = read(standings.of(person.learner_id))
    transact(standings.replace(standing, replace(standing, state=standings.State.FROZEN)))


def test_the_recorded_events_begin_answer_and_resume(version):
    ada = enrolled()
    begun_now = call(placements.handler, replayed(ada, "assessment/placements", "start"))
    assert (begun_now.status, begun_now.json["status"], begun_now.json["asked"]) == (201, "open", 0)
    assert begun_now.header("Location") == f"/courses/binary/placements/{begun_now.json['attempt']}"
    kept = Attempt(ada.learner_id, FIXED, Kind.PLACEMENT, BINARY, version, None, ("bits-1",), NOW)
    transact(attempts.save(kept))
    answered = call(placement_answers.handler, replayed(ada, "assessment/placement_answers"))
    assert (answered.status, answered.json["asked"]) == (201, 1)
    resumed = call(placements.handler, replayed(ada, "assessment/placements", "resume"))
    assert (resumed.status, resumed.json) == (200, answered.json)


@pytest.mark.parametrize(("correct", "level"), [(True, "expert"), (False, "newcomer")])
def test_a_placement_ends_in_a_level_with_its_confidence(correct, level):
    ada = enrolled()
    bodies = placed(ada, correct)
    last = bodies[-1]
    asked = [body["item"]["id"] for body in bodies[:-1]]
    assert len(set(asked)) == len(asked) == last["asked"] <= last["at_most"] == 6
    assert (last["status"], last["item"], last["outcome"]["level"]) == ("closed", None, level)
    assert 0.5 < last["outcome"]["confidence"] <= 1.0
    assert last["because"].startswith("The placement ended here because ")
    assert placement(ada, last["attempt"]).json == last
    kept = _belief(ada).placement
    assert (kept.level, kept.at, kept.attempt) == (level, NOW, last["attempt"])
    assert round(kept.theta, 4) == last["outcome"]["theta"]


def test_answers_of_a_placement_are_evidence_and_its_outcome_is_the_prior_of_all_other_skills(version):
    ada = enrolled()
    items = courses.raw("items.json")["items"]
    asked = tuple(item["id"] for item in items if item["skill"] == "bits" and "placement" in item["uses"])
    done = tuple((item, True) for item in asked[:-1])
    transact(
        attempts.save(Attempt(ada.learner_id, FIXED, Kind.PLACEMENT, BINARY, version, None, asked, NOW, answers=done))
    )
    assert answer(ada, FIXED, asked[-1], right(asked[-1])).json["status"] == "closed"
    belief = _belief(ada)
    assert belief.skills.keys() == {"bits", "octets", "masks"}
    assert (belief.skills["bits"].tries, belief.skills["masks"].tries) == (1, 0)
    assert mastery_of(belief.skills["octets"]) > mastery_of(belief.skills["masks"]) > 0.2
    for skill, kept in belief.skills.items():
        recorded = [each.evidence for each in evidence.of(ada.learner_id, BINARY, skill)]
        assert replay(recorded, belief.priors[skill]) == kept


def test_an_open_placement_tells_nothing_about_what_was_right():
    ada, eve = enrolled(), enrolled()
    for person, given in ((ada, right), (eve, wrong)):
        shown = place(person).json
        body = answer(person, shown["attempt"], shown["item"]["id"], given(shown["item"]["id"])).json
        assert body["because"] is body["outcome"] is None
        assert body.keys() == shown.keys()


def test_several_placements_may_be_open_and_each_is_resumed():
    ada = enrolled()
    first, second = place(ada).json, place(ada).json
    assert first["attempt"] != second["attempt"]
    answer(ada, second["attempt"], second["item"]["id"], right(second["item"]["id"]))
    assert placement(ada, first["attempt"]).json == first


@pytest.mark.parametrize("rounds", [1, 3])
def test_beginning_again_with_the_same_key_begins_one(rounds):
    ada = enrolled()
    first = place(ada, "key-of-ada")
    before = aws.everything()
    for _ in range(rounds):
        again = place(ada, "key-of-ada")
        assert (again.status, again.json) == (201, first.json)
    assert aws.everything() == before
    assert place(enrolled(), "key-of-ada").json["attempt"] != first.json["attempt"]


def test_beginning_twice_at_once_with_the_same_key_begins_one(before_writing):
    ada, others = enrolled(), []
    before_writing(lambda: others.append(place(ada, "key-of-ada")))
    ours = place(ada, "key-of-ada")
    assert (ours.status, ours.json) == (201, others[0].json)
    assert len(aws.items("attempts")) == 1


def test_five_placements_a_day_and_more_the_next(version):
    ada = enrolled()
    for _ in range(5):
        assert place(ada).status == 201
    before = aws.everything()
    assert place(ada).problem == "too-many"
    assert aws.everything() == before
    assert place(ada, at=NOW + timedelta(days=1)).status == 201


def test_who_was_placed_is_placed_again_after_a_week_with_other_questions():
    ada = enrolled()
    first = placed(ada)
    for days in (0, 6):
        assert place(ada, at=NOW + timedelta(days=days)).problem == "too-many"
    assert len(aws.items("attempts")) == len(aws.items("idempotency")) == 1
    asked = {body["item"]["id"] for body in first[:-1]}
    later = NOW + timedelta(days=7)
    shown = place(ada, at=later).json
    again = []
    while shown["item"]:
        again.append(shown["item"]["id"])
        shown = answer(ada, shown["attempt"], again[-1], wrong(again[-1]), at=later).json
    assert not asked & set(again)
    assert _belief(ada).placement.attempt == shown["attempt"]


def test_several_placements_begun_before_one_ended_may_end_too():
    ada = enrolled()
    other = place(ada).json
    placed(ada)
    answered = answer(ada, other["attempt"], other["item"]["id"], right(other["item"]["id"]))
    assert (answered.status, answered.json["status"]) == (201, "open")


def _unpublished():
    ada = enrolled()
    return place(ada, course="chemistry")


def _stranger():
    return place(signed_in())


def _frozen():
    ada = enrolled()
    _freeze(ada)
    return place(ada)


def _without_placement():
    ada = enrolled()
    items = courses.raw("items.json")
    items["items"] = [{**item, "uses": ["quiz"]} for item in items["items"]]
    version = courses.publish(title="Without a placement")
    body = courses._canonical(items)
    aws.client("s3").put_object(Bucket="inarax-courses-000000000000", Key=f"binary/{version}/items.json", Body=body)
    return place(ada)


@pytest.mark.parametrize(
    ("refused", "problem"),
    [
        (_unpublished, "not-found"),
        (_stranger, "not-enrolled"),
        (_frozen, "account-closed"),
        (_without_placement, "not-found"),
        (lambda: place(enrolled(), course="BINARY"), "invalid"),
        (lambda: place(enrolled(), key="short"), "idempotency-key-missing"),
    ],
)
def test_a_placement_that_cannot_begin_leaves_nothing(refused, problem):
    answered = refused()
    assert answered.problem == problem
    assert (aws.items("attempts"), aws.items("idempotency"), aws.items("quotas")) == ([], [], [])


def _next(_person, shown):
    return shown["attempt"], shown["item"]["id"], right(shown["item"]["id"]), {}


def _another_item(_person, shown):
    other = next(item for item in ("bits-1", "bits-2") if item != shown["item"]["id"])
    return shown["attempt"], other, right(other), {}


def _answered_otherwise(person, shown):
    item = shown["item"]["id"]
    answer(person, shown["attempt"], item, right(item))
    return shown["attempt"], item, wrong(item), {}


def _over(person, _shown):
    last = placed(person)[-1]
    unasked = next(item for item in ("bits-7", "octets-7"))
    return last["attempt"], unasked, right(unasked), {}


def _of_another(_person, _shown):
    other = place(enrolled()).json
    return other["attempt"], other["item"]["id"], right(other["item"]["id"]), {}


def _of_a_quiz(person, _shown):
    attempt, items = begun(person)
    return attempt, items[0], right(items[0]), {}


def _while_frozen(person, shown):
    _freeze(person)
    return _next(person, shown)


def _of_another_course(person, shown):
    return *_next(person, shown)[:3], {"course": "chemistry"}


def _nonsense(_person, shown):
    return shown["attempt"], shown["item"]["id"], {"options": ["a"], "text": "a"}, {}


def _unknown(_person, _shown):
    return FIXED, "bits-1", right("bits-1"), {}


def _no_id(_person, _shown):
    return "first", "bits-1", right("bits-1"), {}


@pytest.mark.parametrize(
    ("arrange", "problem"),
    [
        (_another_item, "not-asked"),
        (_answered_otherwise, "already-counted"),
        (_over, "attempt-closed"),
        (_of_another, "not-found"),
        (_of_a_quiz, "not-found"),
        (_while_frozen, "account-closed"),
        (_of_another_course, "not-found"),
        (_nonsense, "invalid"),
        (_unknown, "not-found"),
        (_no_id, "invalid"),
    ],
)
def test_what_is_refused_changes_nothing(arrange, problem):
    ada = enrolled()
    attempt, item, given, more = arrange(ada, place(ada).json)
    before = aws.everything()
    assert answer(ada, attempt, item, given, **more).problem == problem
    assert aws.everything() == before


@pytest.mark.parametrize("attempt", [FIXED, "first"])
def test_what_is_not_there_is_not_resumed(attempt):
    assert placement(enrolled(), attempt).problem in ("not-found", "invalid")


def test_nobody_resumes_the_placement_of_another_or_a_quiz():
    ada = enrolled()
    attempt, _ = begun(ada)
    assert placement(ada, attempt).problem == "not-found"
    assert placement(enrolled(), place(ada).json["attempt"]).problem == "not-found"


def test_the_same_answer_again_counts_once_and_shows_where_the_placement_stands():
    ada = enrolled()
    shown = place(ada).json
    item = shown["item"]["id"]
    first = answer(ada, shown["attempt"], item, right(item))
    counted = aws.everything()
    again = answer(ada, shown["attempt"], item, right(item), at=NOW + timedelta(seconds=9))
    assert (again.status, again.json) == (201, first.json)
    assert aws.everything() == counted


def test_of_two_answers_at_once_one_counts(before_writing):
    ada = enrolled()
    shown = place(ada).json
    item = shown["item"]["id"]
    before_writing(lambda: answer(ada, shown["attempt"], item, wrong(item)))
    assert answer(ada, shown["attempt"], item, right(item)).problem == "already-counted"
    assert len(evidence.of(ada.learner_id, BINARY)) == len(aws.items("responses")) == 1


def test_a_collision_is_tried_again_and_in_the_end_refused_whole(colliding):
    ada = enrolled()
    shown = place(ada).json
    before = aws.everything()
    colliding(5)
    item = shown["item"]["id"]
    assert answer(ada, shown["attempt"], item, right(item)).problem == "busy"
    assert aws.everything() == before
    assert answer(ada, shown["attempt"], item, right(item)).json["asked"] == 1


def test_answering_costs_a_session_read_one_read_one_transaction_and_its_entry_in_the_log(sent):
    ada = enrolled()
    shown = place(ada).json
    while shown["item"]:
        sent.clear()
        shown = answer(ada, shown["attempt"], shown["item"]["id"], right(shown["item"]["id"])).json
        assert sent == ["BatchGetItem", "BatchGetItem", "TransactWriteItems", "BatchWriteItem"]
