"""Answer keys, read from their bucket once per course version: the only code that reads it."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from assessment.grading import ChoiceKey, Key, NumberKey, Remark, TextKey
from inarax import settings
from inarax.courses import read_object


@lru_cache(8)
def keys(course: str, version: str) -> Mapping[str, Key]:
    """The key of every item of a course version."""
    published = read_object(settings.current().bucket("answer-keys"), f"{course}/{version}/keys.json")
    return {item: key_of(raw) for item, raw in published["keys"].items()}


def key_of(raw: Mapping[str, Any]) -> Key:
    """A published key."""
    explanation = raw["explanation"]
    match raw["kind"]:
        case "numeric":
            wrong = tuple((float(near["value"]), _remark(near)) for near in raw["near"])
            return NumberKey(float(raw["value"]), float(raw["tolerance"]), wrong, explanation)
        case "text":
            said = tuple((near["text"], _remark(near)) for near in raw["near"])
            return TextKey(tuple(raw["accepted"]), said, explanation)
        case kind:
            remarks = {option: _remark(note) for option, note in raw["options"].items()}
            return ChoiceKey(frozenset(raw["correct"]), remarks, kind == "single", explanation)


def _remark(raw: Mapping[str, Any]) -> Remark:
    return Remark(raw["explanation"], raw["misconception"])
