"""What is believed of a learner, skill by skill, and why: for the learner to read, doubt and contest."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple

from adaptive import prerequisites
from adaptive.mastery import VERSIONS, SkillBelief, mastered_probability
from adaptive.prerequisites import Known, Reading
from adaptive.signals import Signal
from inarax.courses import Outline
from inarax.stores.beliefs import Belief
from inarax.stores.signals import Raised, Signals
from personalization.deriving import holding

UNKNOWN = "Nothing is known yet: you have not answered any question on this skill."
PLACED = "This is an estimate from your placement: no answer on this skill has been counted yet."
UNTRIED = "You have not answered any question on this skill."


class RestsOn(StrEnum):
    """What an estimate rests on; of neighbouring skills, always besides what else there is."""

    NOTHING = "nothing"
    PLACEMENT = "placement"
    ANSWERS = "answers"
    NEIGHBOURS = "neighbours"


class Noticed(NamedTuple):
    """When a signal that still holds was raised, and why it was then."""

    at: datetime
    because: str


class Believed(NamedTuple):
    """One skill: the probability that it is known now, the answers counted, and since when that is believed.

    `own` is the probability by answers on this skill alone, by which alone it counts as mastered; `neighbour` the skill
    whose answers bear on it most, if others do. `because` explains the probability as it is now.
    """

    skill: str
    title: str
    mastery: float
    own: float
    tries: int
    correct: int
    since: datetime | None
    signal: Signal | None
    noticed: Noticed | None
    basis: RestsOn
    neighbour: str | None
    because: str


def explain(outline: Outline, belief: Belief | None, signals: Signals | None, at: datetime) -> Iterator[Believed]:
    """Every skill of the course, in its order. Who objects is explained without `signals`."""
    known = Known(belief.skills, belief.priors) if belief else Known({}, {})
    readings = prerequisites.readings(known, outline.skills, int(at.timestamp()))
    raised = holding(signals, belief, at)
    titles = {skill["id"]: skill["title"] for skill in outline.raw["skills"]}
    for skill, title in titles.items():
        reading = readings.get(skill)
        yield (
            _believed(skill, reading, known.beliefs, raised.get(skill), titles)
            if reading
            else Believed(skill, title, 0.0, 0.0, 0, 0, None, None, None, RestsOn.NOTHING, None, UNKNOWN)
        )


def _believed(
    skill: str,
    reading: Reading,
    beliefs: Mapping[str, SkillBelief],
    raised: Raised | None,
    titles: Mapping[str, str],
) -> Believed:
    kept, neighbour = beliefs.get(skill), reading.said.neighbour
    bearing = [each for each in (kept, beliefs.get(neighbour or "")) if each]
    return Believed(
        skill=skill,
        title=titles[skill],
        mastery=round(reading.mastery, 4),
        own=round(reading.own, 4),
        tries=kept.tries if kept else 0,
        correct=kept.correct if kept else 0,
        since=datetime.fromtimestamp(max(each.at for each in bearing), UTC),
        signal=raised.signal if raised else None,
        noticed=Noticed(raised.at, f"{raised.because}.") if raised else None,
        basis=_basis(kept, neighbour),
        neighbour=neighbour,
        because=_because(kept, reading.own) + (_beside(reading, titles[neighbour]) if neighbour else ""),
    )


def _basis(kept: SkillBelief | None, neighbour: str | None) -> RestsOn:
    if neighbour:
        return RestsOn.NEIGHBOURS
    return RestsOn.ANSWERS if kept and kept.tries else RestsOn.PLACEMENT


def _because(kept: SkillBelief | None, own: float) -> str:
    if kept is None:
        return UNTRIED
    then = mastered_probability(kept, kept.at, VERSIONS[kept.parameters])
    told = f"{kept.correct} of your {kept.tries} answers on this skill were right." if kept.tries else PLACED
    faded = f" It was {then:.2f} then, and fades while you do not practise." if then - own >= 0.01 else ""
    return told + faded


def _beside(reading: Reading, neighbour: str) -> str:
    """Who speaks for a skill builds on it, and who speaks against it is what it builds on."""
    shown, own = f"{reading.mastery:.2f}", f"{reading.own:.2f}"
    alone = f" a little; without them it is {own}" if reading.own and own != shown else " a little"
    if reading.said.logits > 0.0:
        return f" Your answers on “{neighbour}”, which builds on it, speak for it{alone}."
    return f" Your answers on “{neighbour}”, which it builds on, speak against it{alone}."
