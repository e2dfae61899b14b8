"""The one botocore session of a process, and its clients: built on first use, kept while the environment is warm.

A botocore session instead of boto3 saves about a sixth of a cold start, and sharing it saves loading the service models
again for every client.
"""

import gzip
import os
from functools import cache
from pathlib import Path
from typing import Any

from botocore.loaders import JSONFileLoader, Loader, create_loader
from pydantic_core import from_json
from pynamodb.connection import Connection

from inarax import settings


@cache
def dynamodb() -> Connection:
    """The connection that all stores share, so that a process has one DynamoDB client."""
    connection = Connection(
        region=settings.current().region,
        connect_timeout_seconds=2,
        read_timeout_seconds=5,
        max_retry_attempts=3,
    )
    connection.session.register_component("data_loader", _Loader(create_loader().search_paths, file_loader=_Models()))
    return connection


class _Loader(Loader):  # type: ignore[misc]  # botocore has no types
    """Finds the services we use without listing the folders of all 400, which costs 20 ms a cold start."""

    def list_available_services(self, type_name: str) -> list[str]:
        return _SERVICES


_SERVICES = [
    *("cognito-idp", "dynamodb", "kms", "s3", "secretsmanager", "sesv2", "sqs", "ssm", "stepfunctions"),
    *("signin", "sso", "sso-oidc", "sts"),  # by which botocore finds the credentials of a person who publishes
]


class _Models(JSONFileLoader):  # type: ignore[misc]
    """Reads botocore's megabytes of JSON with Pydantic's parser, in about a third of the time of botocore's own.

    That one builds every object as an `OrderedDict`; a plain one keeps the order too.
    """

    def load_file(self, file_path: str) -> Any:
        for suffix, unpacked in ((".json", bytes), (".json.gz", gzip.decompress)):
            path = Path(file_path + suffix)
            if path.is_file():
                return from_json(unpacked(path.read_bytes()))
        return None


@cache
def client(service: str, attempts: int = 3) -> Any:
    """A botocore client of `service` (botocore generates its clients at run time, so they have no static type).

    `attempts` is how often a call is made until it is answered: 1 where a second one could do the same again.
    """
    from botocore.config import Config  # noqa: PLC0415  only the doors that have such a client pay for it

    return dynamodb().session.create_client(
        service,
        region_name=settings.current().region,
        config=Config(
            connect_timeout=2,
            read_timeout=10,
            retries={"total_max_attempts": attempts, "mode": "standard"},
            **(_of_s3() if service == "s3" else {}),
        ),
    )


def _of_s3() -> dict[str, Any]:
    """How the addresses of objects are made: signed by Version 4, and naming the bucket's region in the host.

    Else botocore names none, and S3 sends whoever comes elsewhere, where the signature is not valid, while a bucket is
    new (and for good in newer regions). An endpoint of one's own has no hosts by bucket.
    """
    addressed = {} if "AWS_ENDPOINT_URL" in os.environ else {"s3": {"addressing_style": "virtual"}}
    return {"signature_version": "s3v4", **addressed}


def object_at(bucket: str, key: str) -> bytes | None:
    """An object's content; None where there is none, which S3 tells only to who may list the bucket."""
    from botocore.exceptions import ClientError  # noqa: PLC0415

    try:
        return bytes(client("s3").get_object(Bucket=bucket, Key=key)["Body"].read())
    except ClientError as error:
        if error_code(error) in _ABSENT:
            return None
        raise


_ABSENT = frozenset({"NoSuchKey", "AccessDenied"})


def error_code(error: BaseException) -> str | None:
    """AWS's code of an error, whether botocore raised it or PynamoDB around it."""
    response = getattr(error, "response", None)
    if isinstance(response, dict) and "Error" in response:
        return str(response["Error"].get("Code"))
    cause = getattr(error, "cause_response_code", None)
    return str(cause) if cause else None


def throttled(error: BaseException) -> bool:
    """Whether AWS turned the call away for coming too fast; botocore's own retries have been made by then."""
    return error_code(error) in _TOO_FAST


_TOO_FAST = frozenset(
    {
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "SlowDown",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
    }
)
