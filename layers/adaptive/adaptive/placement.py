"""Placement: a computerized adaptive test over one ability, from the first question to a level with its confidence.

Estimation is expected a posteriori on a grid (Bock & Mislevy 1982). The next item maximizes information weighted by the
posterior (van der Linden 1998), among the skills asked least, and is drawn from the best few so that no item is shown
to everybody ("randomesque", Kingsbury & Zara 1989).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cosh, exp, fsum, isfinite, sqrt, sumprod
from random import Random
from typing import NamedTuple

from adaptive.irt import Item, probability

POINTS = 61
STEP = 8.0 / (POINTS - 1)
GRID: tuple[float, ...] = tuple(-4.0 + STEP * k for k in range(POINTS))

# No skill is asked more than this many times more than another that still has items.
IMBALANCE = 2


@dataclass(frozen=True, slots=True)
class Posterior:
    """Belief about ability: one mass per point of GRID, summing to 1."""

    mass: tuple[float, ...]

    def __post_init__(self) -> None:
        if len(self.mass) != POINTS:
            raise ValueError(f"a posterior has {POINTS} masses, not {len(self.mass)}")

    @property
    def mean(self) -> float:
        """Expected ability (the EAP estimate)."""
        return sumprod(self.mass, GRID)

    @property
    def sd(self) -> float:
        """Standard deviation of ability, the measure of what is not yet known."""
        mean = self.mean
        return sqrt(fsum(m * (x - mean) ** 2 for m, x in zip(self.mass, GRID, strict=True)))

    def update(self, item: Item, correct: bool) -> "Posterior":
        """Bayes' rule for one answer."""
        # The chance of a wrong answer is that of a right one mirrored at b; 1 - P would lose all digits near P = 1.
        points = GRID if correct else tuple(2.0 * item.b - x for x in GRID)
        return _normalized([m * probability(x, item) for m, x in zip(self.mass, points, strict=True)])


def _normalized(weights: Sequence[float]) -> Posterior:
    total = fsum(weights)
    return Posterior(tuple(w / total for w in weights))


def prior() -> Posterior:
    """Standard normal ability, before any answer."""
    return _normalized([exp(-0.5 * x * x) for x in GRID])


def posterior_of(responses: Sequence[tuple[Item, bool]]) -> Posterior:
    """The belief after these answers: an attempt needs to store its answers alone."""
    posterior = prior()
    for item, correct in responses:
        posterior = posterior.update(item, correct)
    return posterior


@dataclass(frozen=True, slots=True)
class Rules:
    """Stop at `max_items` questions or a posterior deviation of `target_sd`; draw from the `randomesque` best items."""

    max_items: int = 20
    target_sd: float = 0.35
    randomesque: int = 5

    def __post_init__(self) -> None:
        if self.max_items < 1 or self.randomesque < 1 or not 0.0 < self.target_sd < 1.0:
            raise ValueError(f"impossible placement rules: {self}")


class Ask(NamedTuple):
    """Ask this item next."""

    item: Item
    reason: str


class Stop(NamedTuple):
    """The test is over."""

    reason: str


def next_step(
    posterior: Posterior,
    unasked: Sequence[Item],
    asked_skills: Mapping[str, int],
    asked: int,
    rng: Random,
    rules: Rules,
) -> Ask | Stop:
    """Which item to ask next, or that it is time to stop. `asked_skills` counts the questions asked so far per skill.

    The order of `unasked` does not matter: equal posterior, items, counts and random state give an equal step.
    """
    sd = posterior.sd
    if sd <= rules.target_sd:
        return Stop(f"the standard deviation {sd:.2f} is within {rules.target_sd:.2f}")
    if asked >= rules.max_items:
        return Stop(f"{asked} questions were asked, the most this test asks")
    if not unasked:
        return Stop("no questions are left")
    fewest = min(asked_skills.get(item.skill, 0) for item in unasked)
    balanced = [item for item in unasked if asked_skills.get(item.skill, 0) < fewest + IMBALANCE]
    ranked = sorted(balanced, key=lambda item: (-expected_information(posterior, item), item.id))
    best = ranked[: rules.randomesque]
    return Ask(
        rng.choice(best), f"one of the {len(best)} most informative at {posterior.mean:.2f} (deviation {sd:.2f})"
    )


def expected_information(posterior: Posterior, item: Item) -> float:
    """Information of `item` averaged over the posterior, so that an uncertain start is not tuned to one point."""
    # irt.information in one expression, for speed over a whole bank: P (1 - P) = 1 / (2 cosh(a (theta - b) / 2))^2.
    a, b = item.a / 2.0, item.b
    return a * a * sumprod(posterior.mass, [cosh(a * (x - b)) ** -2.0 for x in GRID])


class Level(NamedTuple):
    """A named range of ability, from `lower` (None: no bound) to the next level's."""

    id: str
    title: str
    lower: float | None


class Placed(NamedTuple):
    """Where a learner was placed; `confidence` is the probability that ability lies inside the level."""

    level: Level
    confidence: float
    theta: float
    sd: float


def placed(posterior: Posterior, levels: Sequence[Level]) -> Placed:
    """The most probable level, the lower one of equals. Levels that do not ascend from an unbounded one: ValueError."""
    bounds = [level.lower for level in levels[1:] if level.lower is not None and isfinite(level.lower)]
    if not levels or levels[0].lower is not None or len(bounds) != len(levels) - 1:
        raise ValueError("levels need a first one without a lower bound, and a finite bound on each after it")
    if any(low >= high for low, high in pairwise(bounds)):
        raise ValueError(f"level bounds must ascend: {bounds}")
    below = [0.0, *(_mass_below(posterior, bound) for bound in bounds), 1.0]
    inside = [max(0.0, high - low) for low, high in pairwise(below)]
    confidence = max(inside)
    return Placed(levels[inside.index(confidence)], confidence, posterior.mean, posterior.sd)


def _mass_below(posterior: Posterior, bound: float) -> float:
    """Posterior mass under `bound`; each point stands for a cell one step wide, cut where the bound cuts it."""
    shares = [min(1.0, max(0.0, (bound - x) / STEP + 0.5)) for x in GRID]
    return min(1.0, sumprod(posterior.mass, shares))
