"""Where somebody is signed in: shown to its owner, and ended from there."""

from datetime import timedelta

import pytest

from identity import opening
from identity.sessions import handler
from inarax.stores import sessions
from inarax.stores.base import transact
from tests.component.identity.people import sends
from tests.kit import aws
from tests.kit.doors import call
from tests.kit.events import NOW, recorded
from tests.kit.learners import Person, signed_in


def _elsewhere(person, opened=None):
    opened = opened or opening.web(person.learner_id, "Safari on iPhone", NOW - timedelta(hours=1))
    transact(sessions.start(opened.session))
    return Person(person.learner_id, opened.token)


def _end(person, session):
    event = sends(person, "sessions", "end")
    event["pathParameters"]["session"] = session
    event["path"] = f"/me/sessions/{session}"
    return call(handler, event)


def test_a_person_sees_their_live_sessions_the_last_used_first():
    ada, _eve = signed_in(), signed_in()
    phone = _elsewhere(ada)
    _elsewhere(ada, opening.web(ada.learner_id, "Edge on Windows", NOW - timedelta(days=8)))
    shown = call(handler, sends(ada, "sessions", "list")).json["sessions"]
    assert [one["id"] for one in shown] == [ada.token.session_id, phone.token.session_id]
    assert shown[1] == {
        "id": phone.token.session_id,
        "kind": "web",
        "device": "Safari on iPhone",
        "signed_in_at": "2026-11-24T11:00:00Z",
        "seen_at": "2026-11-24T11:00:00Z",
        "ends_at": "2026-12-24T11:00:00Z",
        "current": False,
    }
    assert shown[0]["current"]


def test_no_session_is_shown_with_what_opens_it():
    ada = signed_in()
    text = call(handler, sends(ada, "sessions", "list")).text
    assert ada.token.digest not in text
    assert str(ada.token) not in text


def test_signing_out_ends_the_session_and_clears_the_cookie():
    ada = signed_in()
    answer = call(handler, sends(ada, "sessions", "sign_out"))
    assert answer.status == 204
    assert answer.header("Set-Cookie").startswith("__Host-session=; Max-Age=0;")
    assert call(handler, sends(ada, "sessions", "list")).problem == "not-signed-in"


def test_the_current_session_can_be_ended_by_its_id_too():
    ada = signed_in()
    assert "Set-Cookie" in _end(ada, ada.token.session_id).headers


def test_a_session_elsewhere_is_ended_with_all_its_tokens():
    ada = signed_in()
    app = opening.mobile(ada.learner_id, "App on Android", NOW)
    _elsewhere(ada, app)
    answer = _end(ada, app.session.session_id)
    assert answer.status == 204
    assert "Set-Cookie" not in answer.headers
    bearer = sends(ada, "sessions", "list", Cookie="", Authorization=f"Bearer {app.token}")
    assert call(handler, bearer).problem == "not-signed-in"
    assert call(handler, sends(ada, "sessions", "list")).status == 200


@pytest.mark.parametrize(("session", "problem"), [(None, "not-found"), ("7", "invalid"), ("A" * 36, "invalid")])
def test_a_session_of_somebody_else_is_not_there(session, problem):
    ada, eve = signed_in(), signed_in()
    before = aws.everything()
    assert _end(ada, session or eve.token.session_id).problem == problem
    assert aws.everything() == before


def test_ending_a_session_twice_is_not_found():
    ada = signed_in()
    phone = _elsewhere(ada)
    assert _end(ada, phone.token.session_id).status == 204
    assert _end(ada, phone.token.session_id).problem == "not-found"


@pytest.mark.parametrize("name", ["list", "sign_out", "end"])
def test_a_stranger_sees_and_ends_nothing(name):
    assert call(handler, recorded("identity/sessions", name)).problem == "not-signed-in"


def test_a_foreign_page_cannot_sign_somebody_out():
    event = sends(signed_in(), "sessions", "sign_out", Origin="https://evil.example")
    assert call(handler, event).problem == "foreign-origin"
