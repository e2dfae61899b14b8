"""Which form of a document a client gets (RFC 9110, 12.5.1)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.accepting import choose

JSON, MARKDOWN, HTML = "application/json", "text/markdown; charset=utf-8", "text/html; charset=utf-8"
OFFERED = (JSON, MARKDOWN, HTML)


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", HTML),
        ("text/markdown", MARKDOWN),
        ("text/*", MARKDOWN),
        ("text/*;q=0.5, text/html", HTML),
        ("text/*, text/markdown;q=0.1", HTML),
        ("text/html;q=0.3, application/json;q=0.30", JSON),
        ("text/html;q=0.4, application/json;q=0.3", HTML),
        ("*/*;q=0.1, application/json;q=0", MARKDOWN),
        ("TEXT/HTML ; Q=1.000", HTML),
        ("text/html;level=1;q=0.2, application/json;q=0.1", HTML),
        ("nonsense, text/html", HTML),
    ],
)
def test_the_form_that_is_wished_for_most_is_chosen(accept: str | None, chosen: str) -> None:
    assert choose(accept, OFFERED) == chosen


@pytest.mark.parametrize(
    "accept",
    ["image/png", "application/pdf, text/plain", "*/*;q=0", "text/*;q=0, application/*;q=0.0", "html", "text/html;q=2"],
)
def test_where_no_form_is_acceptable_none_is_chosen(accept: str) -> None:
    assert choose(accept, OFFERED) is None


@given(st.text())
def test_whatever_is_sent_the_choice_is_among_what_is_offered(accept: str) -> None:
    assert choose(accept, OFFERED) in (*OFFERED, None)
