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
    knower, other = _likely(known, correct, question, kind)
    posterior = knower / (knower + other)
    return min(MOST, max(LEAST, posterior + (1.0 - posterior) * kind.learn))


def never_yet(never: float, known: float, correct: bool, question: Question, kind: Kind) -> float:
    """The chance that the skill was not known at any moment so far, after one answer more.

    `never` and `known` are those before it. Without forgetting this is the chance that the skill is not known.
    """
    knower, other = _likely(known, correct, question, kind)
    return min(1.0 - LEAST, never / (1.0 - known) * other / (knower + other) * (1.0 - kind.learn))


def not_in(tries: int, kind: Kind) -> float:
    """The chance that who does not know the skill does not come to know it by so many more answers."""
    return (1.0 - kind.learn) ** tries


def _likely(known: float, correct: bool, question: Question, kind: Kind) -> tuple[float, float]:
    """The chances of this answer and of who knows the skill, and of it and of who does not."""
    knower, other = question.chance(kind.known), question.chance(kind.unknown)
    if not correct:
        knower, other = 1.0 - knower, 1.0 - other
    return known * knower, (1.0 - known) * other
