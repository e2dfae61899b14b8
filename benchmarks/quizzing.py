"""Learners who answer the quizzes of a course, one submission after the other, without end."""

from collections.abc import Iterator, Mapping
from itertools import cycle
from random import Random
from typing import Any

import boto3
from tests.kit.events import NOW

from benchmarks import history
from inarax import courses, settings
from inarax.stores import attempts
from inarax.stores.base import transact

RESOURCE = "/courses/{course}/quizzes/{quiz}/submissions"


def submissions(course: str, version: str, rng: Random, learners: int) -> Iterator[list[dict[str, Any]]]:
    """Events of so many learners who give the same answers: each time one event of each. Quizzes begin as needed."""
    people = [history.learner(course, version, 0, NOW, rng) for _ in range(learners)]
    items = courses.items(course, version)
    for lesson in cycle([each for each in courses.outline(course, version).lessons.values() if each.quiz]):
        asked = tuple(sorted(name for name, item in items.items() if item["lesson"] == lesson.id))
        begun = [history.begun(person, course, version, lesson.id, asked, NOW) for person in people]
        transact(*map(attempts.save, begun))
        for item in asked:
            given = some_answer(items[item], rng)
            yield [
                person.request(
                    "POST",
                    RESOURCE,
                    {"course": course, "quiz": lesson.id},
                    body={"attempt": attempt.attempt_id, "item": item, "answer": given},
                )
                for person, attempt in zip(people, begun, strict=True)
            ]


def some_answer(item: Mapping[str, Any], rng: Random) -> dict[str, Any]:
    """An answer of the item's kind, right or wrong."""
    match item["kind"]:
        case "numeric":
            return {"number": float(rng.randrange(100))}
        case "text":
            return {"text": rng.choice(("perhaps", "router", "10.0.0.1"))}
    return {"options": [rng.choice(item["options"])["id"]]}


def forget() -> None:
    """Empty the tables that answers fill, over whatever endpoint the account is at."""
    for name in ("attempts", "responses", "evidence", "beliefs", "requests", "addresses"):
        table = boto3.resource("dynamodb").Table(settings.current().table(name))
        keys = [each["AttributeName"] for each in table.key_schema]
        with table.batch_writer() as batch:
            for item in table.scan()["Items"]:
                batch.delete_item(Key={key: item[key] for key in keys})
