"""Learners of the test course at some point of it."""

from copy import replace
from datetime import datetime
from typing import Any

from adaptive import mastery
from inarax.declared import Purpose
from inarax.stores import beliefs, enrollments, standings
from inarax.stores.base import read, transact
from tests.kit import believing
from tests.kit.courses import BINARY
from tests.kit.events import NOW
from tests.kit.learners import Person, signed_in


def enrolled(*completed: str, at: datetime = NOW, **more: Any) -> Person:
    """Somebody in the test course who has completed these lessons."""
    person = signed_in(**more)
    done = dict.fromkeys(completed, at)
    transact(enrollments.save(enrollments.Enrollment(person.learner_id, BINARY, at, done, done)))
    return person


def believed(person: Person, known: dict[str, float] | None = None, **quizzes: tuple[int, int]) -> beliefs.Belief:
    """Store what is believed: mastery by skill, and right answers and questions by quiz (passed from 70 % on)."""
    seconds = int(NOW.timestamp())
    belief = beliefs.Belief(
        person.learner_id,
        BINARY,
        skills={
            skill: believing.believed(skill, mastered, tries=4, correct=1, at=seconds)
            for skill, mastered in (known or {}).items()
        },
        quizzes={
            lesson.replace("_", "-"): beliefs.QuizOutcome(right >= 0.7 * asked, right, asked, NOW)
            for lesson, (right, asked) in quizzes.items()
        },
    )
    transact(beliefs.save(belief))
    return belief


def answering(person: Person, **right: tuple[bool, ...]) -> beliefs.Belief:
    """Store what is believed after such answers, by skill, each question of middling difficulty."""
    belief, seconds = beliefs.Belief(person.learner_id, BINARY), int(NOW.timestamp())
    for skill, answers in right.items():
        prior = mastery.prior(skill, theta=None, at=seconds)
        evidence = [mastery.Evidence(skill, f"i{n}", each, 0.0, 1.2, 0.25, seconds) for n, each in enumerate(answers)]
        belief = replace(
            belief,
            skills={**belief.skills, skill: mastery.replay(evidence, prior)},
            priors={**belief.priors, skill: prior},
        )
    transact(beliefs.save(belief))
    return belief


def objecting(person: Person) -> Person:
    """The same person, having objected to personalization."""
    return _changed(person, objects=frozenset({Purpose.SIGNALS}))


def frozen(person: Person) -> Person:
    """The same person, whose account was frozen."""
    return _changed(person, state=standings.State.FROZEN)


def _changed(person: Person, **standing: Any) -> Person:
    (before,) = read(standings.of(person.learner_id))
    assert before is not None
    transact(standings.replace(before, replace(before, **standing)))
    return person
