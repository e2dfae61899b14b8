"""Grading with the published key. The rules for numbers and texts are the house's own, so that answers are the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from benchmarks.peer import errors
from inarax.spelling import normalized

type Key = Mapping[str, Any]
type Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Grade:
    """The grade of one answer, and what is shown of the key."""

    correct: bool
    shown: dict[str, list[str] | float | str]
    explanation: str
    misconception: str | None
    options: dict[str, str]


def grade(key: Key, answer: Plain) -> Grade:
    """Grade an answer that fits the item."""
    match key["kind"], answer:
        case "single" | "multiple", {"options": []}:
            return _choice(key, [])
        case "numeric", {"options": []}:
            return _open(key, False, None, {"number": float(key["value"])})
        case "text", {"options": []}:
            return _open(key, False, None, {"text": key["accepted"][0]})
        case "single" | "multiple", {"options": list(options)}:
            return _choice(key, options)
        case "numeric", {"number": float(number)}:
            right = _within(number, key["value"], key["tolerance"])
            near = next((near for near in key["near"] if _within(number, near["value"], key["tolerance"])), None)
            return _open(key, right, near, {"number": float(key["value"])})
        case "text", {"text": str(text)}:
            said = normalized(text)
            right = said in map(normalized, key["accepted"])
            near = next((near for near in key["near"] if normalized(near["text"]) == said), None)
            return _open(key, right, near, {"text": key["accepted"][0]})
    raise errors.mismatch()


def _choice(key: Key, options: list[str]) -> Grade:
    remarks, correct = key["options"], sorted(key["correct"])
    if not remarks.keys() >= set(options) or (key["kind"] == "single" and len(options) > 1):
        raise errors.mismatch()
    wrong = (remarks[option]["misconception"] for option in options if option not in correct)
    return Grade(
        correct=options == correct,
        shown={"options": correct},
        explanation=key["explanation"],
        misconception=next(filter(None, wrong), None),
        options={option: remarks[option]["explanation"] for option in sorted({*options, *correct})},
    )


def _open(key: Key, correct: bool, near: Key | None, shown: dict[str, list[str] | float | str]) -> Grade:
    if correct or near is None:
        return Grade(correct, shown, key["explanation"], None, {})
    return Grade(False, shown, f"{near['explanation']} {key['explanation']}", near["misconception"], {})


def _within(number: float, value: float, tolerance: float) -> bool:
    return abs(Decimal(repr(number)) - Decimal(repr(float(value)))) <= Decimal(repr(float(tolerance)))
