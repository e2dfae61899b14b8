"""`make stop`: stop a stack that runs elsewhere, in order, so that its state is saved."""

import sys

from local import claim, emulator, processes
from local.progress import out
from local.settings import LocalError, Stack


def main() -> int:
    """Stop the runner if there is one, then what a killed runner left behind."""
    stack = Stack()
    try:
        if (pid := claim.runner(stack)) is not None:
            processes.end(pid)
            out("Stopped; its state is kept.")
        elif emulator.stop(stack):
            out("Stopped what a killed run had left; its state is kept.")
        else:
            out("Nothing runs.")
    except LocalError as error:
        out(f"make stop: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
