"""A clause put to the proof: its tests run in a copy of the project, as it is and with the clause's mutation in it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from policy.clauses import Mutation

ROOT = Path(__file__).parents[1]
_OF_THE_CALLER = ("PYTEST_", "COV_", "COVERAGE_")
"""Settings of a run of pytest that the one inside it must not inherit."""


class Outcome(StrEnum):
    """How a run of tests ended; `broken` is one that never got to its tests, which proves nothing."""

    GREEN = "green"
    RED = "red"
    BROKEN = "broken"


class Misfit(ValueError):
    """A mutation whose old text does not stand exactly once in its file."""


def copied(to: Path) -> Path:
    """A copy of the project's own files, those included that git does not know yet."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    found = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603
    for name in filter(None, found.stdout.split("\0")):
        if (source := ROOT / name).is_file():
            target = to / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    return to


@contextmanager
def mutated(copy: Path, mutation: Mutation) -> Iterator[None]:
    """The copy with the mutation in it."""
    with replaced(copy, mutation.file, changed((copy / mutation.file).read_text(), mutation)):
        yield


@contextmanager
def replaced(copy: Path, file: str, text: str) -> Iterator[None]:
    """The copy with another text in one of its files."""
    path = copy / file
    before = path.read_text()
    path.write_text(text)
    try:
        yield
    finally:
        path.write_text(before)


def changed(text: str, mutation: Mutation) -> str:
    """The text of a mutation's file with the mutation in it; Misfit if that is not one change."""
    if text.count(mutation.old) != 1:
        raise Misfit(f"{mutation.file} has {text.count(mutation.old)} times: {mutation.old}")
    return text.replace(mutation.old, mutation.new)


def run(copy: Path, tests: Iterable[str]) -> Outcome:
    """Run tests in a copy, up to the first that fails."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    ended = subprocess.run(command, cwd=copy, env=environment(), check=False, capture_output=True)  # noqa: S603
    return {0: Outcome.GREEN, 1: Outcome.RED}.get(ended.returncode, Outcome.BROKEN)


def environment() -> dict[str, str]:
    """That of a run of tests in a copy."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(_OF_THE_CALLER)}
    return inherited | {"PYTHONDONTWRITEBYTECODE": "1", "HYPOTHESIS_PROFILE": "test"}
