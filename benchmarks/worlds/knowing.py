"""Worlds in which a skill is known or not, and learners differ in how they come to know and show it.

At each try, of a learner with traits L, T, S, G, F and of a question of difficulty b:
    P(known at first) = L;  P(still known after d days) = exp(-F d);  P(known after a try | not before) = T
    P(right | known) = logistic(logit(1 - S) - b);  P(right | not known) = logistic(logit(G) - b)
The oracle is the exact filter over {known, not known} x nodes of traits.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.random import Generator
from scipy.special import expit, logit

from benchmarks.worlds import schedule
from benchmarks.worlds.answers import EARLY, SPIN, TRIES, Answers, Floats, Foretold, Items


@dataclass(frozen=True, slots=True)
class Traits:
    """Arrays of one shape: of learners, or of the oracle's nodes."""

    known: Floats
    learn: Floats
    slip: Floats
    guess: Floats
    forget: Floats


@dataclass(frozen=True, slots=True)
class Skill:
    """The traits of a usual learner, drawn anew for every seed within what is published for tutors."""

    known: float
    learn: float
    slip: float
    guess: float
    forget: float = 0.0

    @classmethod
    def drawn(cls, rng: Generator, *, forget: tuple[float, float] = (0.0, 0.0)) -> "Skill":
        """Initial .1 to .5, learning .05 to .25, slip .05 to .15, guess .1 to .25 (Corbett & Anderson 1994)."""
        known, learn, slip, guess = rng.uniform((0.1, 0.05, 0.05, 0.1), (0.5, 0.25, 0.15, 0.25))
        return cls(known, learn, slip, guess, rng.uniform(*forget))

    def of(self, count: int) -> Traits:
        """The same traits `count` times."""
        each = (self.known, self.learn, self.slip, self.guess, self.forget)
        return Traits(*(np.full(count, trait) for trait in each))


class Knowing(ABC):
    """A world of knowing: its file says how learners' traits are spread, and by which nodes the oracle sums them."""

    spread: ClassVar[float] = 0.5
    options: ClassVar[int] = 5

    def __init__(self, rng: Generator) -> None:
        self.skill = Skill.drawn(rng)
        self.items = schedule.bank(rng, spread=self.spread, discriminations=0.0, guess=1.0 / self.options)

    @abstractmethod
    def traits(self, rng: Generator, learners: int) -> Traits:
        """Of so many learners."""

    @abstractmethod
    def nodes(self, fineness: int) -> tuple[Floats, Traits]:
        """Weights that add up to 1, and traits. A fineness of 4 has at least four times the nodes, unless exact."""

    def learners(self, rng: Generator, count: int) -> Answers:
        """The answers of so many learners, and the truth."""
        item, at = schedule.orders(rng, count), schedule.times(rng, count)
        blank = np.zeros((count, TRIES), dtype=np.bool_)
        answers = Answers(self.items, item, at, blank, blank.copy(), blank.copy())
        traits, days = self.traits(rng, count), answers.days
        known = rng.random(count) < traits.known
        for n in range(TRIES):
            known &= rng.random(count) < np.exp(-traits.forget * days[:, n])
            answers.began[:, n] = known
            knower, other = chances(traits, self.items, item[:, n])
            answers.correct[:, n] = rng.random(count) < np.where(known, knower, other)
            known |= rng.random(count) < traits.learn
            answers.ended[:, n] = known
        return answers

    def oracle(self, answers: Answers, fineness: int = 1) -> Foretold:
        """The exact filter. `never` is the weight of those who have not known the skill at any moment so far."""
        weights, traits = self.nodes(fineness)
        count, days = len(answers.item), answers.days
        known = np.tile(weights * traits.known, (count, 1))
        other = np.tile(weights * (1.0 - traits.known), (count, 1))
        never = other.copy()
        right, mastered, spinning = np.empty((count, TRIES)), np.empty((count, TRIES)), np.empty(count)
        for n in range(TRIES):
            kept = np.exp(-traits.forget * days[:, n, None])
            known, other = known * kept, other + known * (1.0 - kept)
            knower, guesser = chances(traits, self.items, answers.item[:, n, None])
            right[:, n] = (known * knower + other * guesser).sum(axis=1)
            was = answers.correct[:, n, None]
            knower, guesser = np.where(was, knower, 1.0 - knower), np.where(was, guesser, 1.0 - guesser)
            known, other, never = known * knower, other * guesser, never * guesser
            total = (known + other).sum(axis=1, keepdims=True)
            known, other, never = known / total, other / total, never / total * (1.0 - traits.learn)
            known, other = known + other * traits.learn, other * (1.0 - traits.learn)
            mastered[:, n] = known.sum(axis=1)
            if n == EARLY - 1:
                spinning[:] = (never * (1.0 - traits.learn) ** (SPIN - EARLY)).sum(axis=1)
        return Foretold(right, mastered, spinning)


def chances(traits: Traits, items: Items, item: np.ndarray) -> tuple[Floats, Floats]:
    """The chance of a right answer from who knows, and from who does not."""
    difficulty = items.difficulty[item]
    return expit(logit(1.0 - traits.slip) - difficulty), expit(logit(traits.guess) - difficulty)
