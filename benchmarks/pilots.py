"""Questions on trial in placements as they are deployed: what is learned of them, and that they change nothing else.

`make bench NAME=pilots`; a minute or two of one core.
"""

from collections.abc import Iterator
from math import sqrt
from statistics import fmean
from typing import NamedTuple

from benchmarks import environment, report

SEEDS = range(1, 11)
LEARNERS = (250, 500, 1_000)
"""Learners a seed after whom the estimates are judged."""
PILOTS = 12


class Judged(NamedTuple):
    """How far one estimate is off, in units of the parameter and of its standard error; `guess` is the author's."""

    a: float
    a_error: float
    b: float
    b_error: float
    guess: float
    shown: int


def main() -> None:
    """Measure, seed after seed, and write."""
    environment.enter()
    from benchmarks.trying import tried

    judged: dict[int, list[Judged]] = {learners: [] for learners in LEARNERS}
    changed = attempts = 0
    spread: list[float] = []
    for seed in SEEDS:
        run = tried(seed, LEARNERS, PILOTS)
        changed, attempts = changed + run.changed, attempts + run.attempts
        for learners, estimates in run.estimates.items():
            judged[learners] += [
                Judged(found.a - true.a, found.a_error, found.b - true.b, found.b_error, guess.b - true.b, found.shown)
                for true, guess, found in estimates
            ]
        last = [found.shown for *_, found in run.estimates[LEARNERS[-1]]]
        spread.append(max(last) / min(last))
        print(seed, f"{run.changed} of {run.attempts} changed", flush=True)
    found = {"changed": float(changed), "attempts": float(attempts), "most_over_least_shown": max(spread)}
    for learners, each in judged.items():
        found |= {f"{name}_{learners}": value for name, value in figures(each)}
    report.write("pilots", found, seed=SEEDS.start)


def figures(judged: list[Judged]) -> Iterator[tuple[str, float]]:
    """Bias, error (as told, and as it was), and how often 1.96 standard errors reach the truth."""
    yield "shown", fmean(each.shown for each in judged)
    yield "b_guess_rmse", _root([each.guess for each in judged])
    for name, off, errors in (
        ("a", [each.a for each in judged], [each.a_error for each in judged]),
        ("b", [each.b for each in judged], [each.b_error for each in judged]),
    ):
        yield f"{name}_bias", fmean(off)
        yield f"{name}_rmse", _root(off)
        yield f"{name}_error", _root(errors)
        yield f"{name}_covered", fmean(abs(x) <= 1.96 * e for x, e in zip(off, errors, strict=True))
    yield "ready_share", fmean(each.b_error <= 0.25 for each in judged)


def _root(values: list[float]) -> float:
    return sqrt(fmean(value * value for value in values))


if __name__ == "__main__":
    main()
