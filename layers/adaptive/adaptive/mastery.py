"""Mastery: the belief that a learner knows a skill, updated in constant time per answer.

A Bayesian knowledge tracing filter (Corbett & Anderson 1994) with forgetting between answers, whose half-life grows
with practice (after Settles & Meeder 2016). Slip and guess are the item's: who knows the skill answers like a learner
of a higher ability under the four-parameter logistic model (Barton & Lord 1981), so a hard item excuses a slip and an
easy one proves little. The belief is rounded after each update, so it can be recomputed bit for bit from its evidence.
"""

from collections.abc import Iterable
from copy import replace
from math import exp2, log
from typing import NamedTuple

from adaptive.irt import DIFFICULTY, DISCRIMINATION, logistic
from adaptive.parameters import DEFAULT, VERSIONS, Parameters

__all__ = [
    "DEFAULT",
    "VERSIONS",
    "Evidence",
    "Parameters",
    "SkillBelief",
    "answer_chances",
    "due",
    "learned",
    "mastered_probability",
    "prior",
    "replay",
    "update",
]

DAY = 86_400
DIGITS = 6
# Never certain: a belief of exactly 0 or 1 could not be moved by any answer.
CERTAINTY = (0.001, 0.999)
MOST_GUESSABLE = 0.9


class SkillBelief(NamedTuple):
    """What is believed of one skill as of `at` (epoch seconds), under the version `parameters`.

    `known` is a probability rounded to 1e-6; `streak` counts right answers in a row, or wrong ones below zero.
    """

    skill: str
    known: float
    tries: int
    correct: int
    streak: int
    at: int
    parameters: str


class Evidence(NamedTuple):
    """One answer: `difficulty` and `discrimination` are b and a, `guess` the chance of a lucky right answer."""

    skill: str
    item: str
    correct: bool
    difficulty: float
    discrimination: float
    guess: float
    at: int


def prior(
    skill: str, *, theta: float | None, at: int, parameters: Parameters = DEFAULT, difficulty: float = 0.0
) -> SkillBelief:
    """The belief before any answer, from the ability `theta` of a placement if there was one.

    `difficulty` is where the skill lies on the scale of ability (the mean b of its items, say).
    """
    ahead = 0.0 if theta is None else parameters.placement_slope * (theta - difficulty)
    known = logistic(log(parameters.initial / (1.0 - parameters.initial)) + ahead)
    return SkillBelief(skill, _quantized(known), 0, 0, 0, at, parameters.version)


def update(
    belief: SkillBelief,
    *,
    correct: bool,
    difficulty: float,
    discrimination: float,
    guess: float,
    at: int,
    parameters: Parameters = DEFAULT,
) -> SkillBelief:
    """The belief after one answer at `at` (epoch seconds).

    Time never runs backwards: an answer dated before the belief counts as given at belief.at. Impossible
    item parameters, and parameters of another version than the belief's, raise ValueError.
    """
    chances = answer_chances(difficulty, discrimination, guess, parameters)
    faded = mastered_probability(belief, at, parameters)
    run = max(belief.streak, 0) + 1 if correct else min(belief.streak, 0) - 1
    return replace(
        belief,
        known=_quantized(learned(faded, correct, chances, parameters)),
        tries=belief.tries + 1,
        correct=belief.correct + correct,
        streak=run,
        at=max(at, belief.at),
    )


def replay(evidence: Iterable[Evidence], prior: SkillBelief, parameters: Parameters = DEFAULT) -> SkillBelief:
    """Recompute a belief from its answers in the order in which they were counted.

    Evidence of another skill raises ValueError.
    """
    belief = prior
    for answer in evidence:
        if answer.skill != belief.skill:
            raise ValueError(f"evidence of skill {answer.skill!r} does not bear on {belief.skill!r}")
        belief = update(
            belief,
            correct=answer.correct,
            difficulty=answer.difficulty,
            discrimination=answer.discrimination,
            guess=answer.guess,
            at=answer.at,
            parameters=parameters,
        )
    return belief


def mastered_probability(belief: SkillBelief, at: int, parameters: Parameters = DEFAULT) -> float:
    """Probability that the skill is known at `at` (epoch seconds), with forgetting since the last answer."""
    if belief.parameters != parameters.version:
        raise ValueError(f"a belief under {belief.parameters!r} cannot be read with parameters {parameters.version!r}")
    days = max(0, at - belief.at) / DAY
    half_life = parameters.half_life_days * (1 + belief.correct)
    kept = parameters.retained + (1.0 - parameters.retained) * exp2(-days / half_life)
    return belief.known * kept


def due(belief: SkillBelief, at: int, parameters: Parameters = DEFAULT) -> bool:
    """Whether a skill once mastered has faded below mastery by `at`, and is worth a review."""
    return belief.known >= parameters.mastered > mastered_probability(belief, at, parameters)


def answer_chances(
    difficulty: float, discrimination: float, guess: float, parameters: Parameters
) -> tuple[float, float]:
    """Chance of a right answer from one who knows the skill, and the lower one from one who does not."""
    if not DIFFICULTY[0] <= difficulty <= DIFFICULTY[1] or not DISCRIMINATION[0] <= discrimination <= DISCRIMINATION[1]:
        raise ValueError(f"difficulty {difficulty} or discrimination {discrimination} is impossible")
    if not 0.0 <= guess <= MOST_GUESSABLE:
        raise ValueError(f"a blind guess cannot be right with chance {guess}")
    low = max(guess, parameters.luck)
    span = 1.0 - parameters.lapse - low
    return (
        low + span * logistic(discrimination * (parameters.known_ability - difficulty)),
        low + span * logistic(discrimination * (parameters.unknown_ability - difficulty)),
    )


def learned(known: float, correct: bool, chances: tuple[float, float], parameters: Parameters) -> float:
    """Bayes' rule for one answer, then the chance of having learned from it (Corbett & Anderson 1994, eqs. 1 to 3)."""
    knower, other = chances if correct else (1.0 - chances[0], 1.0 - chances[1])
    posterior = known * knower / (known * knower + (1.0 - known) * other)
    return posterior + (1.0 - posterior) * parameters.learn


def _quantized(known: float) -> float:
    return round(min(CERTAINTY[1], max(CERTAINTY[0], known)), DIGITS)
