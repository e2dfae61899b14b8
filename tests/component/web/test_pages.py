"""The door of the web client: what it serves, how long it may be kept, and what it never serves."""

import re
from datetime import date

import pytest

from inarax import problems
from tests.kit.doors import Answer, call
from tests.kit.events import recorded, request
from web import pages


def _get(path: str, **headers: str) -> Answer:
    return call(pages.handler, request("GET", path, headers={name.replace("_", "-"): v for name, v in headers.items()}))


def test_the_shell_is_the_client_under_a_strict_policy() -> None:
    answer = call(pages.handler, recorded("web/pages", "shell"))
    assert (answer.status, answer.header("Content-Type")) == (200, "text/html; charset=utf-8")
    assert answer.header("Content-Security-Policy") == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )
    assert answer.header("X-Content-Type-Options") == "nosniff"
    assert '<script type="module" src="/assets/' in answer.text


def test_the_shell_is_asked_for_again_and_assets_are_kept() -> None:
    assert _get("/").header("Cache-Control") == "no-cache"
    (script,) = re.findall(r'src="(/assets/[^"]+)"', _get("/").text)
    asset = _get(script)
    assert asset.header("Content-Type") == "text/javascript; charset=utf-8"
    assert asset.header("Cache-Control") == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("path", sorted(pages.FILES))
def test_every_file_is_served_with_a_tag_that_spares_sending_it_again(path: str) -> None:
    first = _get(path)
    assert (first.status, first.text) == (200, pages.FILES[path].text)
    again = _get(path, If_None_Match=first.header("ETag"))
    assert (again.status, again.text) == (304, "")
    assert again.header("ETag") == first.header("ETag")
    assert again.header("Content-Security-Policy") == first.header("Content-Security-Policy")


@pytest.mark.parametrize(
    ("held", "status"),
    [('"another"', 200), ("", 200), ("W/{}", 304), ('"another", {}', 304), ("*", 304), ("{}x", 200)],
)
def test_a_tag_is_compared_as_http_says(held: str, status: int) -> None:
    etag = pages.FILES["/"].etag
    assert _get("/", If_None_Match=held.format(etag)).status == status


@pytest.mark.parametrize(
    "path",
    [
        "/nothing/here",
        "/index.html",
        "/../pages.py",
        "/assets/../../pages.py",
        "/assets/%2e%2e/%2e%2e/pages.py",
        "/assets/app.js",
        "/assets/0000000000000000/app.js",
        "/favicon.svg/",
        "//favicon.svg",
        "/favicon.svg\\..\\robots.txt",
        "/problems/no-such-code",
        "/problems/Outdated",
        "/etc/passwd",
        "/favicon.svg\n",
    ],
)
def test_only_what_was_there_when_the_door_was_built_exists(path: str) -> None:
    answer = _get(path)
    assert (answer.status, answer.problem) == (404, "no-such-route")


def test_the_recorded_stranger_gets_a_problem() -> None:
    assert call(pages.handler, recorded("web/pages", "unknown")).problem == "no-such-route"


@pytest.mark.parametrize("code", sorted(problems.TABLE))
def test_the_type_of_every_problem_is_a_page_that_explains_it(code: str) -> None:
    kind = problems.TABLE[code]()
    origin, _, path = str(kind.document("http://localhost:8000", "1")["type"]).partition("/problems/")
    answer = _get(f"/problems/{path}")
    assert (origin, answer.status) == ("http://localhost:8000", 200)
    assert f"<code>{code}</code>" in answer.text
    assert answer.header("Content-Type") == "text/html; charset=utf-8"


def test_the_recorded_problem_page_names_its_status() -> None:
    answer = call(pages.handler, recorded("web/pages", "problem"))
    assert "412 Precondition Failed" in answer.text


def test_the_icon_is_an_image() -> None:
    answer = call(pages.handler, recorded("web/pages", "icon"))
    assert (answer.status, answer.header("Content-Type")) == (200, "image/svg+xml")


def test_titles_of_problems_are_there_for_the_client() -> None:
    (path,) = [path for path in pages.FILES if path.endswith("/problems.json")]
    answer = _get(path)
    assert answer.json == {code: problem.title for code, problem in problems.TABLE.items()}


def test_we_say_where_browsers_look_that_we_honour_global_privacy_control() -> None:
    answer = _get("/.well-known/gpc.json")
    assert (answer.status, answer.header("Content-Type")) == (200, "application/json")
    assert answer.json["gpc"] is True
    assert date.fromisoformat(answer.json["lastUpdate"])
