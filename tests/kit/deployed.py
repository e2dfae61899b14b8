"""One stack, deployed once for all tests of a run that need one, on ports of its own beside whatever else runs."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from local.progress import Progress
from local.running import Running, running
from local.settings import ROOT, Stack, free_ports

_up: list[Running] = []
"""The run's stack: two folders of tests that each import the fixture get the same one."""


@pytest.fixture(scope="session")
def stack() -> Iterator[Running]:
    """A fresh stack with course and demo accounts; with `INARAX_STACK=.local/run/stack.json` one that runs already."""
    if _up:
        yield _up[0]
    elif reused := os.environ.get("INARAX_STACK"):
        yield Running.found(Path(reused))
    else:
        folder = ROOT / ".local" / "test"
        shutil.rmtree(folder / "state", ignore_errors=True)
        port, gateway = free_ports(2)
        with running(Stack(port=port, gateway=gateway, folder=folder), Progress()) as one:
            _up.append(one)
            yield one
            _up.clear()
