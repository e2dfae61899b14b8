"""How much belief any choice of items can reach in level mode, on three of the banks of `placement`.

`make bench NAME=level_bound`; a quarter of an hour of one core, most of them for learners who are asked 40 items.
"""

from math import hypot
from statistics import fmean

import numpy as np

from adaptive.placement.levels import bounds_of
from benchmarks.bounds import BOUNDS
from benchmarks.level_bound import beliefs, checking
from benchmarks.level_bound.dual import HEATS, Dual, Limits, Prices
from benchmarks.level_bound.moves import Moves
from benchmarks.level_bound.states import States
from benchmarks.placement.figures import QUARTERS
from benchmarks.placement.world import ITEMS, drawn
from benchmarks.report import write

SEEDS = (100, 101, 102)
_LEARNERS = {"forty": 40_000, "own": 15_000, "unexposed": 8_000, "checked": 20_000}
_SET = {each.figure: each.value for each in BOUNDS if each.result == "placement"}
_START = Prices(np.full(ITEMS, 0.0003), 0.004)
_LIMITS = Limits(bounds_of(QUARTERS), mean=_SET["items_to_level"])

type Figures = dict[str, float]
type Grid = tuple[States, Moves]


def main() -> None:
    """Measure, bank after bank, and write."""
    used, fine = ((each, Moves(each)) for each in (States.spaced(), States.spaced(rise=0.25, step=0.03125)))
    found = list[Figures]()
    for seed in SEEDS:
        bounded = _bounded(seed, used, fine)
        found.append(bounded | _beside(seed, bounded["bound"], bounded["price_of_an_item"]))
        print(seed, {name: round(value, 5) for name, value in found[-1].items()}, flush=True)
    means = {name: _over_banks(name, [each[name] for each in found]) for name in found[0]}
    single = {f"{name}_{seed}": value for seed, each in zip(SEEDS, found, strict=True) for name, value in each.items()}
    write("level_bound", means | single, "catsim", "numpy", "scipy", seed=SEEDS[0])


def _over_banks(name: str, each: list[float]) -> float:
    """The mean; of standard errors, that of the mean."""
    return hypot(*each) / len(each) if name.endswith("_error") else fmean(each)


def _bounded(seed: int, used: Grid, fine: Grid) -> Figures:
    """The bound, with how far each of its approximations is off."""
    parameters = drawn(seed, 0).parameters
    dual = Dual(*used, parameters, _LIMITS)
    prices = dual.least(_START)
    bound, softened = dual.bound(prices), dual.softened(prices, HEATS[-1])
    lacks = _lacks(seed, used, fine, prices)
    free = beliefs.unexposed(seed, _LEARNERS["unexposed"])
    return {
        "bound": bound,
        "price_of_an_item": prices.each,
        "smoothing_adds": softened.value - bound,
        "softened_items": softened.asked,
        "softened_exposure": float(softened.shown.max()),
        "grid_adds": bound - Dual(*fine, parameters, _LIMITS).bound(prices),
        "lacks": lacks.value,
        "lacks_error": lacks.error,
        "bound_unexposed": dual.unexposed(_LIMITS.mean),
        "bound_at_unexposed": dual.unexposed(free.items),
        **_named("unexposed", free),
    }


def _lacks(seed: int, used: Grid, fine: Grid, prices: Prices) -> beliefs.Mean:
    """What a choice reaches on exact beliefs above what the bound's table holds for the most, items coming twice.

    The choice is of a finer table, so that little is lost where a belief lies between two states.
    """
    parameters = drawn(seed, 0).parameters
    foretold, _ = Dual(*used, parameters, _LIMITS, twice=True).table(prices)
    table = checking.Table(fine[0], *Dual(*fine, parameters, _LIMITS, twice=True).table(prices), parameters, prices)
    carried = checking.carried_out(table, _LIMITS.levels, _LEARNERS["checked"], seed)
    return beliefs.Mean(carried.value - float(foretold[0, used[0].start]), carried.error)


def _beside(seed: int, bound: float, price: float) -> Figures:
    """The engine's beliefs, what the bound is to reach, and the least mean number of items at which it does.

    The least D is concave in the mean number of items, with the price of one as its slope: a straight line lies above.
    """
    forty, own = beliefs.forty(seed, _LEARNERS["forty"]), beliefs.own(seed, _LEARNERS["own"])
    target = forty.belief - _SET["level_belief_lost"]
    return {
        "target": target,
        "target_error": forty.error,
        "short": target - bound,
        "items_to_target": _LIMITS.mean + (target - bound) / price,
        "bound_at_own": bound + price * (own.items - _LIMITS.mean),
        **_named("own", own),
    }


def _named(name: str, reached: beliefs.Reached) -> Figures:
    return {f"items_{name}": reached.items, f"belief_{name}": reached.belief, f"belief_{name}_error": reached.error}


if __name__ == "__main__":
    main()
