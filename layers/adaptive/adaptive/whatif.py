"""What another version of the parameters would decide: stored evidence replayed under both, and what differs.

For use before a version is released: whoever it would be decided otherwise about is named, with both decisions.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from adaptive import mastery, path, prerequisites, signals
from adaptive.course import Course, Learner
from adaptive.mastery import Evidence, SkillBelief
from adaptive.parameters import Parameters
from adaptive.prerequisites import Known
from adaptive.signals import Signal


class Placement(NamedTuple):
    """The ability that a placement found, and when it ended (epoch seconds)."""

    theta: float
    at: int


class History(NamedTuple):
    """What is stored of one learner: evidence by skill, each in the order counted, and the last placement.

    `difficulty` is where each skill lies on the scale of ability, `goal` what each weighs; `completed` are lessons,
    which no parameters change.
    """

    learner: str
    evidence: Mapping[str, Sequence[Evidence]]
    placement: Placement | None = None
    difficulty: Mapping[str, float] = {}
    goal: Mapping[str, float] | None = None
    completed: frozenset[str] = frozenset()


class Decided(NamedTuple):
    """What is decided of a skill."""

    mastered: bool
    signal: Signal | None


class Decisions(NamedTuple):
    """What is decided of a learner at a moment: by skill, and which lesson is next if a course is given."""

    skills: Mapping[str, Decided]
    following: str | None = None


class Change(NamedTuple):
    """A decision that would be another: on a skill, or on the next lesson (None)."""

    learner: str
    skill: str | None
    before: Decided | str | None
    after: Decided | str | None


def decisions(history: History, parameters: Parameters, at: int, course: Course | None = None) -> Decisions:
    """What is decided under these parameters at `at` (epoch seconds), with every signal's own past."""
    skills: dict[str, Decided] = {}
    beliefs: dict[str, SkillBelief] = {}
    priors: dict[str, SkillBelief] = {}
    for skill, evidence in history.evidence.items():
        belief = _prior(history, skill, evidence[0].at if evidence else at, parameters)
        priors[skill] = belief
        signal: Signal | None = None
        for answer in evidence:
            belief = mastery.replay([answer], belief, parameters)
            signal = signals.derive(belief, signal, belief.at, parameters).signal
        beliefs[skill] = belief
        skills[skill] = Decided(mastery.mastered_probability(belief, at, parameters) >= parameters.mastered, signal)
    if course is None:
        return Decisions(skills)
    struggling = frozenset(skill for skill, decided in skills.items() if decided.signal is Signal.STRUGGLING)
    readings = prerequisites.readings(
        Known(beliefs, priors), course.skills, at, versions={parameters.version: parameters}, newest=parameters
    )
    known = {skill: each.mastery for skill, each in readings.items()}
    learner = Learner(known, completed=history.completed, struggling=struggling, goal=history.goal)
    following = path.next_lesson(course, learner, titles={}, threshold=parameters.mastered).lesson
    return Decisions(skills, following.id if following else None)


def changes(
    histories: Iterable[History], before: Parameters, after: Parameters, at: int, course: Course | None = None
) -> Iterator[Change]:
    """Every decision that would be another under `after`, learner by learner, skills before the next lesson."""
    for history in histories:
        old, new = (decisions(history, parameters, at, course) for parameters in (before, after))
        for skill, was in old.skills.items():
            if was != new.skills[skill]:
                yield Change(history.learner, skill, was, new.skills[skill])
        if old.following != new.following:
            yield Change(history.learner, None, old.following, new.following)


def _prior(history: History, skill: str, begun: int, parameters: Parameters) -> SkillBelief:
    """The belief before any answer: of the placement, unless that came after the first answer on the skill."""
    theta, placement = None, history.placement
    if placement and placement.at <= begun:
        theta, begun = placement
    difficulty = history.difficulty.get(skill, 0.0)
    return mastery.prior(skill, theta=theta, at=begun, parameters=parameters, difficulty=difficulty)
