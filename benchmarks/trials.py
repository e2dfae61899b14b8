"""One seed of one world: learners to fit on, others to judge, what the oracle says of these, and what the engine does.

The engine runs twice: measured on the evidence of the first learners alone, and cold, with its defaults and what the
author said of the questions.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from adaptive.mastery import DEFAULT
from benchmarks.fitting import histories
from benchmarks.fitting.published import Measured, measured
from benchmarks.following import Read, follow, stated
from benchmarks.worlds import WORLDS, World, world
from benchmarks.worlds.answers import Answers, Foretold

SEEDS = range(1, 11)
"""None of them was looked at while the engine and its defaults were made."""
EVIDENCE = 500
JUDGED = 1_000


@dataclass(frozen=True, slots=True)
class Trial:
    """Readings are of tries by learners, answers and the oracle's of learners by tries."""

    name: str
    seed: int
    world: World
    evidence: Answers
    answers: Answers
    oracle: Foretold
    fit: Measured
    fitted: Read
    cold: Read


def trial(name: str, seed: int, evidence: int = EVIDENCE, judged: int = JUDGED) -> Trial:
    """Run one. Worlds do not share their draws, so none changes when another is added."""
    rng = np.random.default_rng([seed, *name.encode()])
    here = world(name, rng)
    known, answers = here.learners(rng, evidence), here.learners(rng, judged)
    fit = measured(histories.of_world(known), f"{name}-{seed}")
    seen = histories.of_world(answers)
    return Trial(
        name=name,
        seed=seed,
        world=here,
        evidence=known,
        answers=answers,
        oracle=here.oracle(answers),
        fit=fit,
        fitted=follow(seen, fit.course, fit.parameters),
        cold=follow(seen, stated(answers), DEFAULT),
    )


def trials(name: str, seeds: range = SEEDS, evidence: int = EVIDENCE, judged: int = JUDGED) -> Iterator[Trial]:
    """Every seed of a world."""
    return (trial(name, seed, evidence, judged) for seed in seeds)


NAMES = tuple(WORLDS)
