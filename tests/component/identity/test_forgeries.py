"""Every way to forge, replay, mix up or break a web sign-in is refused, and leaves nothing but its own end."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from identity.wire import Reply
from inarax import problems
from tests.component.identity.browser import Browser
from tests.kit import aws, oidc
from tests.kit.events import NOW

type Sabotage = Callable[[oidc.Provider], None]


def _kept() -> dict[str, list[dict[str, object]]]:
    """Everything but the sign-ins under way, of which the refused one is used up."""
    return {name: items for name, items in aws.everything().items() if name != "SignIns"}


@pytest.fixture
def browser(idp):
    """A new person's browser: were the token believed, an account would be made."""
    return Browser(idp).prove_age()


def _refused(browser, answer, code="sign-in-refused"):
    assert (answer.status, answer.header("Location")) == (303, f"http://localhost:8000/?problem={code}")
    assert any(line.startswith("__Host-sign-in=;") for line in answer.headers["Set-Cookie"])
    assert "__Host-session" not in browser.cookies


TOKENS: dict[str, Sabotage] = {}


def _claims(**wrong):
    def sabotage(idp):
        honest = idp.sign
        idp.sign = lambda claims: honest({k: v for k, v in (claims | wrong).items() if v is not None})

    return sabotage


def _seconds(delta: timedelta) -> int:
    return int((NOW + delta).timestamp())


TOKENS |= {
    "the nonce of another sign-in": _claims(nonce="n" * 43),
    "no nonce": _claims(nonce=None),
    "a nonce that no text can hold": _claims(nonce="\ud800"),
    "a nonce that is no text": _claims(nonce=7),
    "another client's audience": _claims(aud="other-client"),
    "an audience we do not know beside ours": _claims(aud=[oidc.WEB, "other-client"], azp=oidc.WEB),
    "no audience": _claims(aud=None),
    "another authorized party": _claims(azp="other-client"),
    "another issuer": _claims(iss="https://evil.example"),
    "an issuer that differs by a slash": _claims(iss=f"{oidc.ISSUER}/"),
    "no issuer": _claims(iss=None),
    "no subject": _claims(sub=None),
    "an empty subject": _claims(sub=""),
    "a subject that is too long": _claims(sub="s" * 256),
    "a subject with control characters": _claims(sub="ada\0"),
    "expired": _claims(exp=_seconds(timedelta(0))),
    "no expiry": _claims(exp=None),
    "an expiry that is no time": _claims(exp="tomorrow"),
    "an expiry beyond time": _claims(exp=1e300),
    "issued in the future": _claims(iat=_seconds(timedelta(seconds=61))),
    "issued too long ago": _claims(iat=_seconds(-timedelta(minutes=10, seconds=1))),
    "no time of issue": _claims(iat=None),
    "a sign-in that the provider remembers": _claims(auth_time=_seconds(-timedelta(minutes=10, seconds=1))),
    "not valid yet": _claims(nbf=_seconds(timedelta(minutes=2))),
}


def _signed(sign):
    def sabotage(idp):
        idp.sign = sign

    return sabotage


def _public_key_as_secret(claims):
    return oidc.hashed(claims, oidc.rsa().as_pem(private=False), kid="rsa-1")


def _tampered(claims):
    head, _, signature = oidc.signed(claims, oidc.rsa()).split(".")
    return f"{head}.{oidc.unsigned({**claims, 'sub': 'eve'}).split('.')[1]}.{signature}"


