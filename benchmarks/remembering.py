"""Half a year of one skill: who learned it in one sitting comes back when a rule says so, and is asked three questions.

Truth is the chance of a right answer on a fresh question of middling difficulty, every day at the same hour. The worlds
are those of the mastery benchmark; there is one learner at a time, since rules differ in whom they call back when.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from statistics import fmean, stdev
from typing import NamedTuple

import numpy as np
from numpy.random import Generator
from scipy.special import expit

from adaptive import mastery, review
from benchmarks.worlds import World
from benchmarks.worlds import world as drawn
from benchmarks.worlds.able import Able
from benchmarks.worlds.answers import DAY
from benchmarks.worlds.knowing import Knowing, chances

DAYS = 180
QUESTIONS = 3
AT_FIRST = 20
"""At most so many questions until the skill is held to be mastered; who needs more is left out."""
MINUTE = 60


class Learner(ABC):
    """Somebody in a world, at the moment of the latest question."""

    @abstractmethod
    def answer(self, item: int, at: int) -> bool:
        """Whether they are right, which teaches them what it does in their world."""

    @abstractmethod
    def chance(self, at: int) -> float:
        """Of a right answer on a fresh question of middling difficulty."""


class Knower(Learner):
    """Who knows the skill or does not, and forgets it."""

    def __init__(self, world: Knowing, rng: Generator) -> None:
        self.world, self.rng, self.at = world, rng, 0
        self.traits = world.traits(rng, 1)
        self.known = bool(rng.random() < self.traits.known[0])

    def answer(self, item: int, at: int) -> bool:
        self._forget(at)
        knower, other = chances(self.traits, self.world.items, np.array([item]))
        right = bool(self.rng.random() < (knower if self.known else other)[0])
        self.known |= bool(self.rng.random() < self.traits.learn[0])
        return right

    def chance(self, at: int) -> float:
        self._forget(at)
        return float(1.0 - self.traits.slip[0] if self.known else self.traits.guess[0])

    def _forget(self, at: int) -> None:
        days, self.at = (at - self.at) / DAY, at
        self.known &= bool(self.rng.random() < np.exp(-self.traits.forget[0] * days))


class Practised(Learner):
    """Whose ability is what they brought along, and what practice has added and not lost since."""

    def __init__(self, world: Able, rng: Generator) -> None:
        self.world, self.rng = world, rng
        self.brought = float(rng.normal(world.mean, world.deviation))
        self.times: list[int] = []
        self.right: list[bool] = []

    def answer(self, item: int, at: int) -> bool:
        items = self.world.items
        logit = items.discrimination[item] * (self._ability(at) - items.difficulty[item])
        self.times.append(at)
        self.right.append(bool(self.rng.random() < expit(logit)))
        return self.right[-1]

    def chance(self, at: int) -> float:
        return float(expit(self._ability(at)))

    def _ability(self, at: int) -> float:
        times, right = np.array([self.times], dtype=np.int64), np.array([self.right], dtype=np.bool_)
        return self.brought + float(self.world.effect(times, right, np.array([at]))[0])


class Kept(NamedTuple):
    """What a rule sees: the belief, the card since the first answer, and that since the skill was mastered."""

    belief: mastery.SkillBelief
    card: review.Card
    late: review.Card | None

    @property
    def once(self) -> bool:
        """Whether the skill was held to be mastered as of the last answer."""
        return mastery.mastered_probability(self.belief, self.belief.at) >= mastery.DEFAULT.mastered


type Rule = Callable[[Kept, int], bool]
"""Whether somebody is to come back at this moment."""


def _below(kept: Kept, at: int) -> bool:
    return mastery.mastered_probability(kept.belief, at) < mastery.DEFAULT.mastered


RULES: dict[str, Rule] = {
    "fsrs": lambda kept, at: kept.card.due <= at,
    "fsrs_late": lambda kept, at: kept.late is not None and kept.late.due <= at,
    "below": _below,
    "faded": lambda kept, at: kept.once and _below(kept, at),
    "weekly": lambda kept, at: at - kept.belief.at > 6.5 * DAY,
    "never": lambda kept, at: False,
}
"""Ours; a card that begins when the skill is mastered; mastery by itself, once it is below its line, and only where the
last answer left it above; a calendar; and nothing.
"""


class HalfYear(NamedTuple):
    """How often somebody came back, and the mean over the days of their chance of a right answer."""

    reviews: int
    retention: float


def half_year(world: World, rng: Generator, rule: Rule) -> HalfYear | None:
    """One learner under one rule; None where the skill was not mastered in the first sitting."""
    learner = Knower(world, rng) if isinstance(world, Knowing) else Practised(world, rng)
    kept, asked = None, 0
    while kept is None or not kept.late:
        if asked == AT_FIRST:
            return None
        asked += 1
        kept = _asked(world, rng, learner, kept, asked * MINUTE)
    reviews, found = 0, np.empty(DAYS)
    for day in range(DAYS):
        at = (day + 1) * DAY + AT_FIRST * MINUTE
        if rule(kept, at):
            reviews += 1
            for question in range(QUESTIONS):
                kept = _asked(world, rng, learner, kept, at + question * MINUTE)
        found[day] = learner.chance(at + QUESTIONS * MINUTE)
    return HalfYear(reviews, float(found.mean()))


def keeping(name: str, seeds: range, learners: int) -> dict[str, float]:
    """What every rule asks of a learner in half a year, and what it keeps; the spread is over the seeds."""
    found: dict[str, float] = {}
    for rule, due in RULES.items():
        years: list[list[HalfYear]] = []
        for seed in seeds:
            rng = np.random.default_rng([seed, *name.encode()])
            here = drawn(name, rng)
            years.append([year for _ in range(learners) if (year := half_year(here, rng, due))])
        retention = [fmean(year.retention for year in some) for some in years]
        found[f"{rule}_reviews"] = fmean(fmean(year.reviews for year in some) for some in years)
        found |= {f"{rule}_retention": fmean(retention), f"{rule}_retention_spread": stdev(retention)}
    return found


def _asked(world: World, rng: Generator, learner: Learner, kept: Kept | None, at: int) -> Kept:
    """After one more question, drawn from the world's."""
    item = int(rng.integers(len(world.items.stated)))
    correct = learner.answer(item, at)
    before = kept.belief if kept else mastery.prior("skill", theta=None, at=at)
    belief = mastery.update(
        before,
        correct=correct,
        difficulty=float(world.items.stated[item]),
        discrimination=1.0,
        guess=world.items.guess,
        at=at,
    )
    card = review.reviewed(kept.card if kept else None, correct=correct, at=at)
    after = Kept(belief, card, kept.late if kept else None)
    if after.late or after.once:
        after = after._replace(late=review.reviewed(after.late, correct=correct, at=at))
    return after
