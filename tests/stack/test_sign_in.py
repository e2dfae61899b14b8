"""Sign-in on the deployed stack, through the provider's own page: web, mobile, and what is refused."""

from http import HTTPStatus

import pytest
from botocore.exceptions import ClientError
from local.client import Client
from local.people import OLD_ENOUGH
from local.running import Running

from tests.kit import newcomers


def test_a_first_sign_in_without_the_age_question_leaves_nothing_behind(stack: Running) -> None:
    person = newcomers.known_to_the_pool(stack)
    client = Client(stack.origin)
    answer = client.sign_in(person.email, person.password)
    assert "problem=age-unproven" in answer.url
    assert "__Host-session" not in client.cookies
    with pytest.raises(ClientError, match="UserNotFound"):
        stack.client("cognito-idp").admin_get_user(UserPoolId=stack.outputs["UserPoolId"], Username=person.email)


def test_a_session_is_listed_to_its_owner_and_ends_when_revoked(stack: Running) -> None:
    person = newcomers.known_to_the_pool(stack)
    first, second = Client(stack.origin), Client(stack.origin)
    first.post("/age-gate", OLD_ENOUGH)
    for client in (first, second):
        client.sign_in(person.email, person.password)
    listed = first.get("/me/sessions").json["sessions"]
    assert sorted(session["current"] for session in listed) == [False, True]
    (other,) = [session["id"] for session in listed if not session["current"]]
    assert first.delete(f"/me/sessions/{other}").status == HTTPStatus.NO_CONTENT
    assert second.get("/me/profile").problem == "not-signed-in"
    assert first.get("/me/profile").status == HTTPStatus.OK


def test_the_callback_cannot_be_replayed(stack: Running) -> None:
    person = newcomers.known_to_the_pool(stack)
    client = Client(stack.origin)
    client.post("/age-gate", OLD_ENOUGH)
    answer = client.sign_in(person.email, person.password)
    assert answer.status == HTTPStatus.OK
    visited = next(url for url in client.visited if "/sign-in/callback?" in url)
    assert "problem=sign-in-refused" in Client(stack.origin).follow(visited).url


def _app_signs_in(stack: Running) -> dict[str, str]:
    return newcomers.app_grant(stack, newcomers.known_to_the_pool(stack))


def test_an_app_gets_a_bearer_and_a_refresh_token_that_works_once(stack: Running) -> None:
    app = Client(stack.origin)
    tokens = app.post("/mobile/tokens", _app_signs_in(stack)).json
    app.bearer = tokens["access_token"]
    assert app.get("/me/profile").json["name"] == "Nora Newcomer"
    refresh = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
    renewed = Client(stack.origin).post("/mobile/tokens", refresh)
    assert renewed.status == HTTPStatus.OK
    assert app.get("/me/profile").problem == "not-signed-in"  # the old bearer went with the old refresh token
    app.bearer = renewed.json["access_token"]
    assert app.get("/me/profile").status == HTTPStatus.OK
    assert Client(stack.origin).post("/mobile/tokens", refresh).problem == "token-refused"
    assert app.get("/me/profile").problem == "not-signed-in"  # reuse ended the family


def test_an_app_cannot_use_its_code_twice(stack: Running) -> None:
    grant = _app_signs_in(stack)
    app = Client(stack.origin)
    assert app.post("/mobile/tokens", grant).status == HTTPStatus.OK
    assert app.post("/mobile/tokens", grant).status == HTTPStatus.BAD_REQUEST


def test_roles_come_from_configuration_and_operators_alone(stack: Running) -> None:
    learner = newcomers.signed_in(stack)
    mine = learner.get("/me/profile").json["learner_id"]
    wish = {"roles": ["operator"], "organization": None}
    assert learner.put(f"/accounts/{mine}/roles", wish).problem == "not-allowed"
    operator = Client(stack.origin)
    operator.sign_in("otto@example.com", "Operate-4-Life")
    seen = operator.get(f"/accounts/{mine}/roles").headers["ETag"]
    assert operator.put(f"/accounts/{mine}/roles", wish, If_Match=seen).status == HTTPStatus.OK
    assert learner.get("/me/profile").json["roles"] == ["learner", "operator"]
