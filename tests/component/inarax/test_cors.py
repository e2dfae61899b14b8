"""Pages of other origins: none may call the API, but those that a deployment names."""

from collections.abc import Iterator
from http import HTTPStatus
from runpy import run_path

import pytest

from inarax import access, http, problems, settings
from inarax.access import anyone
from tests.kit.doors import call
from tests.kit.events import request
from tests.kit.learners import signed_in
from web import pages

FRIEND = "https://partner.example"


def _door():
    app = http.Api(anyone)

    @app.get("/things")
    def read() -> dict[str, str]:
        return {}

    return http.handler(app, "tests.door")


@pytest.fixture
def befriended(monkeypatch) -> Iterator[None]:
    monkeypatch.setenv("ALLOWED_ORIGINS", f"{FRIEND},https://second.example")
    settings.current.cache_clear()
    yield
    monkeypatch.undo()
    settings.current.cache_clear()


def _asked(method: str, origin: str):
    return call(_door(), request(method, "/things", headers={"Origin": origin, "Access-Control-Request-Method": "GET"}))


@pytest.mark.parametrize("method", ["GET", "OPTIONS"])
def test_by_default_no_other_origin_is_let_in(method):
    assert "Access-Control-Allow-Origin" not in _asked(method, FRIEND).headers


@pytest.mark.usefixtures("befriended")
@pytest.mark.parametrize("origin", [FRIEND, "https://second.example"])
def test_an_origin_that_the_deployment_names_is_let_in(origin):
    preflight = _asked("OPTIONS", origin)
    assert preflight.status == HTTPStatus.NO_CONTENT
    assert preflight.header("Access-Control-Allow-Origin") == origin
    assert _asked("GET", origin).header("Access-Control-Allow-Origin") == origin


@pytest.mark.usefixtures("befriended")
def test_what_a_named_origin_may_ask_of_any_address_is_answered_in_one_place():
    event = request("OPTIONS", "/{proxy+}", {"proxy": "me/profile"}, headers={"Origin": FRIEND})
    answer = call(run_path(pages.__file__)["handler"], event)  # a door reads once which origins there are
    assert answer.status == HTTPStatus.NO_CONTENT
    assert answer.header("Access-Control-Allow-Origin") == FRIEND
    assert answer.header("Access-Control-Allow-Methods") == "DELETE, GET, PATCH, POST, PUT"
    assert "If-Match" in answer.header("Access-Control-Allow-Headers")


@pytest.mark.usefixtures("befriended")
def test_an_origin_that_nobody_named_is_not_let_in():
    assert _asked("GET", "https://evil.example").headers.get("Access-Control-Allow-Origin") is None


@pytest.mark.usefixtures("befriended")
def test_a_friend_can_read_a_refusal_and_the_version_of_an_answer():
    refused = call(http.handler(http.Api(), "tests.door"), request("GET", "/things", headers={"Origin": FRIEND}))
    assert refused.problem == "not-signed-in"
    assert refused.header("Access-Control-Allow-Origin") == FRIEND
    assert "ETag" in _asked("GET", FRIEND).header("Access-Control-Expose-Headers")


@pytest.mark.usefixtures("befriended")
def test_a_friend_changes_nothing_with_a_cookie_that_a_browser_lent_it():
    event = signed_in().request("DELETE", "/things", headers={"Origin": FRIEND})
    assert call(http.handler(http.Api(), "tests.door"), event).problem == "foreign-origin"


@pytest.mark.usefixtures("befriended")
def test_a_friend_may_use_what_comes_before_signing_in():
    access.refuse_unknown_page(request("POST", "/age-gate", headers={"Origin": FRIEND}))
    with pytest.raises(problems.ForeignOrigin):
        access.refuse_unknown_page(request("POST", "/age-gate", headers={"Origin": "https://evil.example"}))


@pytest.mark.usefixtures("befriended")
def test_cookies_are_never_shared_with_another_origin():
    assert "Access-Control-Allow-Credentials" not in _asked("OPTIONS", FRIEND).headers
