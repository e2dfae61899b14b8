"""Placements with questions on trial, step by step as the doors take them, beside the same ones without."""

from collections.abc import Mapping, Sequence
from math import exp
from random import Random
from typing import NamedTuple

from adaptive.irt import Item, probability
from adaptive.placement.administration import Administration, Rules
from adaptive.placement.bank import Bank
from adaptive.placement.calibrating import Estimate
from adaptive.placement.population import NOBODY
from adaptive.placement.snapshot import Snapshot
from adaptive.placement.steps import Ask
from adaptive.placement.stopping import Precision
from assessment.exposing import counted, newer
from assessment.placement_steps import Placement, step
from inarax.stores.exposures import Counts, total
from inarax.stores.snapshots import Published

_ITEMS = 120
_SKILLS = 4
_RULES = Rules(Precision(0.35), max_items=25)
_COURSE = ("a-course", "a-version")


class Run(NamedTuple):
    """One seed: attempts of which anything that counts was otherwise than without, and estimates by learners so far.

    An estimate stands beside the true item, and the item as its author guessed it.
    """

    attempts: int
    changed: int
    estimates: Mapping[int, list[tuple[Item, Item, Estimate]]]


class _Held:
    """A placement with the counts of those who took it, published as the stream's door does."""

    def __init__(self, placement: Placement) -> None:
        self.placement = placement
        self.counts = Counts(*_COURSE, 0)
        self.last = Published(*_COURSE, 1, placement.held.snapshot, NOBODY)

    def take(self, attempt: str, right: Mapping[str, bool]) -> list[tuple[str, bool]]:
        """An attempt by who would answer so, counted."""
        answers: list[tuple[str, bool]] = []
        while isinstance(asked := step(self.placement, attempt, answers), Ask):
            answers.append((asked.item.id, right[asked.item.id]))
        self.counts = counted(self.counts, self.placement, answers)
        if following := newer(self.last, self.placement, total([self.counts])):
            self.last = following
            held = Administration(self.placement.held.bank, _RULES, following.snapshot)
            self.placement = self.placement._replace(held=held)
        return answers


def tried(seed: int, learners: Sequence[int], pilots: int) -> Run:
    """Everybody of one seed takes the placement twice: with questions on trial, and without."""
    rng = Random(seed)
    bank = [_item(f"q{n}", n, rng) for n in range(_ITEMS)]
    true = [_item(f"new{n}", n, rng) for n in range(pilots)]
    guessed = {item.id: Item(item.id, item.skill, 1.2, item.b + rng.gauss(0.0, 1.0), item.c) for item in true}
    without = _Held(Placement(Administration(Bank(bank), _RULES, Snapshot()), ()))
    on_trial = _Held(without.placement._replace(pilots=tuple(guessed.values())))
    changed, estimates = 0, {}
    for number in range(1, max(learners) + 1):
        theta = rng.gauss(0.0, 1.0)
        right = {item.id: rng.random() < probability(theta, item) for item in (*bank, *true)}
        attempt = f"{seed}/{number}"
        answers = on_trial.take(attempt, right)
        same = on_trial.placement.counting(answers) == without.take(attempt, right)
        changed += not (same and _without_trials(on_trial) == _without_trials(without))
        if number in learners:
            known = on_trial.last.snapshot.tried
            estimates[number] = [(item, guessed[item.id], known[item.id]) for item in true]
    return Run(max(learners), changed, estimates)


def _item(name: str, number: int, rng: Random) -> Item:
    """Every third can be guessed, one time in four."""
    return Item(name, f"s{number % _SKILLS}", exp(rng.gauss(0.2, 0.3)), rng.gauss(0.0, 1.0), 0.25 * (number % 3 == 0))


def _without_trials(held: _Held) -> tuple[object, ...]:
    """All that a snapshot says but what it says of questions on trial."""
    snapshot = held.last.snapshot
    return snapshot.prices, snapshot.shown, snapshot.learners, snapshot.exposure, snapshot.population
