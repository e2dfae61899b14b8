"""An app's tokens: given for a code, renewed once each, and all taken back when one is used twice."""

import json
from copy import replace
from datetime import timedelta

import pytest

from identity import macs, mobile_tokens
from identity import sessions as sessions_door
from identity.mobile_tokens import handler
from inarax.stores import accounts, audit, sessions, standings
from inarax.stores.base import read, transact
from inarax.tokens import Token
from tests.kit import aws, oidc
from tests.kit.doors import call
from tests.kit.events import NOW, recorded, request

VERIFIER, NONCE = "V" * 43, "N" * 43


def _send(at=NOW, **body):
    event = recorded("identity/mobile_tokens", "code" if body["grant_type"] == "authorization_code" else "refresh")
    event["requestContext"]["requestTimeEpoch"] = int(at.timestamp() * 1000)
    event["body"] = json.dumps({name: value for name, value in body.items() if value is not None})
    return call(handler, event)


def _sign_in(idp, subject="ada", proof="yes", **more):
    code = idp.grant(oidc.MOBILE, oidc.APP_REDIRECT, oidc.challenge(VERIFIER), NONCE, subject, {})
    asked = {"grant_type": "authorization_code", "code": code, "code_verifier": VERIFIER, "nonce": NONCE}
    return _send(**asked | {"age_proof": macs.age_proof(NOW) if proof == "yes" else proof} | more)


def _refresh(token, at=NOW):
    return _send(at, grant_type="refresh_token", refresh_token=token)


def _opens(bearer, at=NOW):
    headers = {"Authorization": f"Bearer {bearer}"}
    return call(sessions_door.handler, request("GET", "/me/sessions", headers=headers, at=at)).status == 200


@pytest.fixture
def ada(idp):
    """The tokens of somebody who signed in with the app."""
    return _sign_in(idp).json


def test_a_code_gives_a_bearer_that_opens_doors_and_a_refresh_token(ada):
    assert set(ada) == {"access_token", "token_type", "expires_in", "refresh_token"}
    assert (ada["token_type"], ada["expires_in"]) == ("Bearer", 900)
    assert _opens(ada["access_token"])
    assert not _opens(ada["access_token"], NOW + timedelta(minutes=15))
    assert not _opens(ada["refresh_token"])


def test_web_and_app_lead_to_one_account(idp, ada):
    assert (
        Token.parse(_sign_in(idp, proof=None).json["access_token"]).learner_id
        == Token.parse(ada["access_token"]).learner_id
    )


def test_the_provider_s_news_come_with_an_app_s_sign_in_too(idp, ada):
    idp.sign = lambda claims: oidc.signed(claims | {"name": "Ada King"}, oidc.rsa())
    learner = Token.parse(_sign_in(idp).json["access_token"]).learner_id
    assert read(accounts.of(learner))[0].name == "Ada King"


def test_what_configuration_grants_at_an_app_s_sign_in_is_in_the_audit_trail(idp, ada):
    text = json.dumps({f"{oidc.ISSUER}|ada": {"roles": ["operator"]}})
    aws.client("ssm").put_parameter(Name="/inarax/role-grants", Type="String", Value=text, Overwrite=True)
    learner = Token.parse(_sign_in(idp).json["access_token"]).learner_id
    (entry,) = audit.entries(learner)
    assert (entry.intact, entry.body["actor"]) == (True, "role grants by configuration")


def test_a_bearer_is_no_cookie(ada):
    event = request("GET", "/me/sessions", headers={"Cookie": f"__Host-session={ada['access_token']}"})
    assert call(sessions_door.handler, event).problem == "not-signed-in"


def test_tokens_are_kept_as_digests_only(ada):
    stored = str(aws.items("sessions"))
    for name in ("access_token", "refresh_token"):
        assert ada[name] not in stored
        assert Token.parse(ada[name]).secret.hex() not in stored


def test_a_refresh_token_gives_new_tokens_and_the_old_ones_open_nothing(ada):
    later = NOW + timedelta(minutes=10)
    renewed = _refresh(ada["refresh_token"], later).json
    assert _opens(renewed["access_token"], later)
    assert not _opens(ada["access_token"], later)
    again = _refresh(renewed["refresh_token"], later + timedelta(days=1)).json
    assert _opens(again["access_token"], later + timedelta(days=1))
    assert len(aws.items("sessions")) == 1


def test_a_refresh_token_used_twice_ends_the_session_for_thief_and_owner(ada):
    renewed = _refresh(ada["refresh_token"]).json
    assert _refresh(ada["refresh_token"]).problem == "token-refused"
    assert aws.items("sessions") == []
    assert not _opens(renewed["access_token"])
    assert _refresh(renewed["refresh_token"]).problem == "token-refused"


def test_of_two_refreshes_at_once_one_wins_and_the_session_ends(ada, monkeypatch):
    winners = []

    def write(*writes):
        monkeypatch.setattr(mobile_tokens, "transact", transact)
        token = Token.parse(ada["refresh_token"])
        (session,) = read(sessions.named_by(token))
        winner = mobile_tokens.opening.renewed(session, NOW)
        transact(sessions.rotate(session, winner.session))
        winners.append(winner)
        transact(*writes)

    monkeypatch.setattr(mobile_tokens, "transact", write)
    assert _refresh(ada["refresh_token"]).problem == "token-refused"
    assert not _opens(str(winners[0].token))
    assert aws.items("sessions") == []


