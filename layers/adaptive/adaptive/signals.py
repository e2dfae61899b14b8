"""Signals: a learner who struggles with a skill, or advances quickly, as a probability with hysteresis.

Struggling is wheel-spinning (Beck & Gong 2013): no mastery within ten tries, foretold from the fourth by running the
mastery model ahead. Signals speak of answers only, never of feelings.
"""

from enum import StrEnum
from typing import NamedTuple

from adaptive.mastery import (
    DEFAULT,
    Parameters,
    SkillBelief,
    mastered_probability,
    never_mastered,
    unmastered_ahead,
)


class Signal(StrEnum):
    """What an organization or a lesson may react to."""

    STRUGGLING = "struggling"
    ADVANCING = "advancing"


class SignalReading(NamedTuple):
    """The signal, if any, the probability of it (of struggling, if none) and why."""

    signal: Signal | None
    probability: float
    because: str


def derive(belief: SkillBelief, previous: Signal | None, at: int, parameters: Parameters = DEFAULT) -> SignalReading:
    """Read the signal of one skill at `at` (epoch s), given the one before. A mastered skill is never struggling."""
    stuck = stuck_probability(belief, parameters)
    known = [mastered_probability(belief, moment, parameters) for moment in (belief.at, at)]
    tally = f"{belief.correct} of {belief.tries} answers on this skill were right"
    if max(known) < parameters.mastered and _struggling(belief, stuck, previous, parameters):
        because = (
            f"{tally}; the chance that it is not mastered yet and will not be in the next few tries is {stuck:.2f}"
        )
        return SignalReading(Signal.STRUGGLING, stuck, because)
    if _advancing(belief, min(known), previous, parameters):
        because = f"{tally}; it was mastered quickly, with a probability of {min(known):.2f}"
        return SignalReading(Signal.ADVANCING, min(known), because)
    return SignalReading(None, stuck, f"{tally}; neither struggling nor advancing quickly stands out")


def stuck_probability(belief: SkillBelief, parameters: Parameters = DEFAULT) -> float:
    """Probability that the tries left (to the tenth, at least a few) end without mastery.

    In the first ten, who knew the skill once and forgot it is no wheel-spinner; later, what counts is whether it is
    known now. Time away is no struggle: it starts from the belief as of the last answer.
    """
    lines = parameters.lines
    left = max(lines.spin_tries - belief.tries, lines.spin_ahead)
    return (never_mastered if belief.tries <= lines.spin_tries else unmastered_ahead)(belief, left, parameters)


def _struggling(belief: SkillBelief, stuck: float, previous: Signal | None, parameters: Parameters) -> bool:
    if previous is Signal.STRUGGLING:
        return stuck >= parameters.lines.struggling_clear
    return belief.tries >= parameters.lines.spin_earliest and stuck >= parameters.lines.struggling_raise


def _advancing(belief: SkillBelief, known: float, previous: Signal | None, parameters: Parameters) -> bool:
    lines = parameters.lines
    if previous is Signal.ADVANCING:
        return known >= lines.advancing_clear
    fast = lines.fast_earliest <= belief.tries <= lines.fast_tries
    clean = belief.tries - belief.correct <= lines.fast_wrong
    return fast and clean and known >= lines.advancing_raise
