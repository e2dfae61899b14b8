"""Worlds in which there is no state of knowing, but an ability that practice raises.

At each try, of a learner of ability theta and of a question of discrimination a and difficulty b:
    P(right) = logistic(a (theta + effect(history) - b)), and theta may move from try to try
Mastered: logistic(theta + effect) >= .85, the chance on a fresh question of middling difficulty.
The oracle is the exact filter over a grid of theta, since the history is seen.
"""

from abc import ABC, abstractmethod
from typing import ClassVar

import numpy as np
from numpy.random import Generator
from scipy.special import expit, logit
from scipy.stats import norm

from benchmarks.worlds import schedule
from benchmarks.worlds.answers import EARLY, ENOUGH, SPIN, TRIES, Answers, Flags, Floats, Foretold, Whole

FUTURES = 4
"""Wheel-spinning is foretold over so many schedules that the next tries may have, as the real one is not known."""


class Able(ABC):
    """A world of ability: its file says what practice does."""

    discriminations: ClassVar[float] = 0.0
    spread: ClassVar[float] = 1.0
    deviation: ClassVar[float] = 1.0
    mean: float
    remembers: ClassVar[bool] = True
    """Whether what practice does rests on the history."""

    def __init__(self, rng: Generator) -> None:
        self.items = schedule.bank(rng, spread=self.spread, discriminations=self.discriminations, guess=0.0)

    @abstractmethod
    def effect(self, at: Whole, correct: Flags, now: Whole) -> Floats:
        """What tries at such times (learners by tries) with such success have added to ability `now`."""

    def moved(self, ability: Floats, rng: Generator) -> Floats:
        """Ability after one more try."""
        return ability

    def moves(self, grid: Floats) -> Floats | None:
        """The chances of moving from each point of the grid to each, in one try; None where nothing moves."""
        return None

    def span(self) -> tuple[float, float]:
        """The ends of the grid."""
        return self.mean - 5.5 * self.deviation, self.mean + 5.5 * self.deviation

    def learners(self, rng: Generator, count: int) -> Answers:
        """The answers of so many learners, and the truth."""
        item, at = schedule.orders(rng, count), schedule.times(rng, count)
        blank = np.zeros((count, TRIES), dtype=np.bool_)
        answers = Answers(self.items, item, at, blank, blank.copy(), blank.copy())
        ability = rng.normal(self.mean, self.deviation, count)
        for n in range(TRIES):
            now = ability + self.effect(at[:, :n], answers.correct[:, :n], at[:, n])
            answers.began[:, n] = mastered(now)
            answers.correct[:, n] = rng.random(count) < self._right(now, item[:, n])
            ability = self.moved(ability, rng)
            answers.ended[:, n] = mastered(ability + self.effect(at[:, : n + 1], answers.correct[:, : n + 1], at[:, n]))
        return answers

    def oracle(self, answers: Answers, fineness: int = 1) -> Foretold:
        """The exact filter. `never` is the weight of those who have not been in mastery at any moment so far."""
        grid = np.linspace(*self.span(), 1 + 80 * fineness)
        count, moves = len(answers.item), self.moves(grid)
        start = norm.pdf(grid, self.mean, self.deviation)
        belief = np.tile(start / start.sum(), (count, 1))
        never = belief.copy()
        right, enough, spinning = np.empty((count, TRIES)), np.empty((count, TRIES)), np.empty(count)
        for n in range(TRIES):
            now = grid + self._practice(answers.at, answers.correct, n, answers.at[:, n])
            chances = self._right(now, answers.item[:, n, None])
            right[:, n] = (belief * chances).sum(axis=1)
            likely = np.where(answers.correct[:, n, None], chances, 1.0 - chances)
            belief, never = belief * likely, never * likely * ~mastered(now)
            total = belief.sum(axis=1, keepdims=True)
            belief, never = belief / total, never / total
            if moves is not None:
                belief, never = belief @ moves, never @ moves
            reached = mastered(grid + self._practice(answers.at, answers.correct, n + 1, answers.at[:, n]))
            enough[:, n] = (belief * reached).sum(axis=1)
            never = never * ~reached
            if n == EARLY - 1:
                spinning[:] = self._ahead(answers, grid, never, moves)
        return Foretold(right, enough, spinning)

    def _right(self, now: Floats, item: Whole) -> Floats:
        return np.asarray(expit(self.items.discrimination[item] * (now - self.items.difficulty[item])))

    def _practice(self, at: Whole, correct: Flags, tries: int, now: Whole) -> Floats:
        return self.effect(at[:, :tries], correct[:, :tries], now)[:, None]

    def _ahead(self, answers: Answers, grid: Floats, never: Floats, moves: Floats | None) -> Floats:
        """The weight of those who will not have been in mastery up to the tenth try either."""
        if not self.remembers:
            for _ in range(SPIN - EARLY):
                never = (never if moves is None else never @ moves) * ~mastered(grid)
            return never.sum(axis=1)
        gaps = np.diff(answers.at, axis=1)
        found = np.zeros(len(answers.item))
        for future in range(1, FUTURES + 1):
            ahead = np.roll(gaps, future, axis=0)[:, EARLY - 1 : SPIN - 1]  # somebody else's times
            at = np.hstack([answers.at[:, :EARLY], answers.at[:, EARLY - 1, None] + ahead.cumsum(axis=1)])
            found += self._branched(at, answers.correct[:, :EARLY], grid, never)
        return found / FUTURES

    def _branched(self, at: Whole, correct: Flags, grid: Floats, never: Floats) -> Floats:
        """Summed over every way in which the tries left may be answered."""
        tries = correct.shape[1]
        if tries == SPIN:
            return never.sum(axis=1)
        now = grid + self._practice(at, correct, tries, at[:, tries])
        never, chances = never * ~mastered(now), expit(now)
        found = np.zeros(len(at))
        for was in (True, False):
            then = np.hstack([correct, np.full((len(at), 1), was)])
            reached = mastered(grid + self._practice(at, then, tries + 1, at[:, tries]))
            found += self._branched(at, then, grid, never * (chances if was else 1.0 - chances) * ~reached)
        return found


def mastered(now: Floats) -> Flags:
    """Whether a fresh question of middling difficulty would be answered right with a chance of .85 or more."""
    return now >= float(logit(ENOUGH))
