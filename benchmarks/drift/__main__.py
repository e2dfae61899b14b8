"""How much drift is caught, and how much harmless change is flagged: a sample of each, put to the project's checks.

A mutant is caught when a check fails. Many are caught because something that is rendered from the code is not current
any more: docs/map.json, the policy, the records, the OpenAPI document. So each of these is tried once more after all of
it was rendered anew, as a developer does who follows the message and thinks no further. Then it is refused, if a check
still fails; or told, if the policy had to be published in a new version, which lists the change for its readers; or
seen by nobody but who reads the difference of docs/map.json.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from time import monotonic
from typing import NamedTuple

from benchmarks import report
from benchmarks.drift.judge import Verdict
from benchmarks.drift.judging import Judge
from benchmarks.drift.mutants import Drawn, sample
from benchmarks.drift.operators import DRIFT, HARMLESS, RENDERED

SEED = 20261123
MUTANTS, UNHARMFUL = 7 * len(DRIFT), 12 * len(HARMLESS)
WORKERS = 2

type Judges = SimpleQueue[Judge]


class Found(NamedTuple):
    """What became of a mutant: at once, and after what is rendered was rendered anew where that was tried."""

    drawn: Drawn
    failed: str | None
    rendered: Verdict | None = None

    def __str__(self) -> str:
        return f"{self.drawn.operator}: {self.drawn.mutant.file}: {self.drawn.mutant.told}"


def drifted(judge: Judge, drawn: Drawn) -> Found:
    """A mutant that has to be caught."""
    failed = judge.verdict(drawn.mutant)["failed"]
    return Found(drawn, failed, judge.rendered(drawn.mutant) if failed else None)


def harmless(judge: Judge, drawn: Drawn) -> Found:
    """A mutant that nothing may flag; a new version of the policy would be a flag too."""
    if drawn.operator not in RENDERED:
        return Found(drawn, judge.verdict(drawn.mutant)["failed"])
    verdict = judge.rendered(drawn.mutant)
    return Found(drawn, verdict["failed"] or ("a new version of the policy" if verdict["told"] else None), verdict)


@contextmanager
def judges() -> Iterator[Judges]:
    """A judge for each worker, of whom each finds the project as it is without fault."""
    with TemporaryDirectory() as folder, ExitStack() as stack:
        waiting: Judges = SimpleQueue()
        for number in range(WORKERS):
            judge = stack.enter_context(Judge(Path(folder) / str(number)))
            if failed := judge.unchanged()["failed"]:
                raise SystemExit(f"drift: {failed} fails without any mutant")
            waiting.put(judge)
        yield waiting


def tried(waiting: Judges, judged: Callable[[Judge, Drawn], Found], mutants: list[Drawn]) -> list[Found]:
    """What became of each mutant, in order."""

    def one(drawn: Drawn) -> Found:
        judge = waiting.get()
        try:
            return judged(judge, drawn)
        finally:
            waiting.put(judge)

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(one, mutants))


def main() -> None:
    """Try both samples; print what survived, what only the map's difference shows, and what was flagged."""
    begun = monotonic()
    drawn, unharmful = sample(DRIFT, MUTANTS, SEED), sample(HARMLESS, UNHARMFUL, SEED)
    with judges() as waiting:
        drift = tried(waiting, drifted, drawn)
        change = tried(waiting, harmless, unharmful)
    caught = [each for each in drift if each.failed]
    refused = [each for each in caught if each.rendered and each.rendered["failed"]]
    told = [each for each in caught if each not in refused and each.rendered and each.rendered["told"]]
    flagged = [each for each in change if each.failed]
    for each in drift:
        if each not in refused and each not in told:
            print(f"{'in the map alone' if each.failed else 'survived'}: {each}")
    for each in flagged:
        print(f"flagged: {each}: {each.failed}")
    operators = Counter(each.drawn.operator for each in drift)
    after = Counter(each.drawn.operator for each in (*refused, *told))
    report.write(
        "drift",
        {
            "mutants": len(drift),
            "caught": len(caught),
            "caught_share": len(caught) / len(drift),
            "refused_after_rendering": len(refused),
            "told_after_rendering": len(told),
            "caught_after_rendering_share": (len(refused) + len(told)) / len(drift),
            "harmless": len(change),
            "flagged": len(flagged),
            "seconds": monotonic() - begun,
            **{f"mutants_{name}": count for name, count in operators.items()},
            **{f"caught_after_rendering_{name}": after[name] for name in operators},
        },
        "pytest",
        seed=SEED,
    )


if __name__ == "__main__":
    main()
