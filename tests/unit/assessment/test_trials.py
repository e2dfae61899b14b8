"""Questions on trial in a placement, among those that count: they change nothing but what is known of themselves."""

from copy import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adaptive.placement.calibrating import Estimate
from adaptive.placement.population import NOBODY
from adaptive.placement.snapshot import Snapshot
from adaptive.placement.steps import Ask, Stop
from assessment import attempting, counting, retaking
from assessment.exposing import EVERY, counted, newer
from assessment.piloting import at_most
from assessment.placement_steps import outcome, placement_of, step
from assessment.regrading import regraded
from inarax.stores.attempts import Attempt, Kind
from inarax.stores.beliefs import Belief
from inarax.stores.exposures import Counts, Sums
from inarax.stores.snapshots import Published
from tests.kit.courses import PILOTS
from tests.kit.events import NOW
from tests.unit.assessment.course import piloted

COURSE = piloted()
PLACEMENT = COURSE.placement
WITHOUT = PLACEMENT._replace(pilots=())
ids = st.uuids().map(str)
grades = st.lists(st.booleans(), min_size=20, max_size=20)
TRIED = {"bits-3": Estimate(40, 1.0, 0.2, 0.1, 0.2), "octets-3": Estimate(10, 1.0, 0.2, 0.1, 0.2)}


def trials(placement, attempt, avoided):
    """How many an attempt asks at most."""
    return at_most(placement.pilots, attempt, avoided, placement.held.rules.max_items)


def taken(attempt, right, placement=PLACEMENT, pilots_right=True, avoided=()):
    """The answers of one who answers so, until the test stops; those to questions on trial otherwise."""
    answers, counting_ones = [], iter(right)
    while isinstance(asked := step(placement, attempt, answers, avoided), Ask):
        answers.append((asked.item.id, pilots_right if asked.item.id in PILOTS else next(counting_ones)))
    return answers


@pytest.mark.parametrize("counting", [1, 5, 6, 7, 12, 13, 14, 15, 40])
@pytest.mark.parametrize("asked_before", [(), PILOTS[:2], PILOTS])
def test_before_one_begins_as_many_are_told_as_it_may_turn_out_to_ask_and_no_more(counting, asked_before):
    drawn = {at_most(PLACEMENT.pilots, f"attempt {n}", asked_before, counting) for n in range(50)}
    assert at_most(PLACEMENT.pilots, None, asked_before, counting) == max(drawn)


@settings(max_examples=30)
@given(ids, grades, st.booleans())
def test_they_change_no_question_that_counts_and_no_outcome(attempt, right, pilots_right):
    answers = taken(attempt, right, pilots_right=pilots_right)
    without = taken(attempt, right, WITHOUT)
    assert list(PLACEMENT.counting(answers)) == without
    assert outcome(PLACEMENT, answers) == outcome(WITHOUT, without)
    assert step(PLACEMENT, attempt, answers) == step(WITHOUT, attempt, without)


@settings(max_examples=30)
@given(ids, grades)
def test_two_at_most_never_early_never_last_and_one_of_eight_in_a_row(attempt, right):
    answers = taken(attempt, right)
    places = [n for n, (item, _) in enumerate(answers, 1) if item in PILOTS]
    assert len(places) == trials(PLACEMENT, attempt, ()) <= 2
    assert places[0] > 5
    assert places[-1] < len(answers)
    assert all(later - earlier >= 8 for earlier, later in pairwise(places))
    assert len({item for item, _ in answers}) == len(answers) == 14 + len(places)


@settings(max_examples=15)
@given(ids, grades)
def test_an_attempt_is_recomputed_from_its_answers(attempt, right):
    answers = taken(attempt, right)
    for n, (item, _) in enumerate(answers):
        assert step(PLACEMENT, attempt, answers[:n]).item.id == item
    assert isinstance(step(PLACEMENT, attempt, answers), Stop)


@settings(max_examples=15)
@given(ids, grades, st.sets(st.sampled_from(PILOTS)))
def test_nobody_is_asked_one_twice(attempt, right, seen):
    avoided = retaking.tried(dict.fromkeys([*seen, "bits-1"], 7), PILOTS)
    assert set(avoided) == seen
    answers = taken(attempt, right, avoided=avoided)
    assert not seen.intersection(item for item, _ in answers)
    tried = [item for item, _ in answers if item in PILOTS]
    assert len(tried) == trials(PLACEMENT, attempt, avoided) == min(trials(PLACEMENT, attempt, ()), 3 - len(seen))


def _step(attempt, belief, right):
    """What is asked by a placement that is open is answered so."""
    after = attempting.advanced(attempt, belief, COURSE, attempt.asked[-1], right, NOW)
    return after.attempt, after.belief


