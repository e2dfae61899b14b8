"""What the answers to an item on trial say of its discrimination and difficulty.

In each bin of its tally ability is taken as normal, with the moments expected there, and the chance of a right answer
is averaged over it, so that the likelihood is marginal (Bock & Aitkin 1981; on line, under the posterior from the items
that count: Wainer & Mislevy 1990). Ability taken for known (Stocking 1988, method A) would make every item look flatter
than it is. The author's guess is the prior. The mode is found by Fisher scoring; errors are those of the information.
"""

from math import exp, log, sqrt
from typing import NamedTuple

from adaptive.irt import Item, failure, logistic, probability
from adaptive.placement.posterior import NARROWEST
from adaptive.placement.tallying import Bin, Tally

# How far an author's guess may be off: of the logarithm of the discrimination, and of the difficulty.
_GUESSED = (0.4, 1.0)
# Nodes and weights of Gauss and Hermite for a standard normal deviate: exact for polynomials up to the ninth degree.
_NODES = (
    (-2.8569700138728056, 0.011257411327720689),
    (-1.3556261799742659, 0.22207592200561266),
    (0.0, 0.5333333333333333),
    (1.3556261799742659, 0.22207592200561266),
    (2.8569700138728056, 0.011257411327720689),
)
_ROUNDS = 50
_CLOSE = 1e-7
_NOTHING = 1e-12
# Beyond these no answer of anybody could be told from another (logarithms of the discrimination; difficulties).
_LOGS = (log(0.1), log(5.0))
_DIFFICULTIES = (-8.0, 8.0)


class Estimate(NamedTuple):
    """Discrimination and difficulty with their standard errors, from the answers of so many learners."""

    shown: int
    a: float
    a_error: float
    b: float
    b_error: float


def estimated(guess: Item, tally: Tally) -> Estimate:
    """What the tally says of an item of which the author guessed so; no answers leave the guess as it is."""
    groups = [_Group.of(each) for _, each in sorted(tally.items()) if each.shown]
    at = _Point(log(guess.a), guess.b)
    height = _height(groups, guess, at)
    for _ in range(_ROUNDS):
        step = _step(groups, guess, at)
        there = at.moved(step)
        while (higher := _height(groups, guess, there)) < height and step.size > _CLOSE:
            step = step.halved()
            there = at.moved(step)
        if higher < height or step.size < _CLOSE:
            break
        at, height = there, higher
    (aa, ab, bb), _ = _information(groups, guess, at)
    room = aa * bb - ab * ab
    a = exp(at.log_a)
    return Estimate(sum(each.shown for each in groups), a, a * sqrt(bb / room), at.b, sqrt(aa / room))


class _Point(NamedTuple):
    """The logarithm of a discrimination, since it is positive, and a difficulty; or a step between two such."""

    log_a: float
    b: float

    @property
    def size(self) -> float:
        return max(abs(self.log_a), abs(self.b))

    def halved(self) -> "_Point":
        return _Point(self.log_a / 2.0, self.b / 2.0)

    def moved(self, step: "_Point") -> "_Point":
        (low, high), (easy, hard) = _LOGS, _DIFFICULTIES
        return _Point(min(max(self.log_a + step.log_a, low), high), min(max(self.b + step.b, easy), hard))

    def item(self, guess: Item) -> Item:
        return Item(guess.id, guess.skill, exp(self.log_a), self.b, guess.c)


class _Group(NamedTuple):
    """The learners of a bin, and abilities that stand for theirs, with weights."""

    shown: int
    right: int
    abilities: tuple[tuple[float, float], ...]

    @classmethod
    def of(cls, kept: Bin) -> "_Group":
        mean = kept.ability / kept.shown
        sd = max(sqrt(max(kept.square / kept.shown - mean * mean, 0.0)), NARROWEST)
        return cls(kept.shown, kept.right, tuple((mean + sd * node, weight) for node, weight in _NODES))

    def chances(self, item: Item) -> tuple[float, float]:
        """Of a right and of a wrong answer."""
        return (
            sum(weight * probability(theta, item) for theta, weight in self.abilities),
            sum(weight * failure(theta, item) for theta, weight in self.abilities),
        )

    def slopes(self, item: Item) -> _Point:
        """How the chance of a right answer changes with the parameters."""
        by_a = by_b = 0.0
        for theta, weight in self.abilities:
            x = item.a * (theta - item.b)
            steepness = weight * (1.0 - item.c) * logistic(x) * logistic(-x)
            by_a += steepness * x
            by_b -= steepness * item.a
        return _Point(by_a, by_b)


def _height(groups: list[_Group], guess: Item, at: _Point) -> float:
    """The logarithm of the posterior density, but for a constant."""
    found = 0.0
    for group in groups:
        right, wrong = group.chances(at.item(guess))
        found += group.right * log(right + _NOTHING) + (group.shown - group.right) * log(wrong + _NOTHING)
    return found - 0.5 * sum((each / sd) ** 2 for each, sd in zip(_off(guess, at), _GUESSED, strict=True))


def _off(guess: Item, at: _Point) -> _Point:
    return _Point(at.log_a - log(guess.a), at.b - guess.b)


def _information(groups: list[_Group], guess: Item, at: _Point) -> tuple[tuple[float, float, float], _Point]:
    """Fisher's information with the prior's (of log a, of both, of b), and the score."""
    off, (spread_a, spread_b) = _off(guess, at), _GUESSED
    aa, ab, bb = spread_a**-2, 0.0, spread_b**-2
    score_a, score_b = -off.log_a * aa, -off.b * bb
    item = at.item(guess)
    for group in groups:
        right, wrong = group.chances(item)
        slope, variance = group.slopes(item), right * wrong + _NOTHING
        surprise = (group.right - group.shown * right) / variance
        score_a += surprise * slope.log_a
        score_b += surprise * slope.b
        aa += group.shown * slope.log_a**2 / variance
        ab += group.shown * slope.log_a * slope.b / variance
        bb += group.shown * slope.b**2 / variance
    return (aa, ab, bb), _Point(score_a, score_b)


def _step(groups: list[_Group], guess: Item, at: _Point) -> _Point:
    (aa, ab, bb), score = _information(groups, guess, at)
    room = aa * bb - ab * ab
    return _Point((bb * score.log_a - ab * score.b) / room, (aa * score.b - ab * score.log_a) / room)
