"""Taking placements and quizzes of the test course as a client would: every step through its door."""

from datetime import datetime
from typing import Any

from assessment import (
    contests,
    placement_answers,
    placement_reviews,
    placements,
    quizzes,
    regrades,
    reviews,
    submissions,
)
from inarax.roles import Role
from inarax.stores import enrollments
from inarax.stores.base import transact
from inarax.tokens import new_id
from tests.kit import courses
from tests.kit.courses import BINARY
from tests.kit.doors import Answer, call
from tests.kit.events import NOW
from tests.kit.learners import Person, signed_in

DOORS = (placements, placement_answers, quizzes, submissions, contests, regrades, reviews, placement_reviews)
QUIZ = "bits"


def enrolled(*roles: Role, **more: Any) -> Person:
    """Somebody in the test course."""
    person = signed_in(*roles, **more)
    transact(enrollments.save(enrollments.Enrollment(person.learner_id, BINARY, NOW)))
    return person


def right(item: str) -> dict[str, Any]:
    """A right answer to an item."""
    key = courses.raw("keys.json")["keys"][item]
    if key["correct"]:
        return {"options": key["correct"]}
    return {"number": key["value"]} if "value" in key else {"text": key["accepted"][0]}


def wrong(item: str) -> dict[str, Any]:
    """A wrong answer to an item, and its misconception is known."""
    key = courses.raw("keys.json")["keys"][item]
    if key["correct"]:
        return {"options": ["b" if key["kind"] == "single" else "c"]}
    near = key["near"][0]
    return {"number": near["value"]} if "value" in key else {"text": near["text"]}


def keyed(key: str | None = None) -> dict[str, str]:
    """The header that makes a POST repeatable."""
    return {"Idempotency-Key": key or new_id()}


def place(person: Person, key: str | None = None, course: str = BINARY, **more: Any) -> Answer:
    """Begin a placement."""
    path = {"course": course}
    return call(
        placements.handler, person.request("POST", "/courses/{course}/placements", path, headers=keyed(key), **more)
    )


def mine(person: Person, course: str = BINARY, **more: Any) -> Answer:
    """Ask for the placements of one's own to go on with."""
    return call(placements.handler, person.request("GET", "/courses/{course}/placements", {"course": course}, **more))


def placement(person: Person, attempt: str, course: str = BINARY) -> Answer:
    """Read a placement."""
    path = {"course": course, "attempt": attempt}
    return call(placements.handler, person.request("GET", "/courses/{course}/placements/{attempt}", path))


def answer(person: Person, attempt: str, item: str, given: Any, course: str = BINARY, **more: Any) -> Answer:
    """Answer an item of a placement."""
    path = {"course": course, "attempt": attempt}
    resource = "/courses/{course}/placements/{attempt}/answers"
    body = {"item": item, "answer": given}
    return call(placement_answers.handler, person.request("POST", resource, path, body=body, **more))


def begin(person: Person, key: str | None = None, quiz: str = QUIZ, course: str = BINARY, **more: Any) -> Answer:
    """Begin a quiz."""
    path = {"course": course, "quiz": quiz}
    resource = "/courses/{course}/quizzes/{quiz}/attempts"
    return call(quizzes.handler, person.request("POST", resource, path, headers=keyed(key), **more))


def attempt_at(person: Person, attempt: str, quiz: str = QUIZ, course: str = BINARY) -> Answer:
    """Read a quiz attempt."""
    path = {"course": course, "quiz": quiz, "attempt": attempt}
    return call(quizzes.handler, person.request("GET", "/courses/{course}/quizzes/{quiz}/attempts/{attempt}", path))


def submit(
    person: Person, attempt: str, item: str, given: Any, quiz: str = QUIZ, course: str = BINARY, **more: Any
) -> Answer:
    """Answer an item of a quiz."""
    path = {"course": course, "quiz": quiz}
    resource = "/courses/{course}/quizzes/{quiz}/submissions"
    body = {"attempt": attempt, "item": item, "answer": given}
    return call(submissions.handler, person.request("POST", resource, path, body=body, **more))


def begun(person: Person, **more: Any) -> tuple[str, list[str]]:
    """A new quiz attempt and the items it asks."""
    shown = begin(person, **more).json
    return shown["attempt"], [item["id"] for item in shown["items"]]


def taken(person: Person, *grades: bool, **more: Any) -> tuple[str, list[str]]:
    """A quiz attempt answered so, item by item; fewer grades than items leave it open."""
    attempt, items = begun(person, **more)
    for item, correct in zip(items, grades, strict=False):
        assert submit(person, attempt, item, right(item) if correct else wrong(item)).status == 201
    return attempt, items


def placed(person: Person, correct: bool = True) -> list[dict[str, Any]]:
    """A whole placement answered alike: every body that its learner was given."""
    bodies = [place(person).json]
    while item := bodies[-1]["item"]:
        given = right(item["id"]) if correct else wrong(item["id"])
        bodies.append(answer(person, bodies[-1]["attempt"], item["id"], given).json)
    return bodies


def contest(
    person: Person, attempt: str, item: str | None, text: str = "I was right.", key: str | None = None, **more: Any
) -> Answer:
    """Contest a grade or, without an item, the level of a placement."""
    body = {"attempt": attempt, "text": text} | ({} if item is None else {"item": item})
    return call(contests.handler, person.request("POST", "/me/contests", body=body, headers=keyed(key), **more))


def queue(operator: Person, cursor: str | None = None, at: datetime = NOW) -> Answer:
    """The open contests, as an operator sees them."""
    query = {"cursor": cursor} if cursor else None
    return call(reviews.handler, operator.request("GET", "/contests", query=query, at=at))


def regrade(operator: Person, handle: str, correct: bool, explanation: str = "Looked at again.", **more: Any) -> Answer:
    """Decide a contest."""
    body = {"correct": correct, "explanation": explanation}
    path = {"contest": handle}
    return call(regrades.handler, operator.request("POST", "/contests/{contest}/regrades", path, body=body, **more))


def level(operator: Person, handle: str, wanted: str, explanation: str = "Looked at again.", **more: Any) -> Answer:
    """Decide the contest of a placement's level."""
    body, path = {"level": wanted, "explanation": explanation}, {"contest": handle}
    event = operator.request("POST", "/contests/{contest}/placements", path, body=body, **more)
    return call(placement_reviews.handler, event)
