"""Mastery and signals in eight simulated worlds, beside oracles and baselines: `make bench NAME=mastery`.

Writes results/mastery.json and results/signals.json. A quarter of an hour of one core.
"""

from collections.abc import Callable, Mapping, Sequence
from statistics import fmean

from benchmarks import environment, report

type Figures = dict[str, float]

MASTERY = ("auc_regret", "cold_auc_regret", "ece", "cold_ece", "mastery_ece", "cold_mastery_ece", "saved_share")
SIGNALS = ("auc_regret", "cold_auc_regret", "precision_behind", "ece", "flapping", "cold_flapping")
LEAST = frozenset({"saved_share"})
"""Figures of which the worst is the least."""


def main() -> None:
    """Measure, world after world, and write."""
    environment.enter()
    from benchmarks.mastery import deciles, figures, foretelling, together
    from benchmarks.trials import NAMES, SEEDS, trials

    mastery: dict[str, Figures] = {}
    signals: dict[str, Figures] = {}
    fineness: Figures = {}
    tenths: list[Sequence[deciles.Tenth]] = []
    for name in NAMES:
        some = list(trials(name))
        mastery[name] = figures.of_world(some)
        signals[name] = foretelling.of_world(some)
        tenths += map(deciles.of_trial, some)
        fineness[name] = together.finer_oracle(some[0])
        for kind, found in (("mastery", mastery[name]), ("signals", signals[name])):
            print(name, kind, {each: round(value, 4) for each, value in found.items()}, flush=True)
    more = (
        together.of_worlds(mastery)
        | deciles.of_worlds(tenths)
        | {"oracle_fineness": max(fineness.values())}
        | together.costs()
    )
    packages = ("numpy", "scipy")
    report.write("mastery", _flat(mastery, MASTERY) | more, *packages, seed=SEEDS.start)
    report.write("signals", _flat(signals, SIGNALS), *packages, seed=SEEDS.start)


def _flat(worlds: Mapping[str, Figures], summed: tuple[str, ...]) -> Figures:
    """Mean and worst world of the figures to reach, and then everything by world."""
    found: Figures = {}
    for name in summed:
        worst: Callable[..., float] = min if name in LEAST else max
        values = [each[name] for each in worlds.values()]
        found |= {f"{name}_mean": fmean(values), f"{name}_worst": worst(values)}
    return found | {f"{world}_{name}": value for world, each in worlds.items() for name, value in each.items()}


if __name__ == "__main__":
    main()
