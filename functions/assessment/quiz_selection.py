"""Which items an attempt at a lesson's quiz asks: those never answered first, then those answered longest ago.

Among equals the skills of the lesson take turns, and of a skill those come first that are about as hard as they should
be for this learner; who is not personalized gets any of the equals.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

from inarax.courses import Lesson

type Chance = Callable[[str], float]
"""How likely the learner answers an item right."""

TARGET = 0.75
"""The chance of a right answer that an item should have (Klinkenberg, Straatemeier & van der Maas 2011)."""

NEAR = 3
"""One of so many items nearest to that is drawn, so that attempts differ (randomesque: Kingsbury & Zara 1989)."""


def chosen(
    lesson: Lesson,
    items: Mapping[str, Mapping[str, Any]],
    seen: Mapping[str, int],
    rng: Random,
    chance: Chance | None = None,
) -> tuple[str, ...]:
    """The ids of the items to ask, the easiest first; fewer than the quiz asks for if the lesson has no more.

    `seen` maps items to when they were last answered (epoch seconds); `rng` and, unless it is None, `chance` decide
    among equals.
    """
    wanted = lesson.quiz.items if lesson.quiz else 0
    fitting = [name for name, item in sorted(items.items()) if _fits(item, lesson)]
    rng.shuffle(fitting)
    if chance:
        fitting.sort(key=lambda name: abs(chance(name) - TARGET))
    fitting.sort(key=lambda name: seen.get(name, 0))  # stable: equals stay shuffled, or the nearest first
    asked = _drawn(fitting, wanted, items, seen, rng) if chance else fitting[:wanted]
    return tuple(sorted(asked, key=lambda name: (items[name]["b"], name)))


def _drawn(
    fitting: Sequence[str], wanted: int, items: Mapping[str, Mapping[str, Any]], seen: Mapping[str, int], rng: Random
) -> list[str]:
    """One after the other: of the items seen least, of the skill asked least so far, one of the nearest."""
    asked: list[str] = []
    waiting = list(fitting)
    while waiting and len(asked) < wanted:
        turns = Counter(items[name]["skill"] for name in asked)
        rank = {name: (seen.get(name, 0), turns[items[name]["skill"]]) for name in waiting}
        first = min(rank.values())
        asked.append(rng.choice([name for name in waiting if rank[name] == first][:NEAR]))
        waiting.remove(asked[-1])
    return asked


def _fits(item: Mapping[str, Any], lesson: Lesson) -> bool:
    return item["lesson"] == lesson.id and "quiz" in item["uses"] and item["domain"] in (None, lesson.domain)
