"""What was done travels as statements: they are as xAPI has them, and say the same when they are read back."""

import json
import re
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rights.export import activities, xapi
from rights.export.activities import Answered, Began, Completed, Ended, Opened, Registered

LEARNER = xapi.Learner("https://learn.example", "6f2c0a51-4d3e-4b7a-9c1d-2e3f4a5b6c7d")
NAMES = st.from_regex(r"[a-z0-9][a-z0-9/ %#?-]{0,20}", fullmatch=True)
MOMENTS = st.integers(0, 4_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
ATTEMPTS = st.uuids().map(str)
QUIZZES = st.none() | NAMES
ANSWERS = st.one_of(
    st.lists(st.from_regex(r"[a-z0-9-]{1,8}", fullmatch=True), min_size=1, max_size=5).map(
        lambda ids: {"options": ids}
    ),
    st.floats(allow_nan=False, allow_infinity=False).map(lambda number: {"number": number}),
    st.text(min_size=1, max_size=200).map(lambda text: {"text": text}),
)
COUNTS = st.integers(0, 50).flatmap(lambda asked: st.tuples(st.integers(0, asked), st.just(asked)))
DONE = st.one_of(
    st.builds(Registered, NAMES, MOMENTS),
    st.builds(Opened, NAMES, NAMES, MOMENTS),
    st.builds(Completed, NAMES, NAMES, MOMENTS),
    st.builds(Began, NAMES, NAMES, QUIZZES, ATTEMPTS, MOMENTS),
    st.builds(Answered, NAMES, NAMES, ATTEMPTS, NAMES, ANSWERS, st.booleans(), MOMENTS),
    st.builds(
        lambda course, version, quiz, attempt, counts, at: Ended(course, version, quiz, attempt, *counts, at),
        NAMES,
        NAMES,
        QUIZZES,
        ATTEMPTS,
        COUNTS,
        MOMENTS,
    ),
)


@given(DONE)
def test_a_statement_reads_back_as_what_it_was_made_of(done):
    sent = json.loads(json.dumps(xapi.statement(done, LEARNER)))
    assert xapi.activity(sent) == done


@given(DONE)
def test_a_statement_is_one_as_the_standard_has_it(done):
    statement = xapi.statement(done, LEARNER)
    assert {"id", "actor", "verb", "object", "timestamp"} <= set(statement) <= _PROPERTIES
    UUID(statement["id"])
    assert set(statement["actor"]) == {"objectType", "account"}  # exactly one inverse functional identifier (4.1.2.1)
    iris = [statement["verb"]["id"], statement["object"]["id"], statement["object"]["definition"]["type"]]
    assert all(re.fullmatch(r"https?://[^\s#?]+", iri) for iri in iris)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", statement["timestamp"])
    if registration := statement.get("context", {}).get("registration"):
        UUID(registration)
    if score := statement.get("result", {}).get("score"):
        assert score["min"] <= score["raw"] <= score["max"]
        assert -1 <= score.get("scaled", 0) <= 1
    if "interactionType" in statement["object"]["definition"]:
        assert statement["object"]["definition"]["interactionType"] in {"choice", "numeric", "fill-in"}
        assert isinstance(statement["result"]["response"], str)


_PROPERTIES = {"id", "actor", "verb", "object", "result", "context", "timestamp"}


@given(DONE, DONE)
def test_the_same_has_the_same_id_in_every_export_and_something_else_has_another(one, other):
    first, second = (xapi.statement(each, LEARNER) for each in (one, other))
    assert (first["id"] == second["id"]) == (_told(first) == _told(second))
    assert xapi.statement(one, LEARNER._replace(learner_id="another"))["id"] != first["id"]


def _told(statement):
    """What tells one statement from another: what came of it does not, since a grade may be reviewed."""
    return {name: statement.get(name) for name in ("verb", "object", "context", "timestamp")} | {
        "object": statement["object"]["id"]
    }


@pytest.mark.parametrize("change", [{"verb": "voided"}, {"object": "https://learn.example/courses/a/elsewhere"}])
def test_what_is_no_statement_of_ours_is_refused(change):
    statement = xapi.statement(Registered("networks", datetime(2026, 1, 1, tzinfo=UTC)), LEARNER)
    for name, value in change.items():
        statement[name]["id"] = value
    with pytest.raises(ValueError, match=r"."):
        xapi.activity(statement)


def test_most_stores_say_nothing_of_what_was_done():
    assert list(activities.of("sessions", {"session_id": "x"})) == []


def test_a_record_tells_everything_that_was_done_in_it():
    at = datetime(2026, 1, 1, tzinfo=UTC)
    enrollment = {
        "course": "networks",
        "enrolled_at": "2026-01-01T00:00:00Z",
        "opened": {"bits": int(at.timestamp())},
        "completed": {"bits": int(at.timestamp())},
    }
    assert list(activities.of("enrollments", enrollment)) == [
        Registered("networks", at),
        Opened("networks", "bits", at),
        Completed("networks", "bits", at),
    ]
    attempt = {
        "course": "networks",
        "version": "1",
        "attempt_id": "an-attempt",
        "answers": [["a", True], ["b", False]],
        "started_at": "2026-01-01T00:00:00Z",
        "closed_at": "2026-01-01T00:00:00Z",
    }
    assert list(activities.of("attempts", attempt)) == [
        Began("networks", "1", None, "an-attempt", at),
        Ended("networks", "1", None, "an-attempt", 1, 2, at),
    ]
