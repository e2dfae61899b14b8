"""The door of the policy: to anybody, in three forms, from files alone."""

import pytest
from policy import versions

from inarax import aws
from privacy.policy import handler
from tests.kit.doors import call
from tests.kit.events import recorded

CURRENT, ALL, ONE = "/privacy/policy", "/privacy/policy/versions", "/privacy/policy/versions/{version}"
TYPES = {
    "application/json": "application/json",
    "text/markdown": "text/markdown; charset=utf-8",
    "text/html": "text/html; charset=utf-8",
}
LATEST = versions.index()[-1]["version"]


@pytest.fixture(autouse=True)
def _no_call(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever these documents would ask of AWS fails."""
    monkeypatch.setattr(aws, "dynamodb", lambda: pytest.fail("a store was asked"))
    monkeypatch.setattr(aws, "client", lambda _: pytest.fail("AWS was asked"))


@pytest.mark.parametrize(("accept", "content_type"), TYPES.items())
def test_the_policy_comes_in_the_form_that_is_asked_for(accept: str, content_type: str, get) -> None:
    answer = get(handler, CURRENT, Accept=accept)
    assert (answer.status, answer.header("Content-Type")) == (200, content_type)
    assert "How inaraX handles your data" in answer.text
    assert (answer.header("Vary"), answer.header("Cache-Control")) == ("Accept", "public, max-age=300")


def test_a_browser_gets_a_page_that_loads_its_own_stylesheet_alone() -> None:
    answer = call(handler, recorded("privacy/policy", "current"))
    assert answer.header("Content-Type") == TYPES["text/html"]
    policy = answer.header("Content-Security-Policy")
    assert policy.startswith("default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'")
    assert "unsafe" not in policy
    assert not {"<script", "<style", " style=", "//cdn"} & set(answer.text.split())
    assert '<html lang="en">' in answer.text
    assert '<main id="main">' in answer.text


def test_what_else_is_answered_keeps_the_strict_policy(get) -> None:
    assert "style-src" not in get(handler, CURRENT, Accept="application/json").header("Content-Security-Policy")


def test_the_current_policy_is_the_latest_version(get) -> None:
    assert get(handler, CURRENT).json == versions.read(LATEST)
    assert get(handler, ONE, {"version": str(LATEST)}).json == versions.read(LATEST)


@pytest.mark.parametrize("version", [entry["version"] for entry in versions.index()])
@pytest.mark.parametrize("accept", TYPES)
def test_every_version_stays_readable(version: int, accept: str, get) -> None:
    answer = get(handler, ONE, {"version": str(version)}, Accept=accept)
    told = versions.read(version)
    assert answer.status == 200
    assert told["date"] in answer.text
    assert answer.header("Cache-Control") == "public, max-age=86400"


def test_the_recorded_events_list_versions_and_read_one(get) -> None:
    listed = call(handler, recorded("privacy/policy", "versions")).json
    assert [each["version"] for each in listed["versions"]] == list(range(1, LATEST + 1))
    assert listed == {"versions": versions.index()}
    assert call(handler, recorded("privacy/policy", "version")).text.startswith("# How inaraX handles your data")
    assert f"/privacy/policy/versions/{LATEST}" in get(handler, ALL, Accept="text/html").text


@pytest.mark.parametrize("accept", TYPES)
def test_who_has_it_is_not_sent_it_again_in_the_same_form(accept: str, get) -> None:
    etag = get(handler, CURRENT, Accept=accept).header("ETag")
    for held in (etag, f"W/{etag}", f'"another", {etag}', "*"):
        again = get(handler, CURRENT, Accept=accept, If_None_Match=held)
        assert (again.status, again.text, again.header("ETag"), again.header("Vary")) == (304, "", etag, "Accept")
    others = [each for each in TYPES if each != accept]
    assert [get(handler, CURRENT, Accept=each, If_None_Match=etag).status for each in others] == [200, 200]


@pytest.mark.parametrize("resource", [CURRENT, ALL])
def test_a_form_that_there_is_not_is_refused(resource: str, get) -> None:
    answer = get(handler, resource, Accept="application/pdf")
    assert (answer.status, answer.problem) == (406, "not-acceptable")
    assert "application/json" in answer.json["detail"]


@pytest.mark.parametrize(
    "version", [str(LATEST + 1), "0", "-1", "01", "1.0", "one", "1%0A", "..", "index", "9" * 40, "\u0661"]
)
def test_a_version_that_there_is_not_is_not_found(version: str, get) -> None:
    assert get(handler, ONE, {"version": version}).problem in {"not-found", "no-such-route"}
