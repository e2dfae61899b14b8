"""The one botocore session of a process, and its clients: built on first use, kept while the environment is warm.

A botocore session instead of boto3 saves about a sixth of a cold start, and sharing it saves loading the service models
again for every client.
"""

from functools import cache
from typing import Any

from pynamodb.connection import Connection

from inarax import settings


@cache
def dynamodb() -> Connection:
    """The connection that all stores share, so that a process has one DynamoDB client."""
    return Connection(
        region=settings.current().region,
        connect_timeout_seconds=2,
        read_timeout_seconds=5,
        max_retry_attempts=3,
    )


@cache
def client(service: str) -> Any:
    """A botocore client of `service` (botocore generates its clients at run time, so they have no static type)."""
    from botocore.config import Config  # noqa: PLC0415  only the doors that have such a client pay for it

    return dynamodb().session.create_client(
        service,
        region_name=settings.current().region,
        config=Config(connect_timeout=2, read_timeout=10, retries={"total_max_attempts": 3, "mode": "standard"}),
    )
