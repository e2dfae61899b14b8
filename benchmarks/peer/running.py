"""The processes of the comparison, as the program that compares them holds them."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any

from benchmarks import environment


@dataclass(frozen=True, slots=True)
class Served:
    """One answer, with the seconds it took by the wall and of the process's CPU."""

    wall: float
    cpu: float
    status: int
    body: str


class Process:
    """A process that serves one handler. Its first answer takes its cold start with it."""

    def __init__(self, running: subprocess.Popen[str]) -> None:
        self._in, self._out = _pipes(running)

    def serve(self, event: dict[str, Any]) -> Served:
        """Send an event and wait for the answer."""
        print(json.dumps(event), file=self._in, flush=True)
        return Served(**json.loads(self._out.readline()))


@contextmanager
def handler(module: str, endpoint: str) -> Iterator[Process]:
    """A fresh process for the handler of `module`, whose store is at `endpoint`."""
    command = [sys.executable, "-m", "benchmarks.peer.worker", module]
    with _started(command, environment.of_function(AWS_ENDPOINT_URL=endpoint)) as running:
        yield Process(running)


@contextmanager
def emulator() -> Iterator[str]:
    """The store's process; yields its URL."""
    with _started([sys.executable, "-m", "benchmarks.peer.emulator"], environment.of_function()) as running:
        yield _pipes(running)[1].readline().strip()


@contextmanager
def _started(command: list[str], env: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """Every process of ours ends when its standard input does."""
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=env, cwd=environment.ROOT) as running:
        try:
            yield running
        finally:
            _pipes(running)[0].close()


def _pipes(running: subprocess.Popen[str]) -> tuple[IO[str], IO[str]]:
    if running.stdin is None or running.stdout is None:
        raise ValueError("a process without pipes")
    return running.stdin, running.stdout
