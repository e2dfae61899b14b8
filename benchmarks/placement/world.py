"""Banks as catsim makes them, and learners whose answer to every item is drawn beforehand, the same for all methods."""

from typing import NamedTuple

import numpy as np
from catsim.item_bank import ItemBank
from numpy.typing import NDArray

from adaptive.irt import Item
from benchmarks.placement.grid import chances

ITEMS = 300
SKILL = "all"

type Floats = NDArray[np.float64]
type Flags = NDArray[np.bool_]


class World(NamedTuple):
    """A bank (rows of a, b, c), abilities, and by learner and item whether the answer would be right."""

    seed: int
    parameters: Floats
    theta: Floats
    right: Flags

    @property
    def items(self) -> list[Item]:
        """The bank as the engine takes it."""
        return [Item(str(n), SKILL, float(a), float(b), float(c)) for n, (a, b, c) in enumerate(self.parameters)]


def drawn(seed: int, learners: int, *, model: str = "2PL", mean: float = 0.0, sd: float = 1.0) -> World:
    """A bank of 300 items, a ~ N(1.2, .25), b ~ N(0, 1), in 3PL c ~ N(.25, .02); ability ~ N(mean, sd^2)."""
    bank = ItemBank.generate_item_bank(ITEMS, itemtype=model, seed=seed)  # type: ignore[arg-type]
    parameters = np.ascontiguousarray(bank.items[:, :3])
    parameters[:, 0] = np.maximum(parameters[:, 0], 0.01)
    rng = np.random.default_rng((seed, 1))
    theta = rng.normal(mean, sd, learners)
    right = rng.random((learners, ITEMS)) < chances(parameters, theta).T
    return World(seed, parameters, theta, right)
