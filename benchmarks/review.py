"""Review in worlds that forget: how true FSRS's chance to remember is, and what its reviews keep.

`make bench NAME=review`; two minutes of one core.
"""

from benchmarks import environment, report

WORLDS = ("forgetting", "spaced")
SEEDS = range(1, 11)
RETURNING, KEEPING = 300, 60
"""Learners a seed: whose returns are judged, and who are followed for half a year under every rule."""


def main() -> None:
    """Measure, world after world, and write."""
    environment.enter()
    from benchmarks.remembering import keeping
    from benchmarks.returning import returns

    found: dict[str, float] = {}
    for name in WORLDS:
        for part in (returns(name, SEEDS, RETURNING), keeping(name, SEEDS, KEEPING)):
            found |= {f"{name}_{figure}": value for figure, value in part.items()}
            print(name, {figure: round(value, 3) for figure, value in part.items()}, flush=True)
    report.write("review", found, "fsrs", "numpy", "scipy", seed=SEEDS.start)


if __name__ == "__main__":
    main()