def test_a_session_that_ends_meanwhile_stays_ended(ada, monkeypatch):
    token = Token.parse(ada["refresh_token"])

    def write(*writes):
        monkeypatch.setattr(mobile_tokens, "transact", transact)
        transact(sessions.end(token.learner_id, token.session_id))
        transact(*writes)

    monkeypatch.setattr(mobile_tokens, "transact", write)
    assert _refresh(ada["refresh_token"]).problem == "token-refused"
    assert aws.items("sessions") == []


@pytest.mark.parametrize(
    ("unused", "problem"), [(timedelta(days=29, hours=23), None), (timedelta(days=30), "token-refused")]
)
def test_an_app_that_is_not_used_is_signed_out(unused, problem, ada):
    assert _refresh(ada["refresh_token"], NOW + unused).problem == problem


def test_a_session_ends_after_ninety_days_however_often_it_is_renewed(ada):
    token, at = ada["refresh_token"], NOW
    for _ in range(3):
        at += timedelta(days=29)
        token = _refresh(token, at).json["refresh_token"]
    assert _refresh(token, NOW + timedelta(days=90)).problem == "token-refused"


def test_an_app_gets_no_new_tokens_once_the_account_is_being_erased(ada):
    learner = Token.parse(ada["refresh_token"]).learner_id
    (standing,) = read(standings.of(learner))
    transact(standings.replace(standing, replace(standing, state=standings.State.ERASING)))
    before = aws.everything()
    assert _refresh(ada["refresh_token"]).problem == "token-refused"
    assert aws.everything() == before


@pytest.mark.parametrize("token", ["nonsense", "é", "A" * 86, "A" * 2048])
def test_what_is_no_refresh_token_is_refused_and_changes_nothing(token, ada):
    before = aws.everything()
    assert _refresh(token).problem == "token-refused"
    assert aws.everything() == before


def test_a_cookie_of_a_browser_is_no_refresh_token(idp):
    from tests.component.identity.browser import Browser

    browser = Browser(idp).prove_age()
    browser.sign_in()
    before = aws.everything()
    assert _refresh(browser.cookies["__Host-session"]).problem == "token-refused"
    assert aws.everything() == before


@pytest.mark.parametrize("proof", [None, "zebra", "\u0661.AAAA", "1.", ".", "9999999999.AAAA", "9999999999.%%%%"])
def test_a_first_sign_in_without_proof_of_age_keeps_nothing(proof, idp, pool):
    aws.client("cognito-idp").admin_create_user(UserPoolId=pool, Username="ada")
    before = aws.everything()
    answer = _sign_in(idp, proof=proof)
    assert (answer.status, answer.problem) == (403, "age-unproven")
    assert aws.everything() == before
    assert aws.client("cognito-idp").list_users(UserPoolId=pool)["Users"] == []


WRONG = {
    "another nonce": {"nonce": "M" * 43},
    "another verifier": {"code_verifier": "W" * 43},
    "a code that was not given": {"code": "guess"},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_a_sign_in_is_refused_with(wrong, idp):
    before = aws.everything()
    assert _sign_in(idp, **wrong).problem == "sign-in-refused"
    assert aws.everything() == before


def test_a_code_is_good_once(idp, ada):
    before = aws.everything()
    assert _sign_in(idp, code="code-0").problem == "sign-in-refused"
    assert aws.everything() == before


def test_a_code_of_the_web_client_is_refused(idp):
    """A token for another client of the provider is not for us, though it is signed well."""
    idp.sign = lambda claims: oidc.signed(claims | {"aud": oidc.WEB}, oidc.rsa())
    before = aws.everything()
    assert _sign_in(idp).problem == "sign-in-refused"
    assert aws.everything() == before


INVALID = [
    {"grant_type": "password", "username": "ada", "password": "x"},
    {"grant_type": "refresh_token"},
    {"grant_type": "refresh_token", "refresh_token": ""},
    {"grant_type": "refresh_token", "refresh_token": "x", "scope": "all"},
    {"grant_type": "authorization_code", "code": "c", "code_verifier": "short", "nonce": NONCE},
    {"grant_type": "authorization_code", "code": "c", "code_verifier": VERIFIER, "nonce": ""},
]


@pytest.mark.parametrize("body", INVALID)
def test_what_is_not_asked_for_is_invalid(body, idp):
    assert _send(**body).problem in {"invalid", "malformed"}
    assert idp.fetched == []


def test_a_page_of_another_site_gets_no_tokens(ada):
    event = recorded("identity/mobile_tokens", "refresh")
    event["headers"]["Origin"] = "https://evil.example"
    assert call(handler, event).problem == "foreign-origin"


def test_no_token_is_logged(ada, logged):
    _refresh(_refresh(ada["refresh_token"]).json["refresh_token"])
    assert not [token for token in (ada["access_token"], ada["refresh_token"]) if token in logged()]