TOKENS |= {
    "no signature": _signed(oidc.unsigned),
    "no signature, in the name of a key": _signed(lambda claims: oidc.unsigned(claims, kid="rsa-1")),
    "the public key as a shared secret": _signed(_public_key_as_secret),
    "another key under a known name": _signed(lambda claims: oidc.signed(claims, oidc.rsa("eve"), kid="rsa-1")),
    "an unknown key": _signed(lambda claims: oidc.signed(claims, oidc.rsa("eve"))),
    "no key's name where there are several": _signed(lambda claims: oidc.signed(claims, oidc.rsa("eve"), kid=None)),
    "an algorithm that is no text": _signed(lambda _: oidc.unsigned({}, alg=["RS256"], kid="rsa-1")),
    "an algorithm we do not take": _signed(lambda claims: oidc.signed(claims, oidc.rsa(), "RS512")),
    "an algorithm of another key's type": _signed(lambda claims: oidc.signed(claims, oidc.ec(), "ES256", kid="rsa-1")),
    "claims that were changed after signing": _signed(_tampered),
    "no token at all": _signed(lambda _: "nonsense"),
    "letters beyond ASCII": _signed(lambda _: "é.é.é"),
    "a token without end": _signed(lambda claims: oidc.signed(claims | {"filler": "x" * 20_000}, oidc.rsa())),
    "claims that are a list": _signed(lambda _: oidc.signed_text("[]", oidc.rsa())),
    "claims that are no JSON": _signed(lambda _: oidc.signed_text("{", oidc.rsa())),
    "a critical extension we do not know": _signed(lambda claims: oidc.signed(claims, oidc.rsa(), crit=["exp"], exp=1)),
}


@pytest.mark.parametrize("sabotage", TOKENS.values(), ids=TOKENS.keys())
def test_a_token_is_refused_with(sabotage, idp, browser):
    before = _kept()
    sabotage(idp)
    answer = browser.sign_in()
    _refused(browser, answer)
    assert _kept() == before
    assert aws.items("sign-ins") == []


def _raise(_reply):
    raise problems.ProviderUnavailable


ANSWERS = {
    "an error of the server": lambda _: Reply(500, b"oops"),
    "a redirect": lambda _: Reply(302, b""),
    "silence": _raise,
    "garbage": lambda _: Reply(200, b"\xff\xfe<html>"),
    "a list": lambda _: Reply(200, b"[]"),
    "no ID token": lambda _: Reply(200, b'{"access_token": "x"}'),
    "an ID token that is no text": lambda _: Reply(200, b'{"id_token": 7}'),
    "that it does not know us": lambda _: Reply(401, b'{"error": "invalid_client"}'),
    "so in Cognito's words": lambda _: Reply(400, b'{"error":"invalid_client"}'),
}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS.keys())
def test_a_token_endpoint_is_not_there_for_us_that_answers(answer, idp, browser):
    before = _kept()
    idp.answer = answer
    _refused(browser, browser.sign_in(), "provider-unavailable")
    assert _kept() == before


@pytest.mark.parametrize("status", [400, 401])
def test_a_client_secret_that_was_rotated_is_read_again(status, idp, browser):
    idp.answer = lambda reply: Reply(status, reply.body) if reply.status == 401 else reply
    secret = aws.client("secretsmanager")
    secret.put_secret_value(SecretId="inarax/oidc-client-secret", SecretString="the one before")
    _refused(browser, browser.sign_in(), "provider-unavailable")
    secret.put_secret_value(SecretId="inarax/oidc-client-secret", SecretString=oidc.SECRET)
    assert browser.sign_in().header("Location").endswith("/learn")


def test_the_wrong_state_ends_nothing(idp, browser):
    query = idp.authorize(browser.begin())
    before = aws.everything()
    _refused(browser, browser.come_back(query | {"state": "s" * 43}))
    assert aws.everything() == before


@pytest.mark.parametrize("missing", ["state", "code"])
def test_an_answer_must_be_whole(missing, idp, browser):
    query = idp.authorize(browser.begin())
    before = _kept()
    del query[missing]
    _refused(browser, browser.come_back(query))
    assert _kept() == before


def test_a_person_who_declines_is_back_at_the_start(idp, browser):
    query = idp.authorize(browser.begin())
    _refused(browser, browser.come_back({"state": query["state"], "error": "access_denied"}))
    assert aws.items("sign-ins") == []


def test_a_parameter_without_end_is_a_problem(browser):
    browser.begin()
    _refused(browser, browser.come_back({"state": "s" * 5000, "code": "c"}), "invalid")


