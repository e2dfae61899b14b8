"""Content negotiation, as RFC 9110 says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.representations import chosen

OFFERED = ["application/json", "text/html", "text/markdown"]


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, "application/json"),
        ("*/*", "application/json"),
        ("text/html", "text/html"),
        ("TEXT/Markdown", "text/markdown"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("text/*", "text/html"),
        ("text/*, text/html;q=0.1", "text/markdown"),
        ("*/*, application/json;q=0", "text/html"),
        ("text/markdown;q=0.9, text/html;q=0.5", "text/markdown"),
        ("text/markdown;q=high, text/html;q=0.5", "text/html"),
        ("image/png", "application/json"),
        ("", "application/json"),
    ],
)
def test_the_best_liked_representation_is_chosen(accept, expected):
    assert chosen(accept, OFFERED) == expected


@given(st.text())
def test_whatever_is_asked_something_offered_is_answered(accept):
    assert chosen(accept, OFFERED) in OFFERED
