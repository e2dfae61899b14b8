"""How much neighbours may say by default: `python -m benchmarks.prerequisites.strengths`.

Of a grid of strengths, the pair that foretells first answers best (Brier score) where skills build on each other, among
those that lose no more than `LOST` of AUC where they do not: the graph is the author's, and may be wrong. Its seeds are
none of those that are reported. Two minutes of one core.
"""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from benchmarks import environment

if TYPE_CHECKING:
    from adaptive.parameters import Pull
    from benchmarks.worlds.answers import Floats

STRENGTHS = (0.05, 0.10, 0.15, 0.20, 0.25)
SEEDS = range(2_001, 2_041)
LEARNERS = 250
LOST = 0.0015
"""Less than the .002 that is allowed, since other seeds are reported."""


def main() -> None:
    """Print every pair with what it gains and loses, and which is taken."""
    environment.enter()
    from adaptive.parameters import Pull

    pulls = [Pull(), *(Pull(advanced, required) for advanced, required in product(STRENGTHS, repeat=2))]
    linked, loose = (np.mean(list(_gains(pulls, loose)), axis=0) for loose in (False, True))
    for pull, (brier, auc), (_, lost) in zip(pulls, linked, loose, strict=True):
        print(f"{pull.advanced:.2f} {pull.required:.2f}: Brier {brier:+.5f}, AUC {auc:+.4f}; loose {lost:+.4f}")
    best = int(np.where(loose[:, 1] >= -LOST, linked[:, 0], -1.0).argmax())
    print(f"taken: {pulls[best]}")


def _gains(pulls: "Sequence[Pull]", loose: bool) -> "Iterator[Floats]":
    """Of every seed, by pulls: what is gained of the Brier score and of AUC."""
    from benchmarks import metrics
    from benchmarks.prerequisites.following import follow
    from benchmarks.worlds.prerequisites import drawn

    for seed in SEEDS:
        _, course = drawn(seed, LEARNERS, loose=loose)
        read = follow(course, pulls, tries=1)
        first = read.before == 0
        truth = course.correct[first]
        found = [
            (-float(np.mean((truth - right[first]) ** 2)), metrics.auc(truth, right[first])) for right in read.right
        ]
        yield np.subtract(found, found[0])


if __name__ == "__main__":
    main()
