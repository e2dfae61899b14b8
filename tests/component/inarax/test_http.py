"""The door frame: who may enter, how a refusal is answered, and what is never logged."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from pydantic import BaseModel

from inarax import http, problems
from inarax.access import anyone, in_role
from inarax.roles import Role
from tests.kit.doors import call
from tests.kit.events import NOW, request
from tests.kit.learners import signed_in

SECRET = "zebra-canary-4711"


class Note(BaseModel):
    text: str


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


def test_a_role_that_is_not_held_is_refused():
    door = _door(in_role(Role.OPERATOR))
    assert call(door, signed_in().request(*GET)).problem == "not-allowed"
    assert call(door, signed_in(Role.OPERATOR).request(*GET)).status == HTTPStatus.OK


@pytest.mark.parametrize(
    ("body", "problem"),
    [("{", "malformed"), ("[]", "malformed"), ({}, "invalid"), ({"text": 7}, "invalid"), (None, "malformed")],
)
def test_bad_input_is_a_clear_problem_that_repeats_nothing(body, problem):
    answer = call(_door(), signed_in().request(*POST, body=body))
    assert answer.problem == problem
    assert answer.header("Content-Type") == "application/problem+json"


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
