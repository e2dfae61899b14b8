"""Structured logs and metrics: a line holds the request id and words of ours, never a value that a person sent.

Exceptions are logged by type and place. Their messages are left out, since libraries put values into them.
"""

import traceback
from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit

from inarax import aws

logger = Logger(service="inarax", location=None, utc=True, xray_trace_id=None)
metrics = Metrics(namespace="inaraX", service="inarax")


def answered(door: str, request_id: str, method: str, status: int, code: str | None) -> None:
    """One line and one metric a request; `code` is the problem it was answered with, if any."""
    logger.info("answered", door=door, request_id=request_id, method=method, status=status, problem=code)
    metrics.add_dimension("door", door)
    metrics.add_metric("Problems" if code else "Answers", MetricUnit.Count, 1)
    metrics.flush_metrics()


def failed(door: str, request_id: str, error: BaseException) -> None:
    """An error that nobody expected: its type, AWS's code if it has one, and the last places it passed.

    Counted over all doors, so that one alarm sees also those that no status tells of: a callback answers a redirect.
    """
    frames = [
        f"{frame.filename.rsplit('/', 2)[-1]}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)
    ]
    logger.error(
        "failed",
        door=door,
        request_id=request_id,
        error=type(error).__name__,
        cause=aws.error_code(error),
        frames=frames[-12:],
    )
    metrics.add_metric("Failures", MetricUnit.Count, 1)
    metrics.flush_metrics()


def unrecorded(door: str, request_id: str, error: BaseException) -> None:
    """The technical data of a request could not be kept: the request was answered all the same, and an alarm counts."""
    logger.error(
        "unrecorded", door=door, request_id=request_id, error=type(error).__name__, cause=aws.error_code(error)
    )
    metrics.add_metric("Unrecorded", MetricUnit.Count, 1)
    metrics.flush_metrics()


def measured(door: str, **counts: int) -> None:
    """How many of something there are now, by its metric's name."""
    metrics.add_dimension("door", door)
    for name, count in counts.items():
        metrics.add_metric(name, MetricUnit.Count, count)
    metrics.flush_metrics()


def handled(door: str, **counts: Any) -> None:
    """What a door without a caller (a stream, a schedule) did, in counts."""
    logger.info("handled", door=door, **counts)
