"""A mutant put into a copy of the project, and what the project's checks say of it there."""

import compileall
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from py_compile import PycInvalidationMode
from typing import Self

from policy import mutating

from benchmarks.drift.judge import Verdict
from benchmarks.drift.mutants import Mutant

_RENDERED = ("docs/*", "functions/*/published/**/*", "template.yaml")
_COMPILED = ("functions", "layers", "datamap", "policy", "docs", "tests", "benchmarks")


class Judge:
    """One copy of the project with the process that runs its checks."""

    def __init__(self, folder: Path) -> None:
        self.copy = mutating.copied(folder)
        for (
            part
        ) in _COMPILED:  # held to the sources by their content: a mutant may be as long and as old as its original
            compileall.compile_dir(folder / part, quiet=2, invalidation_mode=PycInvalidationMode.CHECKED_HASH)
        self._before = dict(self._rendered())
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.drift.judge"],
            cwd=folder,
            env=mutating.environment() | {"PYTHONDONTWRITEBYTECODE": ""},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def unchanged(self) -> Verdict:
        """What the checks say of the project as it is."""
        return self._order("check")

    def verdict(self, mutant: Mutant) -> Verdict:
        """What the checks say of a mutant."""
        with mutating.replaced(self.copy, mutant.file, mutant.text):
            return self._order("check")

    def rendered(self, mutant: Mutant) -> Verdict:
        """What they say once everything that is rendered from the code was rendered from the mutant."""
        with mutating.replaced(self.copy, mutant.file, mutant.text), self._restored():
            rendering = self._order("render")
            if rendering["failed"]:
                return rendering
            return {"failed": self._order("check")["failed"], "told": rendering["told"]}

    def _order(self, what: str) -> Verdict:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(what + "\n")
        self._process.stdin.flush()
        answer: Verdict = json.loads(self._process.stdout.readline())
        return answer

    @contextmanager
    def _restored(self) -> Iterator[None]:
        """Whatever is rendered within the block is gone after it."""
        try:
            yield
        finally:
            for path, content in self._rendered():
                if path not in self._before:
                    path.unlink()
                elif content != self._before[path]:
                    path.write_bytes(self._before[path])

    def _rendered(self) -> Iterator[tuple[Path, bytes]]:
        for pattern in _RENDERED:
            yield from ((path, path.read_bytes()) for path in sorted(self.copy.glob(pattern)) if path.is_file())
