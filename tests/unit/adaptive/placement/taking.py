"""Banks, and learners who take a placement on them."""

from collections.abc import Iterator
from random import Random

from adaptive.irt import Item
from adaptive.placement.administration import Administration, Progress, Rules
from adaptive.placement.bank import Bank
from adaptive.placement.levels import Level
from adaptive.placement.snapshot import Snapshot
from adaptive.placement.steps import Ask, Stop, next_step
from adaptive.placement.stopping import Decision, Precision

QUARTERS = tuple(Level(f"l{n}", f"Level {n}", lower) for n, lower in enumerate((None, -0.6745, 0.0, 0.6745)))
FULL = Rules(Precision(0.35), 25)
BY_LEVEL = Rules(Decision(QUARTERS), 15)


def drawn_bank(size: int, seed: int, skills: int = 1, c: float = 0.0) -> Bank:
    """A bank as simulations have it: a ~ N(1.2, 0.25), b ~ N(0, 1)."""
    rng = Random(seed)
    return Bank(
        [
            Item(f"q{n}", f"s{n % skills}", min(max(rng.gauss(1.2, 0.25), 0.3), 2.5), rng.gauss(0, 1), c)
            for n in range(size)
        ]
    )


def administration(bank: Bank, rules: Rules = FULL, snapshot: Snapshot | None = None) -> Administration:
    return Administration(bank, rules, snapshot or Snapshot())


def taken(held: Administration, right: Iterator[bool], rng: Random) -> tuple[Progress, Stop]:
    """A whole test of one who answers so."""
    progress = held.begin()
    while True:
        match next_step(held, progress, rng):
            case Ask(item):
                progress = held.after(progress, held.bank.position[item.id], next(right))
            case stop:
                return progress, stop
