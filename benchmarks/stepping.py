"""A step's process: `python -m benchmarks.stepping rights.exporting`.

Reads events of a step, one a line; writes for each its outcome, the seconds it took, how often AWS was called for what,
and the most memory that this process has ever held, interpreter and libraries among it, as Lambda counts it.
"""

import json
import os
import sys
from collections import Counter
from importlib import import_module
from pathlib import Path
from time import perf_counter
from types import SimpleNamespace
from typing import Any

_CONTEXT = SimpleNamespace(aws_request_id="a-run", get_remaining_time_in_millis=lambda: 120_000)

_PATIENCE = 120
"""Seconds: moto looks at every item for each page of a Query."""


def main() -> None:
    """Serve until standard input ends."""
    results = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what the step logs
    handler = import_module(sys.argv[1]).handler
    from inarax import aws

    aws.dynamodb()._read_timeout_seconds = _PATIENCE  # noqa: SLF001  moto, not ours, is slow
    calls = Counter[str]()

    def count(model: Any, **_: Any) -> None:
        calls[model.name] += 1

    aws.dynamodb().session.register("before-call", count)
    for line in sys.stdin:
        begun = perf_counter()
        outcome = handler(json.loads(line), _CONTEXT)["outcome"]
        took = {"outcome": outcome, "seconds": perf_counter() - begun, "calls": dict(calls), "mb": _most()}
        calls.clear()
        print(json.dumps(took), file=results)


def _most() -> float:
    """Megabytes. (`getrusage` would tell of the process that started this one as well.)"""
    told = Path("/proc/self/status").read_text()
    return int(told.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main()
