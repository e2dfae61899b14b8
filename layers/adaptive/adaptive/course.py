"""What the path is chosen from: a course's lessons and skills, and what is known of one learner."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple


class Lesson(NamedTuple):
    """A lesson: the skills it teaches, the lessons it requires, its minutes, and the domain it is for (None: all).

    Learners read its `title`, or its id where it has none. One that `asks` has a quiz: a review of it can be answered.
    """

    id: str
    module: str
    skills: tuple[str, ...]
    requires: tuple[str, ...]
    minutes: int
    remedial: bool
    domain: str | None
    title: str = ""
    asks: bool = True


@dataclass(frozen=True, slots=True)
class Course:
    """Lessons in the authored order, and each skill with the skills it builds on.

    An id that is repeated or unknown, and a circle of prerequisites, raise ValueError.
    """

    lessons: tuple[Lesson, ...]
    skills: Mapping[str, tuple[str, ...]]

    def __post_init__(self) -> None:
        ids = [lesson.id for lesson in self.lessons]
        if len(set(ids)) != len(ids):
            raise ValueError("a lesson id is used twice")
        _acyclic("lesson", {lesson.id: lesson.requires for lesson in self.lessons})
        _acyclic("skill", self.skills)
        taught = {skill for lesson in self.lessons for skill in lesson.skills}
        if unknown := taught - self.skills.keys():
            raise ValueError(f"lessons teach unknown skills: {', '.join(sorted(unknown))}")

    def lesson(self, identifier: str) -> Lesson:
        """The lesson of this id, or KeyError."""
        for lesson in self.lessons:
            if lesson.id == identifier:
                return lesson
        raise KeyError(identifier)


@dataclass(frozen=True, slots=True)
class Learner:
    """What the path may use of one learner.

    `mastery` is a probability per skill (absent: nothing known), `failed` the lessons whose latest quiz was failed,
    `struggling` the skills with that signal, `goal` a weight per skill or None, `domain` the chosen one (None: any).
    `last` is the lesson last worked on, `scores` the right answers and questions of a lesson's latest quiz,
    `due` the skills whose review is due, with since when (epoch seconds). Who objects to proactive lessons is given
    with no `struggling` and no `due`. `neighbours` names, of each skill whose probability takes in answers on others,
    the one that says most of it (`prerequisites`).
    """

    mastery: Mapping[str, float]
    completed: frozenset[str] = frozenset()
    failed: frozenset[str] = frozenset()
    struggling: frozenset[str] = frozenset()
    goal: Mapping[str, float] | None = None
    domain: str | None = None
    last: str | None = None
    scores: Mapping[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    due: Mapping[str, int] = field(default_factory=dict[str, int])
    neighbours: Mapping[str, str] = field(default_factory=dict[str, str])


def _acyclic(kind: str, requires: Mapping[str, Iterable[str]]) -> None:
    if unknown := {needed for some in requires.values() for needed in some} - requires.keys():
        raise ValueError(f"a {kind} requires an unknown {kind}: {', '.join(sorted(unknown))}")
    try:
        TopologicalSorter(requires).prepare()
    except CycleError as circle:
        raise ValueError(f"a {kind} requires itself: {' -> '.join(circle.args[1])}") from None
