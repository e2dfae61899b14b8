"""Beliefs: what is believed of a learner in a course: mastery and review per skill, placement, quiz outcomes. One item.

All of it can be recomputed from `evidence`; it is kept so that an answer is counted, and the next lesson chosen, in
constant time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple

from adaptive.mastery import SkillBelief
from adaptive.review import Card
from inarax import problems
from inarax.declared import Category, Purpose, Source, held_for
from inarax.stores.base import Document, Number, Read, Store, Text, Write, put, table


class Placement(NamedTuple):
    """The outcome of the latest placement attempt: level with its confidence, ability on the scale of theta."""

    level: str
    confidence: float
    theta: float
    sd: float
    at: datetime
    attempt: str = ""
    """The attempt's id: a grade that is changed later bears on the outcome only if it is of this attempt."""
    reviewed: bool = False
    """A person decided on the level (art. 22(3) GDPR): no grade that is changed later changes it."""


class QuizOutcome(NamedTuple):
    """The outcome of the latest attempt at a lesson's quiz."""

    passed: bool
    correct: int
    asked: int
    at: datetime
    attempt: str = ""
    """The attempt's id, as in a placement."""


@dataclass(frozen=True, slots=True)
class Belief:
    """Everything believed of one learner in one course; `revision` counts changes.

    `priors` are what was believed of each skill before its first answer, so that `skills` can be recomputed from them
    and the evidence. `seen` maps items to when they were last answered, or asked if on trial, in epoch seconds.
    `cards` say of each skill that has an answer when its review is due.
    """

    learner_id: str
    course: str
    skills: Mapping[str, SkillBelief] = field(default_factory=dict)
    placement: Placement | None = None
    quizzes: Mapping[str, QuizOutcome] = field(default_factory=dict)
    priors: Mapping[str, SkillBelief] = field(default_factory=dict)
    seen: Mapping[str, int] = field(default_factory=dict)
    cards: Mapping[str, Card] = field(default_factory=dict)
    revision: int = 0


_L = Category.LEARNING
_KEY = Category.KEY
_SKILL = {
    f"<skill>.{leaf}": _L
    for leaf in (
        *("skill", "shares", "known", "never", "ability", "variance"),
        *("lately_right", "lately_wrong", "tries", "correct", "at", "parameters"),
    )
}


class _Beliefs(Store):
    Meta = table("beliefs")
    terms = held_for(
        Purpose.ASSESSMENT, Purpose.REMINDERS, Purpose.PERSONALIZATION, Purpose.LEARNING, source=Source.DERIVED
    )

    learner_id = Text(Category.KEY, hash_key=True)
    course = Text(_L, range_key=True)
    skills = Document(_L, leaves=_SKILL)
    placement = Document(
        _L,
        null=True,
        leaves={"attempt": _KEY} | dict.fromkeys(("level", "confidence", "theta", "sd", "at", "reviewed"), _L),
    )
    quizzes = Document(
        _L,
        leaves={"<lesson>.attempt": _KEY} | {f"<lesson>.{leaf}": _L for leaf in ("passed", "correct", "asked", "at")},
    )
    priors = Document(_L, leaves=_SKILL)
    seen = Document(_L, leaves={"<item>": _L})
    cards = Document(_L, leaves={f"<skill>.{leaf}": _L for leaf in Card._fields})
    revision = Number(Category.NONE)


def _value(item: _Beliefs) -> Belief:
    return Belief(
        learner_id=item.learner_id,
        course=item.course,
        skills={skill: SkillBelief.restored(kept) for skill, kept in item.skills.items()},
        placement=Placement(**_dated(item.placement)) if item.placement else None,
        quizzes={lesson: QuizOutcome(**_dated(kept)) for lesson, kept in item.quizzes.items()},
        priors={skill: SkillBelief.restored(kept) for skill, kept in item.priors.items()},
        seen=item.seen,
        cards={skill: Card(**kept) for skill, kept in item.cards.items()},
        revision=int(item.revision),
    )


def of(learner_id: str, course: str) -> Read[Belief]:
    """What is believed of a learner in a course; nothing yet where there is no item."""
    return Read(_Beliefs, (learner_id, course), _value)


def save(belief: Belief) -> Write:
    """Write the next revision of a belief that nobody changed since it was read (revision 0: that is new)."""
    seen = belief.revision
    item = _Beliefs(
        belief.learner_id,
        belief.course,
        skills={skill: kept._asdict() for skill, kept in belief.skills.items()},
        placement=_plain(belief.placement._asdict()) if belief.placement else None,
        quizzes={lesson: _plain(kept._asdict()) for lesson, kept in belief.quizzes.items()},
        priors={skill: kept._asdict() for skill, kept in belief.priors.items()},
        seen=dict(belief.seen),
        cards={skill: kept._asdict() for skill, kept in belief.cards.items()},
        revision=seen + 1,
    )
    unchanged = _Beliefs.revision == seen if seen else _Beliefs.revision.does_not_exist()
    return put(item, problems.Conflict(), unchanged)


def _plain(kept: dict[str, object]) -> dict[str, object]:
    return {key: int(value.timestamp()) if isinstance(value, datetime) else value for key, value in kept.items()}


def _dated[Kept: dict[str, object]](kept: Kept) -> Kept:
    at = kept["at"]
    return type(kept)(kept, at=datetime.fromtimestamp(float(str(at)), UTC))
