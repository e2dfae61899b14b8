"""The provider as a process knows it: what it keeps, and when it asks again."""

from datetime import timedelta

import pytest

from tests.component.identity.browser import Browser
from tests.kit import aws, oidc
from tests.kit.events import NOW

DISCOVERY, KEYS = f"{oidc.ISSUER}/.well-known/openid-configuration", f"{oidc.ISSUER}/jwks"


@pytest.fixture
def ada(idp):
    """Somebody with an account."""
    browser = Browser(idp).prove_age()
    browser.sign_in()
    return browser


def _at(browser, since):
    browser.at = browser.idp.at = NOW + since


def test_discovery_and_keys_are_fetched_once(idp, ada):
    ada.sign_in()
    assert (idp.fetched.count(DISCOVERY), idp.fetched.count(KEYS)) == (1, 1)


def test_a_key_that_is_new_is_fetched_once_a_minute_has_passed(idp, ada):
    idp.keys = [oidc.rsa("rsa-2")]
    idp.sign = lambda claims: oidc.signed(claims, oidc.rsa("rsa-2"))
    _at(ada, timedelta(seconds=59))
    assert ada.sign_in().header("Location").endswith("sign-in-refused")
    assert idp.fetched.count(KEYS) == 1
    _at(ada, timedelta(seconds=60))
    assert ada.sign_in().header("Location").endswith("/learn")
    assert idp.fetched.count(KEYS) == 2


def test_forged_keys_make_us_ask_once_a_minute_at_most(idp, ada):
    idp.sign = lambda claims: oidc.signed(claims, oidc.rsa("eve"))
    before = aws.everything()
    for seconds in (60, 70, 80, 119):
        _at(ada, timedelta(seconds=seconds))
        assert ada.sign_in().header("Location").endswith("sign-in-refused")
    assert idp.fetched.count(KEYS) == 2
    assert aws.everything() == before


def test_a_provider_whose_keys_cannot_be_had_is_asked_once_a_minute_at_most(idp, ada, monkeypatch):
    send = idp.send

    def down(method, url, headers, body):
        reply = send(method, url, headers, body)
        return type(reply)(503, b"") if url == KEYS else reply

    monkeypatch.setattr("identity.wire.send", down)
    idp.sign = lambda claims: oidc.signed(claims, oidc.rsa("eve"))
    for seconds, problem in ((60, "provider-unavailable"), (70, "sign-in-refused"), (119, "sign-in-refused")):
        _at(ada, timedelta(seconds=seconds))
        assert ada.sign_in().header("Location").endswith(problem)
    assert idp.fetched.count(KEYS) == 2


@pytest.mark.parametrize("name", ["authorization_endpoint", "token_endpoint", "jwks_uri"])
@pytest.mark.parametrize("url", ["http://127.0.0.1:9001/runtime", "http://provider.example/x", "javascript:alert(1)"])
def test_discovery_from_afar_leads_neither_to_this_machine_nor_into_the_open(name, url, idp):
    idp.metadata[name] = url
    browser = Browser(idp).prove_age()
    begun = browser.try_to_begin()
    if name == "authorization_endpoint":
        assert begun.problem == "provider-unavailable"
    else:
        assert browser.come_back(idp.authorize(begun.header("Location"))).header("Location").endswith("unavailable")
    assert url not in idp.fetched


def test_a_key_that_was_withdrawn_is_believed_for_an_hour_at_most(idp, ada):
    idp.keys = [oidc.ec()]
    _at(ada, timedelta(hours=1))
    assert ada.sign_in().header("Location").endswith("sign-in-refused")


def test_keys_of_other_kinds_are_passed_over(idp, monkeypatch):
    send = idp.send
    mine = [oidc.rsa().as_dict(private=False)]
    others = [
        {"kty": "oct", "k": "c2VjcmV0", "kid": "rsa-1"},
        {"kty": "RSA", "kid": "rsa-1", "n": "AQ"},
        {**mine[0], "use": "enc"},
        {"kty": "new"},
    ]

    def more(method, url, headers, body):
        reply = send(method, url, headers, body)
        return type(reply)(200, oidc.json_bytes({"keys": others + mine})) if url == KEYS else reply

    monkeypatch.setattr("identity.wire.send", more)
    assert Browser(idp).prove_age().sign_in().header("Location").endswith("/learn")


def test_a_provider_that_was_down_is_asked_again(idp, monkeypatch):
    browser = Browser(idp).prove_age()
    issuer = idp.metadata.pop("issuer")
    assert browser.try_to_begin().problem == "provider-unavailable"
    idp.metadata["issuer"] = issuer
    assert browser.sign_in().header("Location").endswith("/learn")
