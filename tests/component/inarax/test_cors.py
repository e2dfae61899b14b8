"""Pages of other origins: none may call the API, but those that a deployment names."""

from collections.abc import Iterator
from http import HTTPStatus

import pytest

from inarax import http, settings
from inarax.access import anyone
from tests.kit.doors import call
from tests.kit.events import request

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
def test_an_origin_that_nobody_named_is_not_let_in():
    assert _asked("GET", "https://evil.example").headers.get("Access-Control-Allow-Origin") is None


@pytest.mark.usefixtures("befriended")
def test_cookies_are_never_shared_with_another_origin():
    assert "Access-Control-Allow-Credentials" not in _asked("OPTIONS", FRIEND).headers
