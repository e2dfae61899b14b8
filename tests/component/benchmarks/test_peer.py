"""The handler that ours is timed beside does the same work: the same rows, the same answers, the same refusals."""

import asyncio
import json
from collections.abc import Callable, Iterator
from copy import replace
from typing import Any

import pytest

from assessment import submissions
from inarax.stores import attempts, responses, standings
from inarax.stores.attempts import Attempt, Kind
from inarax.stores.base import read, transact
from inarax.tokens import new_id
from tests.component.assessment.taking import right, wrong
from tests.kit import aws, courses
from tests.kit.courses import BINARY
from tests.kit.events import NOW
from tests.kit.learners import Person, signed_in

RESOURCE = "/courses/{course}/quizzes/{quiz}/submissions"
ASKED = ("bits-1", "bits-5", "bits-3", "bits-4")
FILLED = ("attempts", "responses", "evidence", "beliefs", "requests", "addresses")

type Serve = Callable[[dict[str, Any]], tuple[int, Any]]


def _serving(handler: Callable[[dict[str, Any], Any], dict[str, Any]]) -> Serve:
    def serve(event: dict[str, Any]) -> tuple[int, Any]:
        answer = handler(event, None)
        return answer["statusCode"], json.loads(answer["body"])

    return serve


ours = _serving(submissions.handler)


