"""What importing a door and building its clients costs, over the least any door on DynamoDB must pay.

The peer is the least: import botocore's session, build one DynamoDB client and one Pydantic model. Ours imports the
door, its stores and its engine, and builds every client that its role can use. Both run in fresh processes on compiled
bytecode, in turn, so that a slow moment of the machine hits both; figures are medians of 11.
"""

import compileall
import os
import subprocess
import sys
from pathlib import Path
from statistics import median

from tests.kit import functions, template

from benchmarks import report

RUNS = 11
ROOT = Path(__file__).parents[1]
PATHS = ("functions", "layers/inarax", "layers/adaptive")

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

_SERVICES = {"s3": "s3", "kms": "kms", "secretsmanager": "secretsmanager", "ssm": "ssm", "cognito-idp": "cognito-idp"}


def services(door: str) -> list[str]:
    """The services besides DynamoDB for which the door's role has a permission: for each it builds a client."""
    prefixes = {action.split(":")[0] for actions in functions.granted(door).values() for action in actions}
    return sorted(_SERVICES[prefix] for prefix in prefixes & set(_SERVICES))


def seconds(code: str) -> float:
    """Wall time of `code` in a fresh process, without the interpreter's own start."""
    timed = f"import time\nbegun = time.perf_counter()\n{code}\nprint(time.perf_counter() - begun)"
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(str(ROOT / path) for path in PATHS),
        "STACK_NAME": template.STACK,
        "ACCOUNT_ID": template.ACCOUNT,
        "AWS_REGION": template.REGION,
        "PUBLIC_ORIGIN": template.ORIGIN,
        "AWS_ACCESS_KEY_ID": "none",
        "AWS_SECRET_ACCESS_KEY": "none",
    }
    done = subprocess.run([sys.executable, "-c", timed], env=environment, capture_output=True, text=True, check=True)
    return float(done.stdout)


def main() -> None:
    """Measure every door that uses DynamoDB."""
    for path in PATHS:
        compileall.compile_dir(ROOT / path, quiet=1)
    codes = {
        functions.module_name(door): OURS.format(door=functions.module_name(door), services=services(door))
        for door in functions.DOORS
    }
    took: dict[str, list[float]] = {name: [] for name in ("peer", *codes)}
    for _ in range(RUNS):
        took["peer"].append(seconds(PEER))
        for name, code in codes.items():
            took[name].append(seconds(code))
    peer = median(took["peer"])
    ratios = {f"ratio_{name}": median(took[name]) / peer for name in codes}
    worst = max(ratios.values())
    report.write(
        "cold_start",
        {"worst_ratio": worst, "peer_seconds": peer, **ratios},
        "botocore",
        "pydantic",
        "pynamodb",
        "aws-lambda-powertools",
    )


if __name__ == "__main__":
    main()
