"""A fit as parameters of the engine, with the difficulty and discrimination of every item."""

from typing import NamedTuple

import numpy as np
from scipy.special import expit, softmax

from adaptive.parameters import Growth, Kind, Parameters
from benchmarks.fitting import search
from benchmarks.fitting.histories import Histories
from benchmarks.fitting.mixture import LUCK, Fit
from benchmarks.following import Course, follow
from benchmarks.worlds.answers import Floats

WANDER = (0.0, 0.005, 0.01, 0.02, 0.04)
"""Variances that an answer may add to ability, of which the engine's own foresight chooses."""
WANDERERS = 200
"""Learners on whom it is chosen."""
LONG = 1e6
"""Days in which nothing is forgotten."""
NO_GROWTH = Growth(0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0)


class Measured(NamedTuple):
    """What was learned from evidence: the parameters and the course's items."""

    parameters: Parameters
    course: Course


def measured(histories: Histories, version: str) -> Measured:
    """Fit, and say it in the engine's words."""
    found = search.likeliest(histories)
    course = Course(found.numbers["difficulty"], np.exp(found.numbers["discrimination"]), histories.guess)
    if not found.shape.grows:
        return Measured(parameters(found, version), course)
    some = histories.of(slice(WANDERERS))

    def foresight(wander: float) -> float:
        read = follow(some, course, parameters(found, version, wander=wander))
        return float(np.log(np.where(some.correct, read.right, 1.0 - read.right))[some.told].sum())

    return Measured(parameters(found, version, wander=max(WANDER, key=foresight)), course)


def parameters(found: Fit, version: str, *, wander: float = 0.0, trust: float = 1.0) -> Parameters:
    """The engine's parameters; of items that were measured, difficulties are trusted."""
    numbers = found.numbers
    shares = softmax(numbers["share"])
    kinds = zip(
        shares,
        expit(numbers["initial"]),
        expit(numbers["learn"]),
        numbers["known"],
        numbers["unknown"],
        strict=False,
    )
    return Parameters(
        version,
        kinds=tuple(Kind(*(float(number) for number in kind)) for kind in kinds),
        growth=_growth(numbers, float(shares[-1]), wander) if found.shape.grows else NO_GROWTH,
        half_life_days=float(np.log(2.0) / np.exp(numbers["forget"][0])) if found.shape.kinds else LONG,
        trust=trust,
        luck=LUCK,
    )


def _growth(numbers: dict[str, Floats], share: float, wander: float) -> Growth:
    right, wrong, lately_right, lately_wrong = map(float, numbers["practice"])
    return Growth(
        share=share,
        mean=float(numbers["mean"][0]),
        deviation=float(np.exp(numbers["deviation"][0])),
        right=right,
        wrong=wrong,
        lately_right=lately_right,
        lately_wrong=lately_wrong,
        wander=wander,
    )
