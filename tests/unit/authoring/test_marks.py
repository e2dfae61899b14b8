"""YAML is read as YAML 1.2 says, with the lines of its values."""

import json

import pytest
from authoring.marks import Plain, read
from hypothesis import given
from hypothesis import strategies as st

words = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=12)
scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | words
values = st.recursive(
    scalars, lambda below: st.lists(below, max_size=3) | st.dictionaries(words, below, max_size=3), max_leaves=12
)


@given(values)
def test_json_is_read_as_it_was_written(value: Plain) -> None:
    document = read("file", json.dumps(value, indent=1))
    assert document.problems == ()
    assert document.value == value


@pytest.mark.parametrize("text", ["no", "on", "12:30", "0x1f", "10.0.0.1", "2026-01-01", "010", "1_000", "<<"])
def test_what_only_old_yaml_takes_for_another_type_is_text(text: str) -> None:
    assert read("file", text).value == text


def test_lines_are_those_of_keys_and_entries_and_count_what_was_skipped() -> None:
    marks = read("file", "a:\n  - x\n  - b: |\n      long\n      text\n    c: 1\n", skipped=10).marks
    assert [marks.line("a"), marks.line("a", 0), marks.line("a", 1, "b"), marks.line("a", 1, "c")] == [11, 12, 13, 16]
    assert marks.line("a", 1, "unknown") == marks.line("a", 1) == 13
    assert marks.under("a", 1).error("m", "c").line == 16


def test_yaml_that_cannot_be_read_has_no_value_and_says_where() -> None:
    document = read("file", "a: 1\nb: [\n")
    assert document.value is None
    assert [problem.line for problem in document.problems] == [3]
