"""What importing a door and building its clients costs, over the least any door on DynamoDB must pay.

The peer is the least: import botocore's session, build one DynamoDB client and one Pydantic model. Ours imports the
door, its stores and its engine, and builds every client that its role can use. Both run in fresh processes on compiled
bytecode, taking turns, so that a slow moment of the machine hits both; a run is the faster of two turns, as a neighbour
on the machine can only slow one. Figures are medians of the 11 ratios, of wall time and of processor time.
"""

import subprocess
import sys
from statistics import median

from datamap import functions

from benchmarks import environment, report

RUNS = 11

PEER = """
import botocore.session
from pydantic import BaseModel
class Model(BaseModel):
    number: int
botocore.session.get_session().create_client("dynamodb", region_name="eu-west-1")
Model(number=1)
"""

OURS = """
import {door}
from inarax import aws
aws.dynamodb().client
for service in {services!r}:
    aws.client(service)
"""

_NAMED = {"ses": "sesv2", "states": "stepfunctions"}
"""Services whose client has another name than their permissions."""


def services(door: str) -> list[str]:
    """The services besides DynamoDB for which the door's role has a permission: for each it builds a client.

    Dead letters are Lambda's to send, in the door's role and without its code.
    """
    granted = (actions for store, actions in functions.granted(door).items() if not store.endswith("DeadLetters"))
    prefixes = {action.split(":")[0] for actions in granted for action in actions} - {"dynamodb"}
    return sorted(_NAMED.get(prefix, prefix) for prefix in prefixes)


def seconds(code: str) -> tuple[float, float]:
    """Wall and processor time of `code` in a fresh process, without the interpreter's own start."""
    timed = f"""import time
begun = time.perf_counter(), time.process_time()
{code}
print(time.perf_counter() - begun[0], time.process_time() - begun[1])"""
    done = subprocess.run(
        [sys.executable, "-c", timed], env=environment.of_function(), capture_output=True, text=True, check=True
    )
    wall, processor = map(float, done.stdout.split())
    return wall, processor


def side_by_side(one: str, other: str) -> list[tuple[float, float]]:
    """The wall and processor time of both programs: of each the faster of two turns."""
    turns = [(seconds(one), seconds(other)) for _ in range(2)]
    return [
        (min(wall for wall, _ in runs), min(processor for _, processor in runs)) for runs in zip(*turns, strict=True)
    ]


def main() -> None:
    """Measure every door; the first run of each program compiles, and is not counted."""
    codes = {
        functions.module_name(door): OURS.format(door=functions.module_name(door), services=services(door))
        for door in functions.DOORS
    }
    for code in (PEER, *codes.values()):
        seconds(code)
    pairs: dict[str, list[tuple[float, float]]] = {name: [] for name in codes}
    peers: list[float] = []
    for _ in range(RUNS):
        for name, code in codes.items():
            (peer, peer_processor), (ours, processor) = side_by_side(PEER, code)
            pairs[name].append((ours / peer, processor / peer_processor))
            peers.append(peer)
    walls = {f"ratio_{name}": median(wall for wall, _ in pairs[name]) for name in codes}
    processors = {f"cpu_ratio_{name}": median(processor for _, processor in pairs[name]) for name in codes}
    worst = {"worst_ratio": max(walls.values()), "worst_cpu_ratio": max(processors.values())}
    report.write(
        "cold_start",
        {**worst, "peer_seconds": median(peers), **walls, **processors},
        "botocore",
        "pydantic",
        "pynamodb",
        "aws-lambda-powertools",
    )


if __name__ == "__main__":
    main()
