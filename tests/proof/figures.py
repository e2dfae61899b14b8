"""What the proof of erasure counted, written down where all of it was run: benchmarks/results/proof.json."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from benchmarks import report

from tests.component.rights import export_faults, faults
from tests.component.rights.sabotage import every

SABOTAGES = [*every()]
_NAMES = (
    "canaries",
    "residues",
    "sabotages",
    "missed",
    "clean_runs",
    "false_alarms",
    "faults",
    "stuck",
)


class Figures:
    """Counts by name."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    @contextmanager
    def one(self, what: str, amiss: str) -> Iterator[None]:
        """One more `what`, and one more `amiss` if what is within the block does not hold."""
        self.counts[what] += 1
        try:
            yield
        except BaseException:
            self.counts[amiss] += 1
            raise

    def whole(self) -> bool:
        """Whether every part was run."""
        wanted = {
            "faults": len(faults.MATRIX) + len(export_faults.MATRIX),
            "sabotages": len(SABOTAGES),
            "clean_runs": 1,
            "canaries": 1,
        }
        return all(self.counts[name] >= least for name, least in wanted.items())


@pytest.fixture(scope="session")
def figures() -> Iterator[Figures]:
    """Of this run."""
    found = Figures()
    yield found
    if found.whole():
        report.write("proof", {name: found.counts[name] for name in _NAMES}, "moto", "pynamodb")
