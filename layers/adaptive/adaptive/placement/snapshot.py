"""What a placement takes from earlier ones: a snapshot, published now and then and pinned by an attempt as it starts.

The price of an item, in items, is what showing it costs those who need it more: the multiplier of the bound on its
exposure (the share of learners it is shown to) in the Lagrangian of the mean length. It follows from counts alone, by
dual ascent: dearer if the item was shown to too many of the last learners, cheaper if to fewer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from adaptive.placement.calibrating import Estimate
from adaptive.placement.population import NOBODY, STANDARD, Expected, Population
from adaptive.placement.stopping import Calm

# A price moves by this much for each learner who was shown the item beyond the share aimed at, or short of it.
_GAIN = 0.0028
# A batch of any size moves a price no further than this many learners would.
_BATCH = 40
# A hair under the bound, since the count swings about it.
_AIM = 0.99
# Each learner beyond the bound, since the beginning and but for a slack, is surcharged at once.
_SLACK = 4.0
_SURCHARGE = 0.45
# No item has to be shown to fewer than twice the mean share of learners: a small bank could not keep a lower bound.
_LEAST = 2.0


@dataclass(frozen=True, slots=True)
class Batch:
    """What ended attempts add: how many there were, to how many each item was shown, and the abilities expected."""

    learners: int
    shown: Mapping[str, int]
    expected: Expected = NOBODY


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What was learned from earlier attempts.

    `prices` are by item (none: 0); `learners` and `shown` were counted since the beginning; `exposure` is the bound
    that is held; `calm` says in level mode when to stop. `tried` is what is known of items on trial, which move nothing
    else.
    """

    prices: Mapping[str, float] = field(default_factory=dict)
    learners: int = 0
    shown: Mapping[str, int] = field(default_factory=dict)
    exposure: float = 1.0
    population: Population = STANDARD
    calm: Calm = ()
    tried: Mapping[str, Estimate] = field(default_factory=dict)

    def price(self, item: str) -> float:
        """What asking `item` costs, in items: its price, and the surcharge if it was shown to too many."""
        over = self.shown.get(item, 0) - self.exposure * self.learners + _SLACK
        return self.prices.get(item, 0.0) + (_SURCHARGE * over if over > 0.0 and self.learners else 0.0)


def following(snapshot: Snapshot, batch: Batch, exposure: float) -> Snapshot:
    """The snapshot after a batch of learners; `exposure` bounds the share of learners that an item is shown to."""
    if not batch.learners:
        return snapshot
    learners = snapshot.learners + batch.learners
    items = snapshot.prices.keys() | snapshot.shown.keys() | batch.shown.keys()
    shown = {item: snapshot.shown.get(item, 0) + batch.shown.get(item, 0) for item in items}
    held = attainable(exposure, Batch(learners, shown))
    gain = _GAIN * min(1.0, _BATCH / batch.learners)
    return Snapshot(
        prices=moved({item: snapshot.prices.get(item, 0.0) for item in items}, batch, _AIM * held, gain),
        learners=learners,
        shown=shown,
        exposure=held,
        population=snapshot.population.after(batch.expected),
        calm=snapshot.calm,
        tried=snapshot.tried,
    )


def attainable(exposure: float, batch: Batch) -> float:
    """The bound to hold: `exposure`, or what a bank too small for that can hold and still adapt."""
    mean = sum(batch.shown.values()) / (batch.learners * len(batch.shown))
    return min(1.0, max(exposure, _LEAST * mean))


def moved(prices: Mapping[str, float], batch: Batch, exposure: float, gain: float) -> dict[str, float]:
    """Prices after one step of dual ascent, by `gain` for each learner above or below the share `exposure`."""
    fair = exposure * batch.learners
    return {item: max(0.0, price + gain * (batch.shown.get(item, 0) - fair)) for item, price in prices.items()}
