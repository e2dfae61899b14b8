"""The age question: a proof for who is old enough, no hint for who is not, nothing kept of either."""

import json
from datetime import UTC, datetime

import pytest

from identity import macs
from identity.age_gate import handler
from tests.kit import aws
from tests.kit.doors import call
from tests.kit.events import NOW, recorded, request


def _ask(year=1990, month=5, country="DE", at=NOW, **more):
    body = {"birth_year": year, "birth_month": month, "country": country} | more
    return call(handler, request("POST", "/age-gate", body=body, at=at))


def test_who_is_old_enough_gets_a_proof_as_cookie_and_body():
    before = aws.everything()
    answer = call(handler, recorded("identity/age_gate"))
    proof = answer.json["proof"]
    assert answer.status == 200
    assert answer.header("Set-Cookie").startswith(
        f"__Host-age={proof}; Max-Age=1800; Path=/; Secure; HttpOnly; SameSite"
    )
    assert macs.proves_age(proof, NOW)
    assert not macs.proves_age(proof, NOW + macs.PROOF_LASTS)
    assert aws.everything() == before


def test_a_proof_is_the_same_whatever_was_answered():
    assert _ask(1990, 5, "DE").json == _ask(1955, 11, "US").json


def test_who_is_too_young_gets_no_cookie_and_no_hint():
    before = aws.everything()
    answer = _ask(2012, 1)
    assert (answer.status, answer.problem) == (403, "cannot-open-account")
    assert "Set-Cookie" not in answer.headers
    assert not [word for word in ("16", "age", "old", "young", "20") if word in json.dumps(answer.json["title"])]
    assert "detail" not in answer.json
    assert aws.everything() == before


@pytest.mark.parametrize(
    ("at", "status"),
    [
        (datetime(2026, 11, 30, 11, 59, tzinfo=UTC), 403),  # in the last time zone it is still the 29th
        (datetime(2026, 11, 30, 12, 0, tzinfo=UTC), 200),
    ],
)
def test_a_birthday_counts_when_it_has_begun_everywhere(at, status):
    assert _ask(2010, 11, at=at).status == status


@pytest.mark.parametrize(
    "wrong",
    [
        {"birth_month": 0},
        {"birth_month": 13},
        {"birth_year": 1899},
        {"birth_year": "x"},
        {"country": "de"},
        {"country": "DEU"},
        {"country": ""},
        {"birth_day": 7},
    ],
)
def test_an_answer_that_cannot_be_is_invalid(wrong):
    assert _ask(**wrong).problem == "invalid"


def test_a_foreign_page_cannot_answer_for_somebody():
    event = recorded("identity/age_gate")
    event["headers"]["Origin"] = "https://evil.example"
    assert call(handler, event).problem == "foreign-origin"


def test_the_answer_is_not_logged(logged):
    _ask(1987, 3, "PT")
    assert not [word for word in ("1987", '"PT"', "birth") if word in logged()]