def test_an_answer_is_good_once(idp, browser):
    query = idp.authorize(browser.begin())
    cookie = browser.cookies["__Host-sign-in"]
    assert browser.come_back(query).header("Location").endswith("/learn")
    before = aws.everything()
    thief = Browser(idp, cookies={"__Host-sign-in": cookie}).prove_age()
    _refused(thief, thief.come_back(query))
    assert aws.everything() == before


def test_a_code_is_good_once(idp, browser):
    first = idp.authorize(browser.begin())
    assert browser.come_back(first).header("Location").endswith("/learn")
    before = _kept()
    second = idp.authorize(browser.begin())
    browser.cookies.pop("__Host-session")
    _refused(browser, browser.come_back(second | {"code": first["code"]}))
    assert _kept() == before


def test_a_code_of_another_sign_in_is_refused(idp, browser):
    """Code injection (RFC 9700, 4.5): the verifier is not the one the code was given for."""
    eve = Browser(idp).prove_age()
    stolen = idp.authorize(eve.begin(), "ada")
    mine = idp.authorize(browser.begin())
    before = _kept()
    _refused(browser, browser.come_back(mine | {"code": stolen["code"]}))
    assert _kept() == before


@pytest.mark.parametrize("cookie", [None, "b" * 43])
def test_another_browser_cannot_end_a_sign_in(cookie, idp, browser):
    """Login CSRF: a victim's browser is sent to an attacker's callback."""
    query = idp.authorize(browser.begin())
    before = aws.everything()
    other = Browser(idp, cookies={"__Host-sign-in": cookie} if cookie else {}).prove_age()
    _refused(other, other.come_back(query))
    assert aws.everything() == before
    assert browser.come_back(query).header("Location").endswith("/learn")


def test_a_sign_in_must_end_in_ten_minutes(idp, browser):
    query = idp.authorize(browser.begin())
    before = _kept()
    browser.at = idp.at = NOW + timedelta(minutes=10)
    _refused(browser, browser.come_back(query))
    assert _kept() == before


SAYS_SO = "authorization_response_iss_parameter_supported"


@pytest.mark.parametrize(
    ("says_so", "iss", "code"),
    [
        (True, oidc.ISSUER, None),
        (True, None, "sign-in-refused"),
        (True, "https://evil.example", "sign-in-refused"),
        (False, oidc.ISSUER, None),
        (False, None, None),
        (False, "https://evil.example", "sign-in-refused"),
        (False, f"{oidc.ISSUER}/", "sign-in-refused"),
    ],
)
def test_the_issuer_of_an_answer_must_be_the_one_asked(says_so, iss, code, idp, browser):
    """Mix-up (RFC 9207): `iss` is needed where the provider says that it sends it, and must always fit."""
    idp.metadata[SAYS_SO] = says_so
    query = idp.authorize(browser.begin()) | ({"iss": iss} if iss else {})
    before = _kept()
    answer = browser.come_back(query)
    if code:
        _refused(browser, answer, code)
        assert _kept() == before
        assert f"{oidc.ISSUER}/token" not in idp.fetched
    else:
        assert answer.header("Location").endswith("/learn")


METADATA = {
    "another issuer": {"issuer": "https://evil.example"},
    "an issuer that differs by a slash": {"issuer": f"{oidc.ISSUER}/"},
    "no issuer": {"issuer": None},
    "no page to sign in": {"authorization_endpoint": None},
}


@pytest.mark.parametrize("wrong", METADATA.values(), ids=METADATA.keys())
def test_a_discovery_document_is_refused_with(wrong, idp, browser):
    idp.metadata |= wrong
    before = aws.everything()
    assert browser.try_to_begin().problem == "provider-unavailable"
    assert aws.everything() == before


@pytest.mark.parametrize("keys", [None, "none", [None]])
def test_keys_that_are_none_are_refused(keys, idp, browser, monkeypatch):
    send = idp.send

    def broken(method, url, headers, body):
        return (
            Reply(200, oidc.json_bytes({"keys": keys})) if url.endswith("/jwks") else send(method, url, headers, body)
        )

    monkeypatch.setattr("identity.wire.send", broken)
    _refused(browser, browser.sign_in(), "provider-unavailable")
