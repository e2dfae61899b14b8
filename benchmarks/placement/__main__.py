"""Ten banks of 300 items and 2,000 learners each: writes results/placement.json.

Of populations that nobody expected thrice as many banks are drawn: their far ends make the error of ten as large as
what is to be told (`rmse_wrong_prior_few` is of the first ten). With numbers after it
(`make bench NAME="placement 2 400"`) it takes so many banks and learners, and only prints.
"""

import sys
from collections.abc import Callable, Sequence
from math import hypot, sqrt
from statistics import fmean, stdev

from benchmarks.placement import figures
from benchmarks.placement.figures import Figures
from benchmarks.report import write

BANKS, LEARNERS, SEED = 10, 2000, 100
_WORST = ("exposure", "unused", "publication")


def _by_bank(measured: Callable[[int], Figures], banks: int) -> list[Figures]:
    found: list[Figures] = []
    for n in range(banks):
        found.append(measured(SEED + n))
        print({name: round(value, 3) for name, value in found[-1].items()}, flush=True)
    return found


def _over(found: Sequence[Figures]) -> Figures:
    """Means over banks, but the worst of exposure, of unused items and of the time to publish."""
    names = found[0]
    over = {
        name: max(each[name] for each in found) if name.startswith(_WORST) else fmean(each[name] for each in found)
        for name in names
    }
    for name in names:
        if name.startswith(("items", "rmse")) and len(found) > 1:
            over[f"{name}_spread"] = stdev(each[name] for each in found)
    return over


def _headline(two: Figures, three: Figures, wrong: Figures, few: Figures, level: Figures) -> Figures:
    """The figures that have bounds, first."""
    return {
        "items_to_sd_030": two["items_ours"],
        "items_ratio_to_catsim": two["items_ours"] / two["items_catsim"],
        "saved_over_eligibility": two["items_eligibility"] - two["items_ours"],
        "max_exposure": two["exposure_ours"],
        "unused_share": two["unused_ours"],
        "rmse": two["rmse_ours"],
        "rmse_wrong_prior": max(wrong["rmse_low"], wrong["rmse_wide"]),
        "rmse_wrong_prior_few": max(few["rmse_low"], few["rmse_wide"]),
        "rmse_wrong_prior_pooled": hypot(wrong["rmse_low"], wrong["rmse_wide"]) / sqrt(2.0),
        "items_to_level": level["items_level_ours"],
        "level_belief_lost": level["belief_level_forty"] - level["belief_level_ours"],
        "level_exposure": level["exposure_level_ours"],
        "step_ratio_to_catsim": two["step_seconds"] / two["step_seconds_catsim"],
        "first_publication_seconds": max(two["publication_seconds"], three["publication_seconds"]),
    }


def main(given: Sequence[str]) -> None:
    """Measure, print, and write unless a smaller run was asked for."""
    banks, learners = (int(each) for each in given) if given else (BANKS, LEARNERS)
    two = _over(_by_bank(lambda seed: figures.precise(seed, learners, "2PL"), banks))
    three = _over(_by_bank(lambda seed: figures.precise(seed, learners, "3PL"), banks))
    many = _by_bank(lambda seed: figures.wrong_prior(seed, learners), 3 * banks)
    wrong, few = _over(many), _over(many[:banks])
    level = _over(_by_bank(lambda seed: figures.by_level(seed, learners), banks))
    found = _headline(two, three, wrong, few, level)
    found |= two | {f"{name}_3pl": value for name, value in three.items()}
    found |= {f"wrong_prior_{name}": value for name, value in wrong.items()} | level
    found |= {"banks": banks, "learners": learners}
    if given:
        print(found)
    else:
        write("placement", found, "catsim", "numpy", seed=SEED)


if __name__ == "__main__":
    main(sys.argv[1:])
