"""Other processes of this machine, by number."""

import os
import signal
import subprocess
import time
from contextlib import suppress

from local.settings import LocalError

STOP_SECONDS = 60.0


def command(pid: int) -> str:
    """The command line of a living process, else nothing."""
    shown = subprocess.run(
        ["ps", "-ww", "-o", "stat=,command=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout.strip()
    return "" if shown.startswith("Z") else shown


def end(pid: int, seconds: float = STOP_SECONDS) -> None:
    """Ask a process to stop, and wait until it has."""
    deadline = time.monotonic() + seconds
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)
    while command(pid):
        if time.monotonic() > deadline:
            raise LocalError(f"process {pid} does not stop: end it with `kill -9 {pid}`")
        time.sleep(0.1)
