"""catsim itself, as its users drive it: maximum information, numerical search, stop at a standard error below .30."""

from time import process_time
from typing import NamedTuple

import numpy as np
from catsim.estimation import NumericalSearchEstimator
from catsim.item_bank import ItemBank
from catsim.selection import MaxInfoSelector
from catsim.stopping import MinErrorStopper

from benchmarks.placement.taken import MOST, NONE, Taken
from benchmarks.placement.world import World


class Stepped(NamedTuple):
    """The share of learners whom the library asks exactly what `peers` asks them, and its processor time per item."""

    agreement: float
    seconds: float


def stepped(world: World, same: Taken, learners: int) -> Stepped:
    """Drive catsim for the first learners, and compare with `same`."""
    bank = ItemBank(world.parameters)
    agreed, items, began = 0, 0, process_time()
    for learner in range(learners):
        asked = _asked(bank, world.right[learner].tolist())
        expected = same.shown[learner]
        agreed += asked == expected[expected != NONE].tolist()
        items += len(asked)
    return Stepped(agreed / learners, (process_time() - began) / items)


def _asked(bank: ItemBank, right: list[bool]) -> list[int]:
    selector, estimator = MaxInfoSelector(), NumericalSearchEstimator()
    stopper = MinErrorStopper(0.3, max_items=MOST)
    asked, answers, estimate = list[int](), list[bool](), 0.0
    while not asked or not stopper.stop(administered_items=bank.items[asked], theta=estimate):
        item = selector.select(item_bank=bank, administered_items=asked, est_theta=estimate)
        assert item is not None
        asked.append(int(item))
        answers.append(right[item])
        estimate = float(
            np.asarray(
                estimator.estimate(
                    item_bank=bank, administered_items=asked, response_vector=answers, est_theta=estimate
                )
            )
        )
    return asked
