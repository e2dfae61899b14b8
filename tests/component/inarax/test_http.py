"""The door frame: who may enter, how a refusal is answered, and what is never logged."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from botocore.exceptions import ClientError
from pydantic import BaseModel, ConfigDict
from pynamodb.exceptions import GetError

from inarax import access, http, problems
from inarax.access import anyone, in_role
from inarax.roles import Role
from inarax.stores import standings
from tests.kit.doors import call
from tests.kit.events import NOW, request
from tests.kit.learners import signed_in

SECRET = "zebra-canary-4711"


class Note(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str


def _client_error(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code}}, "GetParameter")


def _store_error(code: str) -> GetError:
    return GetError(cause=_client_error(code))


def _door(access=http.access.signed_in):
    app = http.Api(access)

    @app.get("/things/<thing>")
    def read(thing: str) -> dict[str, str]:
        if thing == "lost":
            raise problems.NotFound
        if thing == "bug":
            raise RuntimeError(SECRET)
        return {"thing": thing}

    @app.post("/things/<thing>", status_code=HTTPStatus.CREATED)
    def write(thing: str, note: Note) -> dict[str, str]:
        return {"thing": thing, "text": note.text}

    return http.handler(app, "tests.door")


GET = ("GET", "/things/{thing}", {"thing": "one"})
POST = ("POST", "/things/{thing}", {"thing": "one"})


def test_a_signed_in_person_gets_an_answer_with_security_headers():
    answer = call(_door(), signed_in().request(*GET))
    assert (answer.status, answer.json) == (200, {"thing": "one"})
    assert answer.header("Cache-Control") == "no-store"
    assert answer.header("X-Content-Type-Options") == "nosniff"


@pytest.mark.parametrize("cookie", ["", "__Host-session=", "__Host-session=nonsense", "__Host-session=" + "A" * 86])
def test_without_a_good_cookie_nobody_enters(cookie):
    answer = call(_door(), request(*GET, headers={"Cookie": cookie}))
    assert (answer.status, answer.problem) == (401, "not-signed-in")


def test_an_unusual_cookie_of_a_neighbour_hides_nothing():
    ada = signed_in()
    answer = call(_door(), request(*GET, headers={"Cookie": f'x={{"a":1}}; __Host-session={ada.token}; y'}))
    assert answer.status == HTTPStatus.OK


def test_the_secret_of_another_session_opens_nothing():
    ada, eve = signed_in(), signed_in()
    forged = type(ada.token)(ada.token.learner_id, ada.token.session_id, eve.token.secret)
    answer = call(_door(), request(*GET, headers={"Cookie": f"__Host-session={forged}"}))
    assert answer.problem == "not-signed-in"


def test_strangers_are_refused_before_their_input_is_looked_at():
    assert call(_door(), request(*POST, body="{")).problem == "not-signed-in"


@pytest.mark.parametrize(
    ("idle", "problem"), [(timedelta(days=6, hours=23), None), (timedelta(days=7), "not-signed-in")]
)
def test_an_idle_session_ends(idle, problem):
    assert call(_door(), signed_in(at=NOW - idle).request(*GET)).problem == problem


def test_using_a_session_keeps_it_alive():
    ada = signed_in(at=NOW - timedelta(days=6))
    call(_door(), ada.request(*GET))
    assert call(_door(), ada.request(*GET, at=NOW + timedelta(days=6))).status == HTTPStatus.OK


@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
def test_a_change_asked_for_by_a_foreign_page_is_refused(origin):
    answer = call(_door(), signed_in().request(*POST, body={"text": "hi"}, headers={"Origin": origin}))
    assert answer.problem == "foreign-origin"


def test_a_cookie_sent_as_a_bearer_does_not_pass_by_the_check_of_origin():
    headers = {"Authorization": f"Bearer {signed_in().token}"}
    assert call(_door(), request(*POST, body={"text": "hi"}, headers=headers)).problem == "not-signed-in"


def test_a_last_use_that_another_request_is_noting_is_no_reason_to_refuse(monkeypatch):
    def busy(*_writes):
        raise problems.Busy

    ada = signed_in(at=NOW - timedelta(days=1))
    monkeypatch.setattr(access, "transact", busy)
    assert call(_door(), ada.request(*GET)).status == HTTPStatus.OK


def test_who_is_frozen_uses_no_role():
    operator = signed_in(Role.OPERATOR, state=standings.State.FROZEN)
    assert call(_door(), operator.request(*GET)).status == HTTPStatus.OK
    assert call(_door(in_role(Role.OPERATOR)), operator.request(*GET)).problem == "account-closed"


def test_a_role_that_is_not_held_is_refused():
    door = _door(in_role(Role.OPERATOR))
    assert call(door, signed_in().request(*GET)).problem == "not-allowed"
    assert call(door, signed_in(Role.OPERATOR).request(*GET)).status == HTTPStatus.OK


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("{", "malformed"),
        ("[]", "malformed"),
        ("0", "malformed"),
        ('""', "malformed"),
        ("false", "malformed"),
        ("null", "malformed"),
        ({}, "invalid"),
        ({"text": 7}, "invalid"),
        (None, "malformed"),
    ],
)
def test_bad_input_is_a_clear_problem_that_repeats_nothing(body, problem):
    answer = call(_door(), signed_in().request(*POST, body=body))
    assert answer.problem == problem
    assert answer.header("Content-Type") == "application/problem+json"


UNREADABLE = {
    "nested without end": ("[" * 100_000, "application/json"),
    "with a number without end": ('{"text": ' + "1" * 5000 + "}", "application/json"),
    "a form": ("text=hi", "application/x-www-form-urlencoded"),
    "a form of parts": ("--x--", "Multipart/form-data; boundary=x"),
    "plain text": ('{"text": "hi"}', "text/plain"),
}


@pytest.mark.parametrize(("body", "media_type"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_no_body_is_a_failure_of_ours_that_is(body, media_type, logged):
    answer = call(_door(), signed_in().request(*POST, body=body, headers={"Content-Type": media_type}))
    assert (answer.status, answer.problem) == (400, "malformed")
    assert '"failed"' not in logged()


def test_a_field_that_is_not_known_is_not_repeated():
    answer = call(_door(), signed_in().request(*POST, body={"text": "hi", SECRET: 1}))
    assert answer.problem == "invalid"
    assert answer.json["errors"] == [{"field": "body", "reason": "has a field that is not known here"}]


def test_who_is_not_signed_in_is_told_how():
    assert call(_door(), request(*GET)).header("WWW-Authenticate") == "Bearer"


@pytest.mark.parametrize("error", [_client_error("ThrottlingException"), _store_error("RequestLimitExceeded")])
def test_what_comes_too_fast_for_aws_is_busy(error):
    app = http.Api(anyone)

    @app.get("/things")
    def read() -> dict[str, str]:
        raise error

    assert call(http.handler(app, "tests.door"), request("GET", "/things")).problem == "busy"


def test_a_failure_of_a_store_is_logged_with_its_code(logged):
    app = http.Api(anyone)

    @app.get("/things")
    def read() -> dict[str, str]:
        raise _store_error("ResourceNotFoundException")

    assert call(http.handler(app, "tests.door"), request("GET", "/things")).problem == "unexpected"
    assert '"cause":"ResourceNotFoundException"' in logged()


def test_neither_answer_nor_log_repeats_a_value(logged):
    ada = signed_in()
    answer = call(_door(), ada.request(*POST, body={"text": {"deep": SECRET}}))
    assert answer.problem == "invalid"
    broken = call(_door(), ada.request("GET", "/things/{thing}", {"thing": "bug"}))
    assert broken.problem == "unexpected"
    lines = logged()
    assert SECRET not in answer.text + broken.text + lines
    assert ada.learner_id not in lines
    assert '"error":"RuntimeError"' in lines


def test_unknown_routes_are_problems_too():
    assert call(_door(anyone), request("GET", "/nowhere")).problem == "no-such-route"
