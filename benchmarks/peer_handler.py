"""Our handler of a quiz submission beside one on FastAPI, Mangum and boto3, over the same store.

Both write the same rows and answer the same (a test holds them to it), each in a process of its own, on compiled
bytecode and in turn, so that a slow moment of the machine hits both. The store is an emulated account behind HTTP on
loopback; its time is in both sides' seconds, and not in the CPU seconds of the handlers' processes. Warm: a submission
to a process that has served some. Cold: a fresh process, from before its first import to its first answer. Figures are
medians; ratios are ours over the peer's.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from random import Random
from statistics import median
from typing import Any

from benchmarks import environment, report
from benchmarks.peer import running
from benchmarks.peer.running import Served

SEED = 7
COURSE = "networks"
HANDLERS = {"ours": "assessment.submissions", "peer": "benchmarks.peer.app"}
WARM = 300
WARMING = 30
COLD = 11
FRESH = 20
"""Submissions until the tables are emptied: moto copies a whole table for each transaction."""

type Measured = dict[str, list[Served]]
type Events = Iterator[list[dict[str, Any]]]


def compare(serve: Mapping[str, Callable[[dict[str, Any]], Served]], events: Events, runs: int) -> Measured:
    """Serve every event by both, in turn first and second; both must answer the same."""
    served: Measured = {side: [] for side in serve}
    for run, pair in zip(range(runs), events, strict=False):
        sent = dict(zip(serve, pair, strict=True))
        for side in sorted(sent, reverse=bool(run % 2)):
            served[side].append(serve[side](sent[side]))
        first, second = (answers[-1] for answers in served.values())
        if (first.status, json.loads(first.body)) != (201, json.loads(second.body)):
            raise AssertionError(f"different answers: {first.body} and {second.body}")
    return served


def warm(endpoint: str, begin: Callable[[], Events]) -> Measured:
    """Submissions to two processes that have served some."""
    measured: Measured = {side: [] for side in HANDLERS}
    with ExitStack() as stack:
        serve = {
            side: stack.enter_context(running.handler(module, endpoint)).serve for side, module in HANDLERS.items()
        }
        compare(serve, begin(), WARMING)
        while len(measured["ours"]) < WARM:
            for side, served in compare(serve, begin(), FRESH).items():
                measured[side] += served
    return measured


def cold(endpoint: str, begin: Callable[[], Events]) -> Measured:
    """First submissions to fresh processes. The first of all compiles, and is not counted."""

    def fresh(module: str) -> Callable[[dict[str, Any]], Served]:
        def serve(event: dict[str, Any]) -> Served:
            with running.handler(module, endpoint) as process:
                return process.serve(event)

        return serve

    serve = {side: fresh(module) for side, module in HANDLERS.items()}
    return {side: served[1:] for side, served in compare(serve, begin(), COLD + 1).items()}


def figures(kind: str, measured: Measured) -> dict[str, float]:
    """Medians and ratios."""
    walls = {side: median(each.wall for each in served) for side, served in measured.items()}
    cpus = {side: median(each.cpu for each in served) for side, served in measured.items()}
    return {
        f"{kind}_ratio": walls["ours"] / walls["peer"],
        f"{kind}_cpu_ratio": cpus["ours"] / cpus["peer"],
        **{f"{kind}_{side}_ms": 1000 * seconds for side, seconds in walls.items()},
        **{f"{kind}_{side}_cpu_ms": 1000 * seconds for side, seconds in cpus.items()},
    }


def main() -> None:
    """Measure."""
    with running.emulator() as endpoint:
        environment.enter(AWS_ENDPOINT_URL=endpoint)
        from tests.kit import courses

        from benchmarks import quizzing

        version = courses.publish_folder(COURSE)
        rng = Random(SEED)

        def begin() -> Events:
            quizzing.forget()
            return quizzing.submissions(COURSE, version, rng, len(HANDLERS))

        measured = figures("warm", warm(endpoint, begin)) | figures("cold", cold(endpoint, begin))
    versions = ("fastapi", "mangum", "boto3", "botocore", "pydantic", "pynamodb", "aws-lambda-powertools", "moto")
    report.write("peer_handler", measured | {"warm_runs": WARM, "cold_runs": COLD}, *versions, seed=SEED)


if __name__ == "__main__":
    main()
