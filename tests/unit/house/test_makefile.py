"""Whatever `make` runs of ours finds what it imports, with the paths that make gives it and no others."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
BENCHMARKS = re.findall(r"^## (\w+)$", (ROOT / "benchmarks" / "README.md").read_text(), re.MULTILINE)
OTHERWISE = {"proof", "whatif"}
"""What `make proof` writes, and what `make whatif` runs."""
TARGETS = [
    *[["bench", f"NAME={name}"] for name in BENCHMARKS if name not in OTHERWISE],
    ["whatif", "ANSWERS=answers.csv", "PARAMETERS=new.json"],
    ["answers", "DIR=courses/networks", "COPIES=copy.zip"],
    ["course", "DIR=courses/networks"],
    ["pilots", "DIR=courses/networks"],
    ["session", "WHO=priya"],
    *[[name] for name in ("run", "stop", "tour", "generate", "deploy")],
]
RUN = re.compile(r"(PYTHONPATH=\S+ )?\S*/python -m (\S+)")


@pytest.fixture(scope="module")
def programs() -> dict[str, set[str]]:
    """Modules that are run, by the import paths they are given."""
    found = dict[str, set[str]]()
    for target in TARGETS:
        made = subprocess.run(["make", "--dry-run", *target], cwd=ROOT, check=True, capture_output=True, text=True)
        for paths, module in RUN.findall(made.stdout):
            found.setdefault(paths.strip().removeprefix("PYTHONPATH="), set()).add(module)
    return found


def test_every_program_finds_what_it_imports(programs: dict[str, set[str]]) -> None:
    assert len(set().union(*programs.values())) >= 20
    for paths, modules in programs.items():
        entries = [f"{each}.__main__" if (ROOT / each.replace(".", "/")).is_dir() else each for each in sorted(modules)]
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        script = "; ".join(f"import {each}" for each in entries)
        subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, env=kept | {"PYTHONPATH": paths})
