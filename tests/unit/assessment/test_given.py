"""An answer as it is sent: one kind of answer, of a bounded size, and equal answers alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from assessment.given import ItemAnswer, plain
from assessment.shown import shown_answer


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"options": None},
        {"options": []},
        {"options": ["a"] * 33},
        {"options": ["A"]},
        {"options": "a"},
        {"options": ["a"], "text": "a"},
        {"number": "64"},
        {"number": True},
        {"number": float("nan")},
        {"number": float("inf")},
        {"number": 10**400},
        {"text": ""},
        {"text": "a" * 201},
        {"text": "\ud800"},
        {"text": 7},
        {"else": 1},
        {"text": "a", "else": 1},
        {"unknown": False},
        {"unknown": None},
        {"unknown": True, "options": ["a"]},
    ],
)
def test_what_is_no_answer_is_refused(sent):
    with pytest.raises(ValidationError):
        ItemAnswer.model_validate(sent)


answers = st.one_of(
    st.builds(lambda options: {"options": options}, st.lists(st.sampled_from("abcd"), min_size=1, max_size=32)),
    st.builds(lambda number: {"number": number}, st.floats(allow_nan=False, allow_infinity=False) | st.integers(-9, 9)),
    st.builds(lambda text: {"text": text}, st.text(st.characters(codec="utf-8"), min_size=1, max_size=200)),
)


def test_not_to_know_is_kept_as_no_option():
    kept = plain(ItemAnswer.model_validate({"unknown": True}).read())
    assert kept == {"options": []} == shown_answer(kept).model_dump()


@given(answers)
def test_an_answer_is_kept_and_shown_as_it_was_meant(sent):
    kept = plain(ItemAnswer.model_validate(sent).read())
    meant = {"options": sorted(set(sent["options"]))} if "options" in sent else sent
    assert kept == meant == shown_answer(kept).model_dump()
