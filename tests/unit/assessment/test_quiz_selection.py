"""Which items a quiz asks: of its lesson, meant for it, the unseen first, then those seen longest ago."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from assessment.quiz_selection import chosen
from tests.unit.assessment.course import course, items

LESSON = course().outline.lesson("bits")
BITS = sorted(name for name, item in items().items() if item["lesson"] == "bits")
seen = st.dictionaries(st.sampled_from(sorted(items())), st.integers(1, 2_000_000_000))


@given(seen, st.integers())
def test_a_quiz_asks_as_many_different_items_of_its_lesson_as_it_should(when, seed):
    asked = chosen(LESSON, items(), when, Random(seed))
    assert len(set(asked)) == len(asked) == LESSON.quiz.items
    assert set(asked) <= set(BITS)
    assert asked == chosen(LESSON, items(), when, Random(seed))


@given(seen, st.integers())
def test_no_item_left_out_was_seen_longer_ago_than_one_that_is_asked(when, seed):
    asked = chosen(LESSON, items(), when, Random(seed))
    left = set(BITS) - set(asked)
    assert max(when.get(item, 0) for item in asked) <= min(when.get(item, 0) for item in left)


@given(seen, st.integers())
def test_the_easiest_comes_first(when, seed):
    difficulties = [items()[item]["b"] for item in chosen(LESSON, items(), when, Random(seed))]
    assert difficulties == sorted(difficulties)


def test_equals_are_drawn_so_that_attempts_differ():
    assert len({chosen(LESSON, items(), {}, Random(seed)) for seed in range(30)}) > 5


def test_items_of_another_use_or_domain_are_not_asked():
    for change in ({"uses": ["placement"]}, {"domain": "cloud"}):
        fewer = {**items(), **{name: {**items()[name], **change} for name in BITS[1:]}}
        assert chosen(LESSON, fewer, {}, Random(0)) == (BITS[0],)


def test_a_lesson_of_a_domain_asks_items_of_that_domain():
    clouded = {name: {**item, "lesson": "masks-cloud", "domain": "cloud"} for name, item in items().items()}
    lesson = course().outline.lesson("masks-cloud")
    assert chosen(lesson, clouded, {}, Random(0)) == ()  # it has no quiz
