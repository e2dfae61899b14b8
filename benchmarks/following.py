"""The engine itself, as functions call it, on many learners answer by answer: what it believed at each."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from adaptive import mastery, signals
from adaptive.parameters import Parameters
from adaptive.signals import Signal
from benchmarks.fitting.histories import Histories
from benchmarks.worlds.answers import DAY, Answers, Flags, Floats


class Course(NamedTuple):
    """What is said of each item: difficulty, discrimination, and the chance of a blind guess."""

    difficulty: Floats
    discrimination: Floats
    guess: Floats


def stated(answers: Answers) -> Course:
    """What the author said of a world's items."""
    items = answers.items
    count = len(items.stated)
    return Course(items.stated, np.ones(count), np.full(count, items.guess))


@dataclass(frozen=True, slots=True)
class Read:
    """Tries by learners: chance of a right answer before it; after it those of mastery and of being stuck, and whether
    the signals of struggling and of advancing quickly stand."""

    right: Floats
    mastered: Floats
    stuck: Floats
    struggling: Flags
    advancing: Flags


def follow(histories: Histories, course: Course, parameters: Parameters) -> Read:
    """Read every learner after every answer; padded tries read as 0."""
    shape = histories.item.shape
    nothing, never = np.zeros(shape), np.zeros(shape, bool)
    read = Read(nothing, nothing.copy(), nothing.copy(), never, never.copy())
    items = [
        {"difficulty": float(b), "discrimination": float(a), "guess": float(c)} for b, a, c in zip(*course, strict=True)
    ]
    seconds = np.rint(histories.days.cumsum(axis=0) * DAY).astype(int)
    for learner in range(histories.learners):
        belief = mastery.prior("skill", theta=None, at=0, parameters=parameters)
        signal: Signal | None = None
        for n in range(int(histories.told[:, learner].sum())):
            asked, at = items[histories.item[n, learner]], int(seconds[n, learner])
            correct = bool(histories.correct[n, learner])
            read.right[n, learner] = mastery.answer_probability(belief, **asked, at=at, parameters=parameters)
            belief = mastery.update(belief, correct=correct, **asked, at=at, parameters=parameters)
            read.mastered[n, learner] = mastery.mastered_probability(belief, at, parameters)
            read.stuck[n, learner] = signals.stuck_probability(belief, parameters)
            signal = signals.derive(belief, signal, at, parameters).signal
            read.struggling[n, learner] = signal is Signal.STRUGGLING
            read.advancing[n, learner] = signal is Signal.ADVANCING
    return read
