"""Which lesson is next for a learner: what is stored of them, handed to the engine, and its answer with the reason.

Who objects to personalization, or has restricted their record, gets the plain order of the course, from what they
completed, the domain they chose and the time they have: no belief, goal or signal is looked at.

A quiz that was failed before its lesson was opened was meant to test out of it: it is evidence, and no failure.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from adaptive import prerequisites
from adaptive.path import Course, Learner, Lesson, Next, left, next_lesson, standard_order, waiting
from adaptive.prerequisites import Known, Reading
from adaptive.signals import Signal
from inarax.courses import Outline
from inarax.stores.beliefs import Belief, QuizOutcome
from inarax.stores.enrollments import Enrollment
from inarax.stores.preferences import Choice
from inarax.stores.signals import Signals
from personalization.deriving import holding


class Situation(NamedTuple):
    """All that the next lesson is chosen from. The learner's note is not among it."""

    outline: Outline
    enrollment: Enrollment
    belief: Belief | None
    choice: Choice
    signals: Signals | None


def choose(situation: Situation, at: datetime, *, plain: bool, minutes: int | None = None) -> Next:
    """The next lesson at `at`, for so many `minutes` if there are so few; `plain`: in the order of the course."""
    course = course_of(situation)
    if plain:
        done = situation.enrollment.completed
        return standard_order(course, done, domain=_domain(situation), minutes=minutes)
    return next_lesson(course, _learner(situation, at), _skill_titles(situation.outline), minutes=minutes)


def remaining(situation: Situation, at: datetime, *, plain: bool) -> tuple[Lesson, ...]:
    """The lessons still to take, in the authored order."""
    course = course_of(situation)
    if plain:
        return waiting(course, situation.enrollment.completed, domain=_domain(situation))
    return left(course, _learner(situation, at))


def ignored(situation: Situation) -> list[str]:
    """What the learner chose that the course has no more: it chooses nothing until they choose anew."""
    choice, outline = situation.choice, situation.outline
    gone = (("domain", choice.domain, outline.domains), ("goal", choice.goal, outline.goals))
    return [name for name, chosen, there in gone if chosen is not None and chosen not in there]


def course_of(situation: Situation) -> Course:
    """The course with each lesson's minutes as this learner takes them."""
    outline, percent = situation.outline, 100 + situation.choice.extra_time
    lessons = (
        Lesson(
            id=each.id,
            module=each.module,
            skills=each.skills,
            requires=each.requires,
            minutes=-(-each.minutes * percent // 100),
            remedial=each.remedial,
            domain=each.domain,
            title=each.title,
            asks=each.quiz is not None,
        )
        for each in outline.lessons.values()
    )
    return Course(tuple(lessons), outline.skills)


def _skill_titles(outline: Outline) -> Mapping[str, str]:
    """A lesson may have the id of a skill, so each names itself."""
    return {skill["id"]: skill["title"] for skill in outline.raw["skills"]}


def _domain(situation: Situation) -> str | None:
    """The chosen domain, if the current version still has it."""
    domain = situation.choice.domain
    return domain if domain in situation.outline.domains else None


def _learner(situation: Situation, at: datetime) -> Learner:
    belief = situation.belief
    quizzes = belief.quizzes if belief else {}
    raised = holding(situation.signals, belief, at)
    readings = _readings(belief, situation.outline, at)
    return Learner(
        mastery={skill: each.mastery for skill, each in readings.items()},
        completed=frozenset(situation.enrollment.completed),
        failed=frozenset(
            lesson for lesson, outcome in quizzes.items() if _failed(lesson, outcome, situation.enrollment)
        ),
        struggling=frozenset(skill for skill, each in raised.items() if each.signal is Signal.STRUGGLING),
        goal=situation.outline.goals.get(situation.choice.goal or ""),
        domain=_domain(situation),
        last=_last(situation),
        scores={lesson: (outcome.correct, outcome.asked) for lesson, outcome in quizzes.items()},
        due=_due(belief, at),
        neighbours={skill: each.said.neighbour for skill, each in readings.items() if each.said.neighbour},
    )


def _failed(lesson: str, outcome: QuizOutcome, enrollment: Enrollment) -> bool:
    begun = (moments[lesson] for moments in (enrollment.opened, enrollment.completed) if lesson in moments)
    return not outcome.passed and any(at <= outcome.at for at in begun)


def _readings(belief: Belief | None, outline: Outline, at: datetime) -> Mapping[str, Reading]:
    if belief is None:
        return {}
    return prerequisites.readings(Known(belief.skills, belief.priors), outline.skills, int(at.timestamp()))


def _due(belief: Belief | None, at: datetime) -> Mapping[str, int]:
    cards = belief.cards if belief else {}
    return {skill: card.due for skill, card in cards.items() if card.due <= at.timestamp()}


def _last(situation: Situation) -> str | None:
    """The lesson last worked on. Within one second, completing comes after the quiz, and the quiz after opening."""
    quizzes = situation.belief.quizzes if situation.belief else {}
    worked = (
        *((at, 0, lesson) for lesson, at in situation.enrollment.opened.items()),
        *((outcome.at, 1, lesson) for lesson, outcome in quizzes.items()),
        *((at, 2, lesson) for lesson, at in situation.enrollment.completed.items()),
    )
    return max(worked)[2] if worked else None
