"""Evidence as arrays: tries by learners, padded where a learner has fewer, with the history before each try."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.worlds.answers import DAY, Answers, Flags, Floats, Whole

LATELY_DAYS = 1.0
"""Answers of late count half after so many days (`adaptive.parameters.Growth.lately_days`)."""
COUNTED = 50
"""Answers of either sort that count towards growth (`adaptive.growth.COUNTED`)."""


@dataclass(frozen=True, slots=True)
class Histories:
    """`told` marks the tries there were, `practice` holds the four counts that growth rests on, `guess` is by item."""

    item: Whole
    correct: Flags
    days: Floats
    told: Flags
    practice: Floats
    guess: Floats

    @property
    def learners(self) -> int:
        """How many."""
        return int(self.item.shape[1])

    @property
    def items(self) -> int:
        """How many."""
        return len(self.guess)

    def of(self, learners: Flags | slice) -> "Histories":
        """Some learners."""
        return Histories(
            self.item[:, learners],
            self.correct[:, learners],
            self.days[:, learners],
            self.told[:, learners],
            self.practice[:, learners],
            self.guess,
        )


def of_world(answers: Answers) -> Histories:
    """The histories of a world's learners: what a course sees of them."""
    guess = np.full(len(answers.items.difficulty), answers.items.guess)
    return of_arrays(answers.item.T, answers.correct.T, answers.days.T, np.ones(answers.item.T.shape, bool), guess)


def of_sequences(sequences: Sequence[tuple[Sequence[int], Sequence[bool], Sequence[int]]], guess: Floats) -> Histories:
    """Of items, correctness and epoch seconds of each learner, in the order of time."""
    longest = max(len(items) for items, _, _ in sequences)
    item = np.zeros((longest, len(sequences)), np.int64)
    correct, told = np.zeros(item.shape, bool), np.zeros(item.shape, bool)
    days = np.zeros(item.shape)
    for n, (items, rights, at) in enumerate(sequences):
        item[: len(items), n], correct[: len(items), n], told[: len(items), n] = items, rights, True
        days[1 : len(items), n] = np.diff(np.asarray(at)) / DAY
    return of_arrays(item, correct, days, told, guess)


def of_arrays(item: Whole, correct: Flags, days: Floats, told: Flags, guess: Floats) -> Histories:
    """Count what practice there was before each try."""
    practice = np.empty((*item.shape, 4))
    right, wrong, lately_right, lately_wrong = np.zeros((4, item.shape[1]))
    for n in range(len(item)):
        left = np.exp2(-days[n] / LATELY_DAYS)
        lately_right, lately_wrong = lately_right * left, lately_wrong * left
        counts = (
            np.minimum(right, COUNTED),
            np.minimum(wrong, COUNTED),
            np.log1p(lately_right),
            np.log1p(lately_wrong),
        )
        practice[n] = np.stack(counts, axis=1)
        right, wrong = right + (correct[n] & told[n]), wrong + (~correct[n] & told[n])
        lately_right, lately_wrong = lately_right + correct[n], lately_wrong + (~correct[n] & told[n])
    return Histories(np.ascontiguousarray(item), np.ascontiguousarray(correct), days, told, practice, guess)
