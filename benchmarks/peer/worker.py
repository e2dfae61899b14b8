"""A function's process: `python -m benchmarks.peer.worker assessment.submissions`.

Reads API Gateway events, one a line; writes for each the seconds it took, by the wall and of this process's CPU, and
the answer. The first is counted from before the handler is imported: that is a cold start, but for the interpreter's.
"""

from time import perf_counter, process_time

BEGUN: tuple[float, float] | None = (perf_counter(), process_time())

import json  # noqa: E402
import os  # noqa: E402
import sys  # noqa: E402
from importlib import import_module  # noqa: E402


def main() -> None:
    """Serve until standard input ends."""
    results = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what the handler logs
    handler = import_module(sys.argv[1]).handler
    begun = BEGUN
    for line in sys.stdin:
        event = json.loads(line)
        wall, cpu = begun or (perf_counter(), process_time())
        answer = handler(event, None)
        took = {"wall": perf_counter() - wall, "cpu": process_time() - cpu}
        print(json.dumps(took | {"status": answer["statusCode"], "body": answer["body"]}), file=results)
        begun = None


if __name__ == "__main__":
    main()
