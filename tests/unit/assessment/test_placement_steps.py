"""A placement from its first question to its outcome: bounded, never twice the same, and reproducible."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adaptive.placement.administration import Rules
from adaptive.placement.snapshot import Snapshot
from adaptive.placement.steps import Ask, Stop
from adaptive.placement.stopping import Decision, Precision
from assessment.attempting import Course
from assessment.counting import guess
from assessment.placement_steps import outcome, placement_of, step
from inarax import problems
from tests.unit.assessment.course import course, items

PLACEMENT = course().placement
ids = st.uuids().map(str)
grades = st.lists(st.booleans(), min_size=20, max_size=20)


def taken(attempt, right):
    """The answers of one who answers so, until the test stops."""
    answers = []
    while isinstance(asked := step(PLACEMENT, attempt, answers), Ask):
        answers.append((asked.item.id, right[len(answers)]))
    return answers


@settings(max_examples=40)
@given(ids, grades)
def test_a_placement_ends_within_its_limit_and_asks_nothing_twice(attempt, right):
    answers = taken(attempt, right)
    assert 1 <= len(answers) <= PLACEMENT.held.rules.max_items
    assert max(Counter(item for item, _ in answers).values()) == 1
    assert isinstance(step(PLACEMENT, attempt, answers), Stop)


@settings(max_examples=20)
@given(ids, grades)
def test_the_same_answers_in_the_same_attempt_take_the_same_course(attempt, right):
    answers = taken(attempt, right)
    assert taken(attempt, right) == answers
    assert outcome(PLACEMENT, answers) == outcome(PLACEMENT, answers)


def test_attempts_do_not_all_begin_with_the_same_question():
    first = {step(PLACEMENT, f"attempt {n}", ()).item.id for n in range(40)}
    assert 1 < len(first) <= 3


def test_only_items_meant_for_placement_and_for_everybody_are_asked():
    assert PLACEMENT.held.bank.position.keys() == {
        name for name, item in items().items() if "placement" in item["uses"]
    }
    clouded = {name: {**item, "domain": "cloud"} for name, item in items().items()}
    assert placement_of(course().outline.raw, clouded, Snapshot()) is None


@pytest.mark.parametrize(("right", "level"), [(True, "expert"), (False, "newcomer")])
def test_who_answers_alike_throughout_is_placed_at_an_end(right, level):
    placed = outcome(PLACEMENT, taken("an attempt", [right] * 20))
    assert placed.level.id == level
    assert 0.5 < placed.confidence <= 1.0


def test_a_course_may_ask_until_the_level_is_certain_enough():
    outline = course().outline.raw
    by_level = {**outline, "placement": {"max_items": 6, "target_sd": None, "worth": 0.01, "exposure": 0.5}}
    placement = placement_of(by_level, items(), Snapshot())
    assert placement.held.rules == Rules(Decision(placement.levels, 0.01), 6, 0.5)
    assert PLACEMENT.held.rules == Rules(Precision(0.5), 6, 0.25)


def test_a_blind_guess_is_reckoned_with():
    bank = PLACEMENT.held.bank
    for name, item in items().items():
        if name in bank.position:
            assert bank.items[bank.position[name]].c == guess(item)
    assert any(item.c for item in bank.items)


def test_courses_under_several_snapshots_share_their_bank():
    other = placement_of(course().outline.raw, items(), Snapshot({"bits-1": 0.5}))
    assert other.held.bank is PLACEMENT.held.bank
    assert other.held.prices != PLACEMENT.held.prices


def test_a_course_without_placement_items_has_none():
    assert placement_of(course().outline.raw, {}, Snapshot()) is None
    with pytest.raises(problems.NotFound):
        _ = Course(course().outline, {}).placement
