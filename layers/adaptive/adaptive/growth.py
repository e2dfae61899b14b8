"""Performance factors (Pavlik, Cen & Koedinger 2009): an ability that grows with each answer, and fades in between.

What the learner brought along is normal, and stays so: after each answer its mean and variance are those of the exact
posterior (assumed density filtering, Opper 1998), by Gauss-Hermite quadrature.
"""

from math import erf, exp2, log, log1p, sqrt
from typing import NamedTuple

from adaptive.parameters import Growth
from adaptive.response import Question

# The nodes and weights of exact integrals over a standard normal, of polynomials up to degree 13.
_NODES = (-3.750439717725742, -2.366759410734541, -1.154405394739968, 0.0)
_WEIGHTS = (0.000548268855972, 0.030757123967586, 0.240123178605013, 0.457142857142857)
QUADRATURE = tuple(
    (sign * node, weight)
    for node, weight in zip(_NODES, _WEIGHTS, strict=True)
    for sign in ((-1.0, 1.0) if node else (1.0,))
)

# Mastered: a fresh question of middling difficulty would be answered right with a chance of .85 or more.
ENOUGH = log(0.85 / 0.15)
# Practice beyond so many answers of either sort raises the ability no further.
COUNTED = 50
# Never quite certain: an ability without variance could not be moved by any answer.
LEAST_VARIANCE = 1e-3
# Just short of mastery about four answers of five are right.
NEARLY = 0.8


class Ability(NamedTuple):
    """What the learner brought along, as mean and variance, and the right and wrong answers of late, which fade."""

    mean: float
    variance: float
    lately_right: float
    lately_wrong: float


class Tally(NamedTuple):
    """Right and wrong answers since the first."""

    right: float
    wrong: float


def faded(ability: Ability, days: float, growth: Growth) -> Ability:
    """What is left after `days` without practice."""
    left = exp2(-days / growth.lately_days)
    return Ability(ability.mean, ability.variance, ability.lately_right * left, ability.lately_wrong * left)


def gained(ability: Ability, tally: Tally, growth: Growth) -> float:
    """By how much practice has raised the ability."""
    return (
        growth.right * min(tally.right, COUNTED)
        + growth.wrong * min(tally.wrong, COUNTED)
        + growth.lately_right * log1p(ability.lately_right)
        + growth.lately_wrong * log1p(ability.lately_wrong)
    )


def chance(ability: Ability, tally: Tally, question: Question, growth: Growth) -> float:
    """The chance of a right answer."""
    now, deviation = ability.mean + gained(ability, tally, growth), sqrt(ability.variance)
    return sum(weight * question.chance(now + deviation * node) for node, weight in QUADRATURE)


def learned(ability: Ability, tally: Tally, correct: bool, question: Question, growth: Growth) -> Ability:
    """The ability after one answer; `tally` is that before it."""
    now, deviation = ability.mean + gained(ability, tally, growth), sqrt(ability.variance)
    total = first = second = 0.0
    for node, weight in QUADRATURE:
        right = question.chance(now + deviation * node)
        likely = weight * (right if correct else 1.0 - right)
        total += likely
        first += likely * node
        second += likely * node * node
    shift = first / total
    return Ability(
        ability.mean + deviation * shift,
        max(LEAST_VARIANCE, ability.variance * (second / total - shift * shift)) + growth.wander,
        ability.lately_right + correct,
        ability.lately_wrong + (not correct),
    )


def enough(ability: Ability, tally: Tally, growth: Growth) -> float:
    """The chance that the ability has come to `ENOUGH`."""
    return _normal((ability.mean + gained(ability, tally, growth) - ENOUGH) / sqrt(ability.variance))


def still_short(ability: Ability, tally: Tally, tries: int, growth: Growth) -> float:
    """The chance that the ability is short of `ENOUGH` now and will be after `tries` more answers in a row.

    Who gets there at the last of them answers as one who is nearly there on the way.
    """
    right, wrong = tries * NEARLY, tries * (1.0 - NEARLY)
    then = Ability(ability.mean, ability.variance, ability.lately_right + right, ability.lately_wrong + wrong)
    gain = max(gained(ability, tally, growth), gained(then, Tally(tally.right + right, tally.wrong + wrong), growth))
    return _normal((ENOUGH - ability.mean - gain) / sqrt(ability.variance + tries * growth.wander))


def _normal(x: float) -> float:
    """The standard normal distribution function."""
    return 0.5 * (1.0 + erf(x / sqrt(2.0)))
