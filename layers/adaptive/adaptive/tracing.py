"""Knowledge tracing (Corbett & Anderson 1994): whether a learner of one kind knows a skill, as a probability.

With forgetting between answers (Qiu et al. 2011), and slip and guess by item (Pardos & Heffernan 2011): a hard item
excuses a slip, and an easy one proves little.
"""

from math import exp2

from adaptive.parameters import Kind
from adaptive.response import Question

# Never certain: a belief of exactly 0 or 1 could not be moved by any answer.
LEAST, MOST = 0.001, 0.999


def faded(known: float, days: float, half_life_days: float) -> float:
    """The chance that the skill is still known after `days` without practice."""
    return known * exp2(-days / half_life_days)


def chance(known: float, question: Question, kind: Kind) -> float:
    """The chance of a right answer."""
    return known * question.chance(kind.known) + (1.0 - known) * question.chance(kind.unknown)


def learned(known: float, correct: bool, question: Question, kind: Kind) -> float:
    """Bayes' rule for one answer, then the chance of having learned from it (Corbett & Anderson 1994, eqs. 1 to 3)."""
    knower, other = question.chance(kind.known), question.chance(kind.unknown)
    if not correct:
        knower, other = 1.0 - knower, 1.0 - other
    posterior = known * knower / (known * knower + (1.0 - known) * other)
    return min(MOST, max(LEAST, posterior + (1.0 - posterior) * kind.learn))


def still_unknown(known: float, tries: int, kind: Kind) -> float:
    """The chance that the skill is not known now and will not be after `tries` more answers."""
    return (1.0 - known) * (1.0 - kind.learn) ** tries