@settings(max_examples=15)
@given(st.lists(ids, min_size=2, max_size=3, unique=True), st.data())
def test_of_placements_that_are_open_at_once_no_two_ask_the_same_one(names, data):
    begun = [step(PLACEMENT, name, ()).item.id for name in names]
    taking = [
        Attempt("learner", name, Kind.PLACEMENT, "binary", "v", None, (first,), NOW)
        for name, first in zip(names, begun, strict=True)
    ]
    belief = Belief("learner", "binary")
    while still := [n for n, attempt in enumerate(taking) if attempt.closed_at is None]:
        n = data.draw(st.sampled_from(still))
        taking[n], belief = _step(taking[n], belief, data.draw(st.booleans()))
    asked = [item for attempt in taking for item in attempt.asked if item in PILOTS]
    assert len(asked) == len(set(asked))
    for attempt in taking:
        assert list(PLACEMENT.counting(attempt.answers)) == _counting(attempt)


def _counting(attempt):
    """The answers that count, as they come where no question is on trial."""
    right = [correct for _, correct in PLACEMENT.counting(attempt.answers)]
    return taken(attempt.attempt_id, right, WITHOUT)


def test_those_shown_least_by_the_pinned_snapshot_are_asked_more():
    placement = placement_of(COURSE.outline.raw, COURSE.items, Snapshot(tried=TRIED))
    asked = [item for n in range(40) for item, _ in taken(f"attempt {n}", [True] * 20, placement)]
    assert asked.count("masks-3") > asked.count("octets-3") > asked.count("bits-3") > 0


@settings(max_examples=20)
@given(ids, grades)
def test_counts_and_prices_are_as_without_them(attempt, right):
    answers = taken(attempt, right)
    with_them = counted(Counts("binary", "v1", 0), PLACEMENT, answers)
    without = counted(Counts("binary", "v1", 0), WITHOUT, PLACEMENT.counting(answers))
    assert replace(with_them, trials={}) == without
    tried = {item for item, _ in answers if item in PILOTS}
    assert with_them.trials.keys() == tried
    for tally in with_them.trials.values():
        ((_, kept),) = tally.items()
        assert (kept.shown, kept.right) == (1, 1)
        assert kept.ability == outcome(PLACEMENT, answers).theta
    last = Published("binary", "v1", 1, Snapshot(dict.fromkeys(PLACEMENT.held.bank.position, 0.1)), NOBODY)
    sums = Sums(with_them.expected._replace(learners=EVERY), with_them.shown, with_them.trials)
    one, other = (newer(last, each, sums) for each in (PLACEMENT, WITHOUT))
    assert one.snapshot.tried.keys() == tried
    assert replace(one.snapshot, tried={}) == other.snapshot
    assert {estimate.shown for estimate in one.snapshot.tried.values()} == {1}


def answered(correct, item="bits-3"):
    """An attempt at which a question on trial is answered so, and what that changes."""
    asked = ("bits-1", "octets-1", item)
    attempt = Attempt("learner", "an attempt", Kind.PLACEMENT, "binary", "v", None, asked, NOW)
    attempt = replace(attempt, answers=(("bits-1", True), ("octets-1", False)))
    belief = Belief("learner", "binary", seen={"bits-1": 5})
    return attempt, belief, attempting.advanced(attempt, belief, COURSE, item, correct, NOW)


def test_an_answer_to_one_is_no_evidence_and_moves_no_belief():
    attempt, belief, after = answered(correct=True)
    assert after.evidence is None
    assert after.belief == replace(belief, seen={"bits-1": 5, "bits-3": int(NOW.timestamp())})
    assert (after.attempt.closed_at, after.attempt.answers) == (None, (*attempt.answers, ("bits-3", True)))
    assert after.attempt.asked[-1] == step(PLACEMENT, "an attempt", after.attempt.answers).item.id


def test_its_grade_can_be_changed_and_nothing_else_changes_with_it():
    *_, after = answered(correct=False)
    again = regraded(after.attempt, after.belief, (), COURSE, "bits-3", correct=True)
    assert (again.belief, again.evidence) == (after.belief, None)
    assert again.attempt == replace(after.attempt, answers=(*after.attempt.answers[:-1], ("bits-3", True)))


def test_its_guessed_difficulty_is_no_part_of_what_is_believed_of_a_skill():
    counting_ones = {name: item for name, item in COURSE.items.items() if name not in PILOTS}
    for skill in ("bits", "octets", "masks"):
        assert counting.prior_of(None, skill, COURSE.items, 0) == counting.prior_of(None, skill, counting_ones, 0)
    alone = {"bits-3": COURSE.items["bits-3"]}
    assert counting.skills(alone) == frozenset()


def test_a_placement_too_short_for_one_announces_none():
    short = {**COURSE.outline.raw, "placement": {**COURSE.outline.raw["placement"], "max_items": 5}}
    placement = placement_of(short, COURSE.items, Snapshot())
    assert {trials(placement, f"attempt {n}", ()) for n in range(20)} == {0}
