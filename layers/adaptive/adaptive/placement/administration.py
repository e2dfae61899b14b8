"""A placement as it is held: a bank under rules and a snapshot, and how far one learner's attempt has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from adaptive.placement import marginal
from adaptive.placement.bank import Bank
from adaptive.placement.posterior import NARROWEST, Posterior
from adaptive.placement.snapshot import Snapshot
from adaptive.placement.stopping import Decision, Precision


@dataclass(frozen=True, slots=True)
class Rules:
    """When to stop, after how many items at the latest, and how large a share of learners may see an item."""

    goal: Precision | Decision
    max_items: int = 40
    exposure: float = 0.25

    def __post_init__(self) -> None:
        if self.max_items < 1 or not 0.0 < self.exposure <= 1.0:
            raise ValueError(f"impossible placement rules: {self}")


class Progress(NamedTuple):
    """The belief about a learner, the positions of items asked so far, and of those to avoid while others are left."""

    posterior: Posterior
    asked: tuple[int, ...] = ()
    avoided: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Administration:
    """All that a step needs, the same for every learner who starts under one snapshot."""

    bank: Bank
    rules: Rules
    snapshot: Snapshot

    def begin(self, avoided: Iterable[str] = ()) -> Progress:
        """An attempt before its first item; items that are `avoided` and not in the bank are left out of account."""
        position = self.bank.position
        return Progress(self.prior, avoided=frozenset(position[item] for item in avoided if item in position))

    def after(self, progress: Progress, position: int, correct: bool) -> Progress:
        """An attempt after an answer to the item at `position`; one that was answered before raises ValueError."""
        if position in progress.asked:
            raise ValueError(f"item {self.bank.items[position].id!r} was answered before")
        likelihood = (self.bank.right if correct else self.bank.wrong)[position]
        return progress._replace(posterior=progress.posterior.after(likelihood), asked=(*progress.asked, position))

    def replayed(self, answers: Iterable[tuple[str, bool]], avoided: Iterable[str] = ()) -> Progress:
        """An attempt after these answers, so that it need store nothing else; an unknown item raises ValueError."""
        progress = self.begin(avoided)
        for item, correct in answers:
            if item not in self.bank.position:
                raise ValueError(f"item {item!r} is not in the bank")
            progress = self.after(progress, self.bank.position[item], correct)
        return progress

    @cached_property
    def prior(self) -> Posterior:
        """The belief about a learner before any answer."""
        return self.snapshot.population.prior()

    @cached_property
    def stop(self) -> float:
        """The posterior deviation that ends a test; 0 in level mode, where none does."""
        if isinstance(self.rules.goal, Decision):
            return 0.0
        reachable = [1.0 / (self.prior.precision + each) for each in self.bank.most(self.rules.max_items)]
        return max(marginal.stop(self.rules.goal.sd, self.prior.mass, reachable), NARROWEST)

    @cached_property
    def prices(self) -> tuple[float, ...]:
        """What asking an item costs, in items, by position."""
        return tuple([self.snapshot.price(item.id) for item in self.bank.items])

    @cached_property
    def cheapest(self) -> tuple[int, ...]:
        """Positions, the cheapest first, of equals those that were shown least."""
        shown = self.snapshot.shown
        items = self.bank.items
        return tuple(sorted(range(len(items)), key=lambda n: (self.prices[n], shown.get(items[n].id, 0), n)))
