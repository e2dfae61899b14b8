"""The cookie policy, in the form that is asked for."""

import pytest

from inarax import cookies
from privacy import cookies as door
from tests.kit.doors import call
from tests.kit.events import recorded, request


def _asked(accept):
    return call(door.handler, request("GET", "/privacy/cookies", headers={"Accept": accept} if accept else {}))


def test_a_program_gets_every_declared_cookie():
    answer = call(door.handler, recorded("privacy/cookies"))
    assert [each["name"] for each in answer.json["cookies"]] == [each.name for each in cookies.ALL]


@pytest.mark.parametrize(
    ("accept", "content_type", "start"),
    [
        (None, "application/json", "{"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html; charset=utf-8", "<!doctype html>"),
        ("text/markdown", "text/markdown; charset=utf-8", "# Cookies"),
    ],
)
def test_the_policy_comes_as_it_is_accepted(accept, content_type, start):
    answer = _asked(accept)
    assert (answer.header("Content-Type"), answer.header("Vary")) == (content_type, "Accept")
    assert answer.text.startswith(start)
    for each in cookies.ALL:
        assert each.name in answer.text
