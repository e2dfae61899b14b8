"""The cookie policy, in the form that is asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inarax import cookies, problems
from privacy import cookies as door
from tests.kit.doors import call
from tests.kit.events import recorded, request

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def _asked(accept):
    return call(door.handler, request("GET", "/privacy/cookies", headers={} if accept is None else {"Accept": accept}))


def test_a_program_gets_every_declared_cookie():
    answer = call(door.handler, recorded("privacy/cookies"))
    assert [each["name"] for each in answer.json["cookies"]] == [each.name for each in cookies.ALL]


@pytest.mark.parametrize(
    ("accept", "content_type", "start"),
    [
        (None, "application/json", "{"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html; charset=utf-8", "<!doctype html>"),
        ("text/markdown", "text/markdown; charset=utf-8", "# Cookies"),
        ("*/*", "application/json", "{"),
        ("text/html", "text/html; charset=utf-8", "<!doctype html>"),
        (BROWSER, "text/html; charset=utf-8", "<!doctype html>"),
        ("TEXT/Markdown", "text/markdown; charset=utf-8", "# Cookies"),
        ("text/*", "text/html; charset=utf-8", "<!doctype html>"),
        ("text/*, text/html;q=0.1", "text/markdown; charset=utf-8", "# Cookies"),
        ("*/*, application/json;q=0", "text/html; charset=utf-8", "<!doctype html>"),
        ("text/markdown;q=0.9, text/html;q=0.5", "text/markdown; charset=utf-8", "# Cookies"),
        ("text/markdown;q=high, text/html;q=0.5", "text/html; charset=utf-8", "<!doctype html>"),
        ("", "application/json", "{"),
    ],
)
def test_the_policy_comes_as_it_is_accepted(accept, content_type, start):
    answer = _asked(accept)
    assert (answer.header("Content-Type"), answer.header("Vary")) == (content_type, "Accept")
    assert answer.text.startswith(start)
    for each in cookies.ALL:
        assert each.name in answer.text


def test_who_has_the_policy_is_not_sent_it_again_and_a_form_that_there_is_not_is_refused():
    first = _asked("text/html")
    known = {"Accept": "text/html", "If-None-Match": first.header("ETag")}
    assert call(door.handler, request("GET", "/privacy/cookies", headers=known)).status == 304
    assert _asked("image/png").problem == problems.NotAcceptable.code


@given(st.text())
def test_whatever_is_asked_the_policy_is_answered_or_refused(accept):
    assert _asked(accept).status in {200, 406}
