"""Which items a quiz asks: of its lesson, meant for it, the unseen first, then those seen longest ago; among equals,
for whom it may, those that are about as hard as they should be."""

from random import Random
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.quiz_selection import NEAR, TARGET, chosen
from tests.unit.assessment.course import course, items

LESSON = course().outline.lesson("bits")
BITS = sorted(name for name, item in items().items() if item["lesson"] == "bits")
seen = st.dictionaries(st.sampled_from(sorted(items())), st.integers(1, 2_000_000_000))
likely = st.fixed_dictionaries({name: st.floats(0.0, 1.0) for name in BITS})
chances = st.none() | likely.map(lambda drawn: drawn.__getitem__)
skilled = st.fixed_dictionaries({name: st.sampled_from(["bits", "octets", "masks"]) for name in BITS})


@given(seen, st.integers(), chances)
def test_a_quiz_asks_as_many_different_items_of_its_lesson_as_it_should(when, seed, chance):
    asked = chosen(LESSON, items(), when, Random(seed), chance)
    assert len(set(asked)) == len(asked) == LESSON.quiz.items
    assert set(asked) <= set(BITS)
    assert asked == chosen(LESSON, items(), when, Random(seed), chance)


@given(seen, st.integers(), chances)
def test_no_item_left_out_was_seen_longer_ago_than_one_that_is_asked(when, seed, chance):
    asked = chosen(LESSON, items(), when, Random(seed), chance)
    left = set(BITS) - set(asked)
    assert max(when.get(item, 0) for item in asked) <= min(when.get(item, 0) for item in left)


@given(seen, st.integers(), chances)
def test_the_easiest_comes_first(when, seed, chance):
    difficulties = [items()[item]["b"] for item in chosen(LESSON, items(), when, Random(seed), chance)]
    assert difficulties == sorted(difficulties)


@given(likely, st.integers())
def test_among_equals_those_far_from_the_target_are_left_out(chance, seed):
    asked = chosen(LESSON, items(), {}, Random(seed), chance.__getitem__)
    distances = {name: abs(chance[name] - TARGET) for name in BITS}
    assert max(distances[name] for name in asked) <= sorted(distances.values())[len(asked) + NEAR - 2]


@given(skilled, likely, st.integers())
def test_the_skills_of_a_lesson_take_turns_however_near_the_items_of_one_are(skills, chance, seed):
    bank = items() | {name: {**items()[name], "skill": skill} for name, skill in skills.items()}
    asked = [skills[name] for name in chosen(LESSON, bank, {}, Random(seed), chance.__getitem__)]
    assert len(set(asked)) == min(len(asked), len(set(skills.values())))


@given(st.integers())
def test_a_skill_that_older_items_left_out_comes_first_among_equals(seed):
    others = BITS[1:]
    bank = items() | {name: {**items()[name], "skill": "octets" if name == others[0] else "bits"} for name in BITS}
    assert others[0] in chosen(LESSON, bank, dict.fromkeys(others, 1), Random(seed), lambda _name: 0.5)


@pytest.mark.parametrize("chance", [None, lambda _name: 0.9])
def test_equals_are_drawn_so_that_attempts_differ(chance):
    assert len({chosen(LESSON, items(), {}, Random(seed), chance) for seed in range(30)}) > 5


def test_even_where_the_nearest_are_the_same_attempts_differ():
    chance = {name: n / 10 for n, name in enumerate(BITS)}.__getitem__
    assert len({chosen(LESSON, items(), {}, Random(seed), chance) for seed in range(30)}) > 5


def test_who_is_likelier_to_be_right_is_asked_harder_questions():
    def asked(ability):
        chance = {name: 0.75 + (ability - items()[name]["b"]) / 5 for name in BITS}.__getitem__
        drawn = (chosen(LESSON, items(), {}, Random(seed), chance) for seed in range(30))
        return fmean(items()[name]["b"] for names in drawn for name in names)

    assert asked(-1.5) + 0.5 < asked(0.4)


def test_items_of_another_use_or_domain_are_not_asked():
    for change in ({"uses": ["placement"]}, {"domain": "cloud"}):
        fewer = {**items(), **{name: {**items()[name], **change} for name in BITS[1:]}}
        assert chosen(LESSON, fewer, {}, Random(0)) == (BITS[0],)


def test_a_lesson_of_a_domain_asks_items_of_that_domain():
    clouded = {name: {**item, "lesson": "masks-cloud", "domain": "cloud"} for name, item in items().items()}
    lesson = course().outline.lesson("masks-cloud")
    assert chosen(lesson, clouded, {}, Random(0)) == ()  # it has no quiz