@pytest.fixture(scope="module")
def _loop() -> Iterator[None]:
    """The event loop that Mangum would otherwise make, and leave open."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    yield
    loop.run_until_complete(loop.shutdown_default_executor())
    asyncio.set_event_loop(None)
    loop.close()


@pytest.fixture
def peer(_loop: None, stores: None) -> Serve:
    from benchmarks.peer import app, store

    for cache in (store.published, store.items):
        cache.cache_clear()
    return _serving(app.handler)


@pytest.fixture
def version(stores: None) -> str:
    return courses.publish()


def begun(version: str, attempt: str) -> Person:
    person = signed_in()
    transact(attempts.save(Attempt(person.learner_id, attempt, Kind.QUIZ, BINARY, version, "bits", ASKED, NOW)))
    return person


def event(person: Person, attempt: str, item: str, answer: Any, **more: Any) -> dict[str, Any]:
    path = {"course": BINARY, "quiz": "bits"}
    body = {"attempt": attempt, "item": item, "answer": answer}
    return person.request("POST", RESOURCE, path, body=body, **more)


def rows(person: Person) -> list[str]:
    """What the stores hold of a person, with a stand-in for who it is; JSON texts in one order of their keys."""
    held = [_plain(row) for table in FILLED for row in aws.items(table) if row["learner_id"]["S"] == person.learner_id]
    return sorted(json.dumps(row, sort_keys=True).replace(person.learner_id, "somebody") for row in held)


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _value(value) for name, value in row.items()}


def _value(value: dict[str, Any]) -> Any:
    """Numbers as numbers: one of the two writes 1.0 where the other writes 1. Nothing is sealed alike twice."""
    match value:
        case {"N": number}:
            return float(number)
        case {"S": text}:
            return _parsed(text)
        case {"B": _}:
            return "sealed"
    return value


def _parsed(text: str) -> Any:
    return json.loads(text) if text[:1] in {"{", "["} else text


@pytest.mark.parametrize("answered", [right, wrong])
def test_a_quiz_is_answered_alike_and_leaves_the_same_rows(version, peer, answered):
    attempt = new_id()
    ada, bob = begun(version, attempt), begun(version, attempt)
    for item in ASKED:
        first, second = (
            ours(event(ada, attempt, item, answered(item))),
            peer(event(bob, attempt, item, answered(item))),
        )
        assert first == second
        assert first[0] == 201
        assert rows(ada) == rows(bob)
        mine, theirs = read(*(responses.of(each.learner_id, attempt, item) for each in (ada, bob)))
        assert mine.answer == theirs.answer
    assert len(rows(ada)) == 1 + len(ASKED) + len(ASKED) + 1 + 2  # recorded requests have one id and one entry


def test_either_goes_on_where_the_other_stopped(version, peer):
    attempt = new_id()
    ada = begun(version, attempt)
    bodies = [
        serve(event(ada, attempt, item, right(item)))[1]["attempt"]
        for serve, item in zip((ours, peer, ours, peer), ASKED, strict=True)
    ]
    assert [body["answered"] for body in bodies] == [1, 2, 3, 4]
    assert bodies[-1] == {"status": "closed", "answered": 4, "asked": 4, "correct": 4, "passed": True}


def test_an_answer_sent_again_gets_the_same_result_and_counts_once(version, peer):
    attempt = new_id()
    ada = begun(version, attempt)
    sent = event(ada, attempt, "bits-1", right("bits-1"))
    first = peer(sent)
    before = aws.everything()
    assert peer(sent) == first == ours(sent)
    assert aws.everything() == before


def _frozen(person: Person) -> None:
    (before,) = read(standings.of(person.learner_id))
    transact(standings.replace(before, replace(before, state=standings.State.FROZEN)))


REFUSED: dict[str, Callable[[Person, str], dict[str, Any]]] = {
    "nobody": lambda ada, attempt: event(ada, attempt, "bits-1", right("bits-1"), headers={"Cookie": "a=b"}),
    "a forged token": lambda ada, attempt: event(
        replace(ada, token=replace(ada.token, secret=bytes(32))), attempt, "bits-1", right("bits-1")
    ),
    "another origin": lambda ada, attempt: event(
        ada, attempt, "bits-1", right("bits-1"), headers={"Origin": "https://elsewhere.example"}
    ),
    "another's attempt": lambda _, attempt: event(signed_in(), attempt, "bits-1", right("bits-1")),
    "an item not asked": lambda ada, attempt: event(ada, attempt, "bits-2", {"options": ["a"]}),
    "an answer of another kind": lambda ada, attempt: event(ada, attempt, "bits-1", {"number": 1.0}),
    "two options of one": lambda ada, attempt: event(ada, attempt, "bits-1", {"options": ["a", "b"]}),
    "an unknown option": lambda ada, attempt: event(ada, attempt, "bits-1", {"options": ["z"]}),
    "two answers": lambda ada, attempt: event(ada, attempt, "bits-1", {"options": ["a"], "number": 1.0}),
    "a field too many": lambda ada, attempt: event(ada, attempt, "bits-1", {"options": ["a"], "why": "x"}),
    "an id that is none": lambda ada, _: event(ada, "1", "bits-1", right("bits-1")),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_one_refuses_the_other_refuses_alike(version, peer, name):
    attempt = new_id()
    sent = REFUSED[name](begun(version, attempt), attempt)
    before = aws.everything()
    (status, mine), (also, theirs) = ours(sent), peer(sent)
    assert (status, mine["type"]) == (also, theirs["type"])
    assert aws.everything() == before


def test_nothing_is_counted_for_a_frozen_account(version, peer):
    attempt = new_id()
    ada = begun(version, attempt)
    _frozen(ada)
    sent = event(ada, attempt, "bits-1", right("bits-1"))
    before = aws.everything()
    (status, mine), (also, theirs) = ours(sent), peer(sent)
    assert (status, mine["type"]) == (also, theirs["type"])
    assert aws.everything() == before


def test_another_answer_to_an_answered_item_is_refused_alike(version, peer):
    attempt = new_id()
    ada = begun(version, attempt)
    peer(event(ada, attempt, "bits-1", right("bits-1")))
    again = event(ada, attempt, "bits-1", wrong("bits-1"))
    (status, mine), (also, theirs) = ours(again), peer(again)
    assert (status, mine["type"]) == (also, theirs["type"])
    assert mine["type"].endswith("/already-counted")
