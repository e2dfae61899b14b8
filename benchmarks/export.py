"""What an export of a learner with a long history costs: memory of its steps, calls to AWS, seconds.

The learner has answered 10,000 questions (so there are 10,000 responses, as many pieces of evidence, and what follows
from them), another one 100. Each step runs in a process of its own, against an emulated account behind HTTP on
loopback; its memory is the most that the process ever held, as Lambda counts it, with every store read in it in turn.
"""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from typing import Any

from benchmarks import environment, report
from benchmarks.peer import running

SEED = 7
COURSE = "networks"
HISTORIES = (100, 10_000)
LIMIT = 256
"""Megabytes within which 10,000 items are to be exported."""


@dataclass(frozen=True, slots=True)
class Step:
    """All runs of one step: seconds and calls together, and the most memory."""

    seconds: float
    calls: Counter[str]
    mb: float


@contextmanager
def _process(step: str, endpoint: str, **settings: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "benchmarks.stepping", step]
    env = environment.of_function(AWS_ENDPOINT_URL=endpoint, **settings)
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=env, cwd=environment.ROOT) as started:
        yield started


def run(step: str, endpoint: str, events: list[dict[str, str]], **settings: str) -> Step:
    """A step in a fresh process, event after event, each until it is done."""
    with _process(step, endpoint, **settings) as process:
        sent = "".join(json.dumps(event) + "\n" for event in events)
        told, _ = process.communicate(sent)
    runs: list[dict[str, Any]] = [json.loads(line) for line in told.splitlines()]
    if len(runs) != len(events) or "more" in {each["outcome"] for each in runs}:
        raise AssertionError(f"{step} did not come to its end")
    calls = sum((Counter[str](each["calls"]) for each in runs), Counter[str]())
    return Step(sum(each["seconds"] for each in runs), calls, max(each["mb"] for each in runs))


def exported(learner_id: str, endpoint: str, receipt_key: str) -> tuple[Step, Step, dict[str, Any]]:
    """Export a learner: reading, packing, and what the receipt says of it."""
    from datetime import UTC, datetime

    from inarax.stores import rights_requests
    from inarax.stores.base import read, transact
    from inarax.tokens import new_id
    from rights.export import lifecycle, plan

    at = datetime.now(UTC)
    request = new_id()
    transact(rights_requests.save(lifecycle.opened(request, learner_id, at.date(), at)))
    stores = [store.name for store in plan.current().stores]
    reading = run("rights.exporting", endpoint, [{"request": request, "store": store} for store in stores])
    packing = run("rights.packing", endpoint, [{"request": request}], RECEIPT_KEY=receipt_key)
    (after,) = read(rights_requests.of(request))
    if after is None or after.receipt is None:
        raise AssertionError("it is not ready")
    return reading, packing, json.loads(after.receipt.statement)


def figures(answers: int, reading: Step, packing: Step, said: dict[str, Any]) -> dict[str, float]:
    """Of one export."""
    calls = reading.calls + packing.calls
    return {
        f"records_at_{answers}": sum(said["records"].values()),
        f"reading_mb_at_{answers}": reading.mb,
        f"packing_mb_at_{answers}": packing.mb,
        f"reading_seconds_at_{answers}": reading.seconds,
        f"packing_seconds_at_{answers}": packing.seconds,
        f"queries_at_{answers}": calls["Query"],
        f"objects_put_at_{answers}": calls["PutObject"] + calls["UploadPart"],
        f"objects_got_at_{answers}": calls["GetObject"] + calls["HeadObject"],
        f"calls_at_{answers}": calls.total(),
        f"decrypts_at_{answers}": calls["Decrypt"],
        f"archive_bytes_at_{answers}": said["archive"]["bytes"],
    }


def main() -> None:
    """Measure, and write results/export.json."""
    with running.emulator() as endpoint:
        environment.enter(AWS_ENDPOINT_URL=endpoint)
        from datetime import UTC, datetime

        from tests.kit import aws, courses

        from benchmarks import history
        from inarax.stores import accounts
        from inarax.stores.base import transact

        version, rng = courses.publish_folder(COURSE), Random(SEED)
        key = aws.client("kms").create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["KeyId"]
        found: dict[str, float] = {}
        for answers in HISTORIES:
            at = datetime.now(UTC)
            learner = history.learner(COURSE, version, answers, at, rng).learner_id
            transact(accounts.create(accounts.Account(learner, "issuer", learner, "Ada", "ada@example.com", True, at)))
            found |= figures(answers, *exported(learner, endpoint, str(key)))
    most = max(found[f"{step}_mb_at_{HISTORIES[-1]}"] for step in ("reading", "packing"))
    found = {"mb": most, "limit_mb": LIMIT, "within": float(most <= LIMIT), **found}
    report.write("export", found, "botocore", "pynamodb", "moto", seed=SEED)


if __name__ == "__main__":
    main()
