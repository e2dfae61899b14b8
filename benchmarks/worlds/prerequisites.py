"""Four skills that build on each other (Käser, Klingler, Schwing & Gross 2014, "Beyond knowledge tracing: modeling
skill topologies with Bayesian networks", ITS, pp. 188-198: knowledge tracing in which a skill is known by chances that
rest on its prerequisites), and the same skills where nothing of the graph is true.

    a;  b and c build on a;  d builds on b and c.  O_s: all prerequisites of s are known
    P(s known at first | O_s) = L_s, | not O_s) = L_s / 10;  P(s known after a try on it | not before) = T_s, or T_s / 5
    P(right | known) = logistic(logit(1 - S_s) - b);  P(right | not known) = logistic(logit(G_s) - b)
    L = .4 to .8, T = .05 to .25, S = .05 to .15, G = .1 to .25, b ~ N(0, .5); nothing is forgotten

`loose`: L_s (.1 to .5) and T_s hold whatever is known besides, so that a skill says nothing of another.
The oracle is the exact filter over the sixteen states of the four skills.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.random import Generator
from scipy.special import expit, logit

from benchmarks.worlds.answers import DAY, Flags, Floats, Whole

GRAPH: Mapping[str, tuple[str, ...]] = {"a": (), "b": ("a",), "c": ("a",), "d": ("b", "c")}
SKILLS = tuple(GRAPH)
QUIZ, QUIZZES, ITEMS = 3, 2, 12
"""Questions of a quiz, quizzes on a skill, and questions there are on it."""
JUDGED = 0.5
"""By so much authors misjudge a difficulty."""
STATES = np.array(list(product((False, True), repeat=len(SKILLS))))
SECONDS = 120


@dataclass(frozen=True, slots=True)
class Course:
    """What learners answered, by learners and tries: skill, item and whether right; `at` in epoch seconds by try.

    Items, by skill and number: difficulty, and what the author said of it.
    """

    skill: Whole
    item: Whole
    correct: Flags
    at: Whole
    difficulty: Floats
    stated: Floats
    guess: float = 0.2


class Linked:
    """The world of a seed."""

    def __init__(self, rng: Generator, *, loose: bool = False) -> None:
        self.loose = loose
        self.first = rng.uniform(*((0.1, 0.5) if loose else (0.4, 0.8)), len(SKILLS))
        self.learn = rng.uniform(0.05, 0.25, len(SKILLS))
        self.slip, self.guess = rng.uniform(0.05, 0.15, len(SKILLS)), rng.uniform(0.1, 0.25, len(SKILLS))
        self.difficulty = rng.normal(0.0, 0.5, (len(SKILLS), ITEMS))
        self.stated = self.difficulty + rng.normal(0.0, JUDGED, self.difficulty.shape)

    def learners(self, rng: Generator, count: int) -> Course:
        """The answers of so many: a third goes from the first skill to the last, a third the other way, the rest in
        any order."""
        skill, item = _quizzes(rng, count), _asked(rng, count)
        known = np.zeros((count, len(SKILLS)), bool)
        for n in range(len(SKILLS)):
            known[:, n] = rng.random(count) < self._first(n, known)
        correct, who = np.zeros(skill.shape, bool), np.arange(count)
        for n in range(skill.shape[1]):
            now = skill[:, n]
            knower, other = self._chances(now, item[:, n])
            correct[:, n] = rng.random(count) < np.where(known[who, now], knower, other)
            known[who, now] |= rng.random(count) < self._learn(now, known)
        at = SECONDS * np.arange(skill.shape[1]) + DAY * (np.arange(skill.shape[1]) // QUIZ)
        return Course(skill, item, correct, at, self.difficulty, self.stated)

    def oracle(self, course: Course) -> Floats:
        """The chance of a right answer at each try, to who knows the world."""
        start = np.ones(len(STATES))
        for n in range(len(SKILLS)):
            chance = self._first(n, STATES)
            start *= np.where(STATES[:, n], chance, 1.0 - chance)
        belief, found = np.tile(start, (len(course.skill), 1)), np.empty(course.skill.shape)
        for n in range(course.skill.shape[1]):
            now = course.skill[:, n]
            knows = STATES.T[now]
            knower, other = (each[:, None] for each in self._chances(now, course.item[:, n]))
            right = np.where(knows, knower, other)
            found[:, n] = (belief * right).sum(axis=1)
            belief = belief * np.where(course.correct[:, n, None], right, 1.0 - right)
            belief /= belief.sum(axis=1, keepdims=True)
            belief = self._moved(belief, now)
        return found

    def _moved(self, belief: Floats, now: Whole) -> Floats:
        """After a try on skill `now`, those who did not know it may."""
        after = belief.copy()
        for s in range(len(SKILLS)):
            who, stay = now == s, ~STATES[:, s]
            gone = belief[who][:, stay] * self._learn(np.full(int(stay.sum()), s), STATES[stay])
            other = np.flatnonzero(stay) + (1 << len(SKILLS) - 1 - s)
            after[np.ix_(who, stay)] -= gone
            after[np.ix_(who, other)] += gone
        return after

    def _open(self, skill: Whole, known: Flags) -> Flags:
        """Whether all prerequisites are known, each by one's own skill."""
        needed = np.array([[before in GRAPH[each] for before in SKILLS] for each in SKILLS])
        return np.asarray((known | ~needed[skill]).all(axis=1) | self.loose)

    def _first(self, skill: int, known: Flags) -> Floats:
        is_open = self._open(np.full(len(known), skill), known)
        return np.asarray(self.first[skill] * np.where(is_open, 1.0, 0.1))

    def _learn(self, skill: Whole, known: Flags) -> Floats:
        return np.asarray(self.learn[skill] * np.where(self._open(skill, known), 1.0, 0.2))

    def _chances(self, skill: Whole, item: Whole) -> tuple[Floats, Floats]:
        difficulty = self.difficulty[skill, item]
        return expit(logit(1.0 - self.slip[skill]) - difficulty), expit(logit(self.guess[skill]) - difficulty)


def _quizzes(rng: Generator, count: int) -> Whole:
    """The skill of each try."""
    blocks = np.repeat(np.arange(len(SKILLS)), QUIZZES)
    way = rng.integers(-1, 2, count)[:, None] * 10.0
    order = np.argsort(way * blocks + rng.random((count, len(blocks))), axis=1)
    return np.repeat(blocks[order], QUIZ, axis=1)


def _asked(rng: Generator, count: int) -> Whole:
    """The item of each try, by its number within the skill."""
    return rng.integers(0, ITEMS, (count, QUIZ * QUIZZES * len(SKILLS)))


def drawn(seed: int, learners: int, *, loose: bool = False) -> tuple[Linked, Course]:
    """A world and its learners. The two kinds of worlds do not share their draws."""
    rng = np.random.default_rng([seed, *(b"loose" if loose else b"linked")])
    world = Linked(rng, loose=loose)
    return world, world.learners(rng, learners)
