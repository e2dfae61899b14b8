"""Cursors: what was given is read back, and whatever else is sent is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inarax import problems
from inarax.stores import paging

PARTS = st.lists(st.text(st.characters(codec="utf-8"), min_size=1), min_size=1, max_size=3)


@given(PARTS)
def test_a_cursor_is_read_back(parts):
    assert paging.parts(paging.cursor(*parts), len(parts)) == parts


@given(PARTS)
def test_a_cursor_of_another_list_is_refused(parts):
    with pytest.raises(problems.UnknownCursor):
        paging.parts(paging.cursor(*parts), len(parts) + 1)


@given(st.text())
def test_whatever_is_sent_is_read_or_refused(text):
    try:
        read = paging.parts(text, 2)
    except problems.UnknownCursor:
        return
    assert len(read) == 2
    assert all(isinstance(part, str) and part for part in read)
