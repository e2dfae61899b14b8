"""`make run`: the whole stack in the foreground, until Ctrl-C."""

import argparse
import signal
import sys
import threading
from dataclasses import replace
from types import FrameType

from local.people import PEOPLE
from local.progress import Progress, out
from local.settings import LocalError, Stack


def welcome(stack: Stack) -> str:
    """What a person reads once the stack is up."""
    accounts = "\n".join(
        f"    {person.email:<20} {person.password:<16} {', '.join(person.roles) or 'learner'}" for person in PEOPLE
    )
    return f"""
inaraX is up:  {stack.origin}/

  Sign in there ("Sign in", then the pool's own page) with one of these; they open nothing but this machine:
{accounts}

  Three things to try:
    1. As Ada, take the placement of the course "networks": it asks fewer questions the better it knows you.
    2. Read a lesson, then fail its quiz on purpose: the next lesson changes, and says why.
    3. In a second terminal, `make tour`: a client does all of that and prints each step.

  Every AWS service answers at {stack.endpoint} (key and secret: test). Logs are in {stack.folder}.
  Ctrl-C stops all of it and keeps what you did; `make clean` forgets it.
"""


def arguments(argv: list[str]) -> Stack:
    """The stack that the command line asks for."""
    parser = argparse.ArgumentParser(prog="make run", description=__doc__)
    parser.add_argument("--port", type=int, default=Stack().port, help="the one origin's; the next is MiniStack's")
    port: int = parser.parse_args(argv).port
    return replace(Stack(), port=port, gateway=port + 1)


def main(argv: list[str]) -> int:
    """Run until asked to stop; 1 if something must be put right first."""
    stack, asked = arguments(argv), threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        if ready.is_set():
            asked.set()
        else:
            raise KeyboardInterrupt

    ready = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    try:
        from local.running import running  # noqa: PLC0415  heavy, and Ctrl-C may come while it is imported

        with running(stack, Progress()):
            ready.set()
            out(welcome(stack))
            asked.wait()
            out("Stopping.")
    except LocalError as error:
        out(f"make run: {error}")
        return 1
    except KeyboardInterrupt:
        out("Stopped before it was up.")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
