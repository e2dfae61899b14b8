"""A batch of a stream or a queue, item by item: what fails is brought again, and holds back none of the others."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypedDict

from aws_lambda_powertools.utilities.typing import LambdaContext

from inarax import logs


class Failure(TypedDict):
    """What Lambda must bring again: a message's id, or the sequence number of a stream's record to start from."""

    itemIdentifier: str


type Failures = Mapping[str, list[Failure]]
"""The answer of a function that reports what failed (ReportBatchItemFailures)."""


def each[Item](
    door: str, context: LambdaContext, records: int, items: Iterable[tuple[str, Item]], act: Callable[[Item], int]
) -> Failures:
    """Act on every item, named by what brings it again; `act` answers how many things it changed.

    `records` is how many the batch had, for the log: several can make one item.
    """
    failures: list[Failure] = []
    changed = 0
    for identifier, item in items:
        try:
            changed += act(item)
        except Exception as error:  # the others in the batch must not wait for this one
            logs.failed(door, context.aws_request_id, error)
            failures.append({"itemIdentifier": identifier})
    counts = {"records": records, "changed": changed, "failed": len(failures)}
    logs.handled(door, request_id=context.aws_request_id, **counts)
    return {"batchItemFailures": failures}
