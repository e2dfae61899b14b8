"""Which items an attempt at a lesson's quiz asks: those never answered first, then those answered longest ago."""

from collections.abc import Mapping
from random import Random
from typing import Any

from inarax.courses import Lesson


def chosen(
    lesson: Lesson, items: Mapping[str, Mapping[str, Any]], seen: Mapping[str, int], rng: Random
) -> tuple[str, ...]:
    """The ids of the items to ask, the easiest first; fewer than the quiz asks for if the lesson has no more.

    `seen` maps items to when they were last answered (epoch seconds); `rng` decides among equals.
    """
    wanted = lesson.quiz.items if lesson.quiz else 0
    fitting = [name for name, item in sorted(items.items()) if _fits(item, lesson)]
    rng.shuffle(fitting)
    fitting.sort(key=lambda name: seen.get(name, 0))  # stable: equals stay shuffled
    return tuple(sorted(fitting[:wanted], key=lambda name: (items[name]["b"], name)))


def _fits(item: Mapping[str, Any], lesson: Lesson) -> bool:
    return item["lesson"] == lesson.id and "quiz" in item["uses"] and item["domain"] in (None, lesson.domain)
