"""What a deployment may decide."""

import pytest

from inarax.settings import Settings, current


def _settings(**told):
    return Settings(**{"stack": "s", "account": "1", "region": "r", "public_origin": "https://learn.example"} | told)


@pytest.mark.parametrize(
    "origin",
    ["*", "https://*.example", "https://a.example/", "https://a.example/x", " https://a.example", "a.example", "null",
     "https://", "https://ada@a.example", "https://a.example?x"],
)  # fmt: skip
def test_an_origin_that_no_browser_could_send_stops_the_door_from_starting(origin):
    with pytest.raises(ValueError, match="origin"):
        _settings(public_origin=origin)
    with pytest.raises(ValueError, match="origin"):
        _settings(allowed_origins=(origin,))


def test_other_origins_are_a_list_with_commas(monkeypatch):
    monkeypatch.setenv("ALLOWED_ORIGINS", "https://a.example, capacitor://localhost,")
    current.cache_clear()
    assert current().allowed_origins == ("https://a.example", "capacitor://localhost")
    monkeypatch.undo()
    current.cache_clear()
