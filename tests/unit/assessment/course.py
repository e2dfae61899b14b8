"""The test course as decisions see it, and the right answer to each of its items."""

from dataclasses import replace
from functools import cache
from typing import Any

from assessment.attempting import Course
from assessment.counting import Items
from assessment.grading import Answer, ChoiceKey, Key, Number, NumberKey, Options, Text, TextKey
from assessment.keys import key_of
from tests.kit import courses


@cache
def items() -> Items:
    published = courses.raw("items.json")
    return {item["id"]: {**item, "parameters": published["parameters"]} for item in published["items"]}


@cache
def course() -> Course:
    return Course(courses.outline(), items())


@cache
def piloted() -> Course:
    """The test course with three items on trial."""
    outlined, published = courses.piloted()
    kept = {item["id"]: {**item, "parameters": published["parameters"]} for item in published["items"]}
    return Course(replace(courses.outline(), raw=outlined), kept)


@cache
def keys() -> dict[str, Key]:
    return keys_of(courses.raw("keys.json"))


def keys_of(published: dict[str, Any]) -> dict[str, Key]:
    return {item: key_of(raw) for item, raw in published["keys"].items()}


def right(key: Key) -> Answer:
    match key:
        case ChoiceKey():
            return Options(key.correct)
        case NumberKey():
            return Number(key.value)
        case TextKey():
            return Text(key.accepted[0])
