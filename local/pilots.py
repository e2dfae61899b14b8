"""`make pilots`: what a deployed stack has learned of a course's items on trial, for its author."""

import argparse
import subprocess
import sys
from collections.abc import Sequence

from local import shelf
from local.load import ACCOUNT
from local.progress import out
from local.settings import LocalError, Stack

_MODULE = "local.proposing"


def main(argv: Sequence[str] | None = None) -> int:
    """Ask the stack that samconfig.toml's `prod` names, or the one that `make run` runs."""
    parser = argparse.ArgumentParser(prog="make pilots", description=__doc__)
    parser.add_argument("dir", help="the course's folder, such as courses/networks")
    parser.add_argument("--here", action="store_true", help="ask the stack that `make run` started on this machine")
    asked = parser.parse_args(argv)
    try:
        told = _here(asked.dir) if asked.here else shelf.at_prod(_MODULE, asked.dir)
    except LocalError as error:
        out(f"make pilots: {error}")
        return 1
    out((told.stdout + told.stderr).strip())
    return told.returncode


def _here(folder: str) -> subprocess.CompletedProcess[str]:
    stack = Stack.here()
    return shelf.run_at(_MODULE, stack.name, stack.region, ACCOUNT, stack.aws, folder)


if __name__ == "__main__":
    sys.exit(main())
