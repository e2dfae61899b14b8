"""Bayesian knowledge tracing as it is used (Corbett & Anderson 1994): four parameters by expectation maximization,
mastered from .95 on."""

from typing import NamedTuple

import numpy as np

from benchmarks.baselines import Baseline
from benchmarks.worlds.answers import Answers, Flags, Floats

LINE = 0.95
ROUNDS = 200
ENOUGH = 1e-5
STARTS = ((0.3, 0.1, 0.1, 0.2), (0.1, 0.05, 0.2, 0.3), (0.5, 0.2, 0.05, 0.1))


class Four(NamedTuple):
    """Chance to know the skill at first, to learn it at a try, to slip, to guess."""

    known: float
    learn: float
    slip: float
    guess: float


def traced(answers: Answers, four: Four) -> Baseline:
    """The filter with these parameters."""
    known = np.full(len(answers.correct), four.known)
    right, sure = np.empty(answers.correct.shape), np.empty(answers.correct.shape, bool)
    for n in range(right.shape[1]):
        right[:, n] = known * (1 - four.slip) + (1 - known) * four.guess
        knower, other = _likely(answers.correct[:, n], four)
        known = known * knower / (known * knower + (1 - known) * other)
        known = known + (1 - known) * four.learn
        sure[:, n] = known >= LINE
    return Baseline(right, sure)


def fitted(correct: Flags) -> Four:
    """The likeliest parameters of several starts, of learners by tries."""
    return max((_climb(correct, Four(*start)) for start in STARTS), key=lambda found: found[1])[0]


def _climb(correct: Flags, four: Four) -> tuple[Four, float]:
    before = -np.inf
    for _ in range(ROUNDS):
        four, likely = _round(correct, four)
        if likely - before < ENOUGH * abs(likely):
            break
        before = likely
    return four, likely


def _round(correct: Flags, four: Four) -> tuple[Four, float]:
    """One round of expectation maximization (Baum-Welch), and the log-likelihood before it."""
    tries = correct.shape[1]
    knew, likely = np.empty(correct.shape), np.empty(correct.shape)
    known = np.full(len(correct), four.known)
    for n in range(tries):
        knower, other = _likely(correct[:, n], four)
        likely[:, n] = known * knower + (1 - known) * other
        knew[:, n] = known * knower / likely[:, n]
        known = knew[:, n] + (1 - knew[:, n]) * four.learn
    later_known, later_other = np.ones(len(correct)), np.ones(len(correct))
    states = np.empty(correct.shape)
    came, stayed = 0.0, 0.0
    for n in reversed(range(tries)):
        moved = (1 - knew[:, n]) * four.learn * later_known
        not_moved = (1 - knew[:, n]) * (1 - four.learn) * later_other
        total = knew[:, n] * later_known + moved + not_moved
        if n < tries - 1:
            came, stayed = came + float((moved / total).sum()), stayed + float((not_moved / total).sum())
        states[:, n] = knew[:, n] * later_known / total
        knower, other = _likely(correct[:, n], four)
        back = (1 - four.learn) * later_other + four.learn * later_known
        later_known, later_other = later_known * knower / likely[:, n], back * other / likely[:, n]
    first = four.known * later_known / (four.known * later_known + (1 - four.known) * later_other)
    found = Four(
        known=float(first.mean()),
        learn=came / (came + stayed),
        slip=float((states * ~correct).sum() / states.sum()),
        guess=float(((1 - states) * correct).sum() / (1 - states).sum()),
    )
    return Four(*(min(1 - 1e-4, max(1e-4, each)) for each in found)), float(np.log(likely).sum())


def _likely(correct: Flags, four: Four) -> tuple[Floats, Floats]:
    return np.where(correct, 1 - four.slip, four.slip), np.where(correct, four.guess, 1 - four.guess)
