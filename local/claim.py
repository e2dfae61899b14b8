"""Who runs a stack: one process at a time holds its lock, and what a killed one left behind is found and stopped."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from local import emulator
from local.settings import MINISTACK, SAM, LocalError, Stack, is_taken


@contextmanager
def claimed(stack: Stack) -> Iterator[None]:
    """Hold the stack's lock, which the system gives back however this process ends; refuse if somebody holds it."""
    stack.folder.mkdir(parents=True, exist_ok=True)
    with stack.lock.open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LocalError(
                f"it runs already at {stack.origin} (process {runner(stack)}): open that address, or run `make stop`"
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        for tool in (MINISTACK, SAM):
            if not tool.exists():
                raise LocalError(f"{tool} is missing: run `make setup`")
        emulator.stop(stack)
        for port in (stack.port, stack.gateway):
            if is_taken(port):
                raise LocalError(f"port {port} is taken by another program: choose another, as in `make run PORT=8100`")
        yield


def runner(stack: Stack) -> int | None:
    """The process that holds the stack's lock, or None."""
    if not stack.lock.exists():
        return None
    with stack.lock.open() as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return int(lock.read() or 0) or None
    return None
