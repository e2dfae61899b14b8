"""Signals: a learner who struggles with a skill, or advances quickly, as a probability with hysteresis.

Struggling is wheel-spinning (Beck & Gong 2013): no mastery within ten tries, foretold from the fourth by running the
mastery model ahead. Signals speak of answers only, never of feelings.
"""

from enum import StrEnum
from typing import NamedTuple

from adaptive.mastery import DEFAULT, Parameters, SkillBelief, answer_chances, learned, mastered_probability

# The item expected next: middling difficulty, usual discrimination, a few options.
TYPICAL = (0.0, 1.0, 0.2)


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
    known = mastered_probability(belief, at, parameters)
    tally = f"{belief.correct} of {belief.tries} answers on this skill were right"
    if _struggling(belief, stuck, previous, parameters):
        because = f"{tally}; the chance of not mastering it in the next few tries is {stuck:.2f}"
        return SignalReading(Signal.STRUGGLING, stuck, because)
    if _advancing(belief, known, previous, parameters):
        return SignalReading(
            Signal.ADVANCING, known, f"{tally}; it was mastered quickly, with a probability of {known:.2f}"
        )
    return SignalReading(None, stuck, f"{tally}; neither struggling nor advancing quickly stands out")


def stuck_probability(belief: SkillBelief, parameters: Parameters = DEFAULT) -> float:
    """Probability that the tries left (to the tenth, at least a few) end without mastery.

    Time away is no struggle: it starts from the belief as of the last answer.
    """
    ahead = max(parameters.spin_tries - belief.tries, parameters.spin_ahead)
    return _unmastered(
        belief.known, min(ahead, parameters.spin_tries), answer_chances(*TYPICAL, parameters), parameters
    )


def _unmastered(known: float, tries: int, chances: tuple[float, float], parameters: Parameters) -> float:
    """Chance to stay below mastery for `tries` more answers: at each, both outcomes weighed with their chances."""
    if known >= parameters.mastered:
        return 0.0
    if tries == 0:
        return 1.0
    right = known * chances[0] + (1.0 - known) * chances[1]
    return right * _unmastered(learned(known, True, chances, parameters), tries - 1, chances, parameters) + (
        1.0 - right
    ) * _unmastered(learned(known, False, chances, parameters), tries - 1, chances, parameters)


def _struggling(belief: SkillBelief, stuck: float, previous: Signal | None, parameters: Parameters) -> bool:
    if previous is Signal.STRUGGLING:
        return stuck >= parameters.struggling_clear
    return belief.tries >= parameters.spin_earliest and stuck >= parameters.struggling_raise


def _advancing(belief: SkillBelief, known: float, previous: Signal | None, parameters: Parameters) -> bool:
    if previous is Signal.ADVANCING:
        return known >= parameters.advancing_clear
    fast = parameters.fast_earliest <= belief.tries <= parameters.fast_tries
    clean = belief.tries - belief.correct <= parameters.fast_wrong
    return fast and clean and known >= parameters.advancing_raise
