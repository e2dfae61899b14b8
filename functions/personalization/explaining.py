"""What is believed of a learner, skill by skill, and why: for the learner to read, doubt and contest."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from adaptive.mastery import VERSIONS, SkillBelief, mastered_probability
from adaptive.signals import Signal
from inarax.courses import Outline
from inarax.stores.beliefs import Belief
from inarax.stores.signals import Raised, Signals

UNKNOWN = "Nothing is known yet: you have not answered any question on this skill."
PLACED = "This is an estimate from your placement: no answer on this skill has been counted yet."


class Believed(NamedTuple):
    """One skill: the probability that it is known now, the answers counted, and since when that is believed."""

    skill: str
    title: str
    mastery: float
    tries: int
    correct: int
    since: datetime | None
    signal: Signal | None
    because: str


def explain(outline: Outline, belief: Belief | None, signals: Signals | None, at: datetime) -> Iterator[Believed]:
    """Every skill of the course, in its order. Who objects is explained without `signals`."""
    skills = belief.skills if belief else {}
    raised = signals.raised if signals else {}
    for skill in outline.raw["skills"]:
        yield _believed(skill["id"], skill["title"], skills.get(skill["id"]), raised.get(skill["id"]), at)


def _believed(skill: str, title: str, kept: SkillBelief | None, raised: Raised | None, at: datetime) -> Believed:
    if kept is None:
        return Believed(skill, title, 0.0, 0, 0, None, None, UNKNOWN)
    then, now = (_mastery(kept, moment) for moment in (kept.at, int(at.timestamp())))
    because = f"{raised.because}." if raised else _because(kept, then, now)
    signal = raised.signal if raised else None
    since = datetime.fromtimestamp(kept.at, UTC)
    return Believed(skill, title, now, kept.tries, kept.correct, since, signal, because)


def _mastery(kept: SkillBelief, at: int) -> float:
    return round(mastered_probability(kept, at, VERSIONS[kept.parameters]), 4)


def _because(kept: SkillBelief, then: float, now: float) -> str:
    told = f"{kept.correct} of your {kept.tries} answers on this skill were right." if kept.tries else PLACED
    faded = f" It was {then:.2f} then, and fades while you do not practise." if then - now >= 0.01 else ""
    return told + faded
