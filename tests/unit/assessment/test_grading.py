"""Grading: what is right, what a near miss says, and that nothing a person can send breaks it."""

from pathlib import Path

import pytest
from authoring.bundle import key as rendered
from authoring.check import load
from hypothesis import given
from hypothesis import strategies as st

from assessment.grading import (
    ChoiceKey,
    Mismatch,
    Number,
    NumberKey,
    Options,
    Remark,
    Text,
    TextKey,
    Unknown,
    grade,
)
from assessment.keys import key_of
from inarax.spelling import normalized
from tests.unit.assessment.course import keys, right

LETTERS = "abcdef"
words = st.text(max_size=40)
numbers = st.floats(allow_nan=False, allow_infinity=False)
remarks = st.builds(Remark, st.text(min_size=1), st.none() | st.text(min_size=1))


@st.composite
def choice_keys(draw: st.DrawFn) -> ChoiceKey:
    options = LETTERS[: draw(st.integers(2, 6))]
    single = draw(st.booleans())
    correct = draw(st.sets(st.sampled_from(options), min_size=1, max_size=1 if single else None))
    return ChoiceKey(frozenset(correct), {option: draw(remarks) for option in options}, single, draw(words))


number_keys = st.builds(
    NumberKey, numbers, st.floats(0, 1e6), st.lists(st.tuples(numbers, remarks), max_size=3).map(tuple), words
)
text_keys = st.builds(
    TextKey,
    st.lists(words, min_size=1, max_size=3).map(tuple),
    st.lists(st.tuples(words, remarks), max_size=3).map(tuple),
    words,
)
all_keys = choice_keys() | number_keys | text_keys
answers = st.frozensets(st.sampled_from(LETTERS + "xyz")).map(Options) | numbers.map(Number) | words.map(Text)


@given(all_keys)
def test_not_to_know_fits_every_item_counts_as_wrong_and_shows_no_misconception(key):
    graded = grade(key, Unknown())
    assert (graded.correct, graded.misconception, graded.explanation) == (False, None, key.explanation)
    assert set(graded.options) == (key.correct if isinstance(key, ChoiceKey) else set())


@given(all_keys, answers)
def test_any_answer_to_any_item_is_graded_or_does_not_fit(key, answer):
    try:
        graded = grade(key, answer)
    except Mismatch:
        return
    assert not (graded.correct and graded.misconception)
    assert graded.explanation.endswith(key.explanation)


@given(all_keys)
def test_the_key_itself_is_right(key):
    assert grade(key, right(key)).correct


@given(choice_keys(), st.data())
def test_a_choice_is_right_only_with_all_and_only_the_right_options(key, data):
    chosen = frozenset(data.draw(st.sets(st.sampled_from(sorted(key.remarks)), min_size=1)))
    if key.single and len(chosen) > 1:
        with pytest.raises(Mismatch):
            grade(key, Options(chosen))
    else:
        graded = grade(key, Options(chosen))
        assert graded.correct is (chosen == key.correct)
        assert graded.options.keys() == chosen | key.correct


@pytest.mark.parametrize("options", [frozenset(), frozenset("z"), frozenset("az"), frozenset({""})])
def test_options_that_the_item_has_not_do_not_fit(options):
    with pytest.raises(Mismatch):
        grade(keys()["bits-5"], Options(options))


@pytest.mark.parametrize(
    ("value", "tolerance", "answer", "correct"),
    [
        (64.0, 0.0, 64.0, True),
        (64.0, 0.0, 64.0000001, False),
        (0.0, 0.0, -0.0, True),
        (2.3, 0.1, 2.4, True),
        (2.3, 0.1, 2.2, True),
        (2.3, 0.1, 2.401, False),
        (0.3, 0.0, 0.1 + 0.2, False),
        (1e308, 1.0, -1e308, False),
        (-5.0, 0.5, -5.5, True),
    ],
)
def test_a_number_is_right_within_the_tolerance_as_written(value, tolerance, answer, correct):
    assert grade(NumberKey(value, tolerance, (), "so"), Number(answer)).correct is correct


@pytest.mark.parametrize(
    ("accepted", "said"),
    [
        ("Three-way handshake", "three way  handshake"),
        ("Three-way handshake", "“THREE\u2011WAY HANDSHAKE”."),
        ("255.255.255.0", " 255.255.255.0. "),
        ("straße", "STRASSE"),
        ("eb", "\uff25\uff22"),
        ("ip route", "`ip route`"),
        ("-1", "\u22121"),
        ("traceroute", "traceroute!"),
    ],
)
def test_spelling_is_forgiven(accepted, said):
    assert grade(TextKey((accepted,), (), "so"), Text(said)).correct


@pytest.mark.parametrize(
    ("accepted", "said"),
    [
        ("10.0.0.0/22", "100.0.0/22"),
        ("::1", "1"),
        ("fe80::", "fe80"),
        ("/16", "16"),
        ("10-1", "10 1"),
        ("-1", "1"),
        ("1010", "10 10"),
        ("a.b", "ab"),
    ],
)
def test_punctuation_that_is_the_answer_is_not_forgiven(accepted, said):
    assert not grade(TextKey((accepted,), (), "so"), Text(said)).correct


@given(st.text())
def test_normalizing_twice_changes_nothing_more(text):
    assert normalized(normalized(text)) == normalized(text)


def test_a_near_miss_shows_its_misconception_and_then_why_the_key_is_right():
    graded = grade(keys()["octets-1"], Number(256.0))
    assert (graded.correct, graded.misconception) == (False, "counts zero out")
    assert graded.explanation == "256 comes from this: counts zero out. It is 255."
    assert grade(keys()["octets-3"], Text(" 1515 ")).misconception == "writes the digits in decimal"


def test_a_wrong_option_shows_its_misconception_and_explains_itself_and_the_right_one():
    graded = grade(keys()["bits-1"], Options(frozenset("b")))
    assert graded.misconception == "reads binary as decimal"
    assert graded.options == {"a": "2 is right.", "b": "10 comes from this: reads binary as decimal."}


def test_an_unknown_miss_has_no_misconception():
    assert grade(keys()["octets-1"], Number(17.0)).misconception is None


def _networks():
    loaded = load(Path(__file__).parents[3] / "courses" / "networks")
    return [(item.id, rendered(item)) for item in loaded.items]


def test_every_key_of_the_sample_course_grades_itself_right_and_its_near_misses_wrong():
    for name, raw in _networks():
        key = key_of(raw)
        assert grade(key, right(key)).correct, name
        for accepted in raw.get("accepted", ()):
            assert grade(key, Text(accepted)).correct, name
        for near in raw.get("near", ()):
            missed = Text(near["text"]) if "text" in near else Number(near["value"])
            graded = grade(key, missed)
            assert (graded.correct, graded.misconception) == (False, near["misconception"]), name
