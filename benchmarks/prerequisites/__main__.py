"""First answers on a skill, foretold alone and with its neighbours: `make bench NAME=prerequisites`.

Writes results/prerequisites.json. A minute of one core.
"""

from collections.abc import Iterator
from statistics import fmean, stdev

from benchmarks import environment, report

SEEDS = range(1, 41)
LEARNERS = 200
EARLY = {"first": 1, "three": 3, "all": 99}
"""Tries on a skill that are judged, by name: its first, its first three, every one."""
WORLDS = {"linked": False, "loose": True}

STRONG = 0.6
"""Strengths that a course could have whose own answers bear its graph out."""

type Figures = dict[str, float]


def main() -> None:
    """Measure, and write."""
    environment.enter()
    found: Figures = {}
    for name, loose in WORLDS.items():
        seeds = list(_measured(loose))
        for figure in seeds[0]:
            values = [each[figure] for each in seeds]
            found[f"{name}_{figure}"] = fmean(values)
            if "_gain" in figure:
                found[f"{name}_{figure}_spread"] = stdev(values)
    report.write("prerequisites", found, "numpy", "scipy", seed=SEEDS.start)


def _measured(loose: bool) -> Iterator[Figures]:
    from adaptive.mastery import DEFAULT
    from adaptive.parameters import Pull
    from benchmarks.prerequisites.figures import compared
    from benchmarks.prerequisites.following import follow
    from benchmarks.worlds.prerequisites import drawn

    for seed in SEEDS:
        world, course = drawn(seed, LEARNERS, loose=loose)
        read, oracle = follow(course, (Pull(), DEFAULT.pull, Pull(STRONG, STRONG))), world.oracle(course)
        yield {
            f"{name}_{figure}": value
            for name, tries in EARLY.items()
            for figure, value in compared(course.correct, read, oracle, read.before < tries).items()
        }


if __name__ == "__main__":
    main()
