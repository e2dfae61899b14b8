"""Sabotages of an erasure, generated over stores and kinds: each must be caught by a read-back or by the scanner."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from tests.component.rights.scanned import Scanned

READ_BACK, SCANNER = "read-back", "scanner"

type Commit = Callable[[Scanned, pytest.MonkeyPatch], None]


@dataclass(frozen=True)
class Sabotage:
    """One thing done wrong, somewhere; `after` what the erasure itself is done with, or while it is at work."""

    kind: str
    where: str
    commit: Commit
    after: bool = False
    by: str | None = None
    """Who must catch it, where it is not enough that either does."""

    def __str__(self) -> str:
        return f"{self.kind}-{self.where}"


def caught(stage: Scanned, sabotage: Sabotage, patch: pytest.MonkeyPatch) -> str | None:
    """By whom it was caught; None if it was missed."""
    if sabotage.after:
        stage.have_run()
    sabotage.commit(stage, patch)
    if not sabotage.after and not stage.run():
        return READ_BACK if _residue_told(stage) else None
    return SCANNER if stage.found() else None


def _residue_told(stage: Scanned) -> bool:
    """Whether an execution failed for what it found, and not for a mistake in the sabotage."""
    told = stage.machine.told()
    return any(error in told for error in ("Residue", "Lagging", "NotReadBack"))


def every() -> Iterator[Sabotage]:
    """All of them."""
    from tests.component.rights.sabotage import afterwards, machines, stores

    for module in (stores, machines, afterwards):
        yield from module.sabotages()
