"""Least privilege, held while doors run under test: a call that template.yaml does not grant to the door fails.

moto enforces no policies by itself at a bearable cost, so every component test checks each call of the door under test
against the door's own statements. What was used is kept, so that what is granted and never used can be found too.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from datamap import functions
from datamap.template import resources, substituted

from inarax import aws

_TABLES = {substituted(each["TableName"]): name for name, each in resources("AWS::DynamoDB::Table").items()}
_BUCKETS = {substituted(each["BucketName"]): name for name, each in resources("AWS::S3::Bucket").items()}
_DOORS = {functions.module_name(door): door for door in functions.DOORS}
_PARTS = {"Put": "PutItem", "Update": "UpdateItem", "Delete": "DeleteItem", "ConditionCheck": "ConditionCheckItem"}
_PARAMETERS = {substituted(each["Name"]): name for name, each in resources("AWS::SSM::Parameter").items()}
_ELSEWHERE = {"secretsmanager": "OidcClientSecretStore", "cognito-idp": "UserPool"}
_KEYS: dict[str, str] = {
    variable: str(value["Ref"])
    for door in functions.DOORS.values()
    for variable, value in door.get("Environment", {}).get("Variables", {}).items()
    if isinstance(value, dict) and value.get("Ref") in resources("AWS::KMS::Key")
}
"""The variable that tells a door a key's id, to the key."""

_S3 = {
    "CompleteMultipartUpload": "PutObject",
    "CreateMultipartUpload": "PutObject",
    "DeleteObjects": "DeleteObject",
    "HeadObject": "GetObject",
    "ListMultipartUploads": "ListBucketMultipartUploads",
    "ListObjectVersions": "ListBucketVersions",
    "ListObjectsV2": "ListBucket",
    "UploadPart": "PutObject",
}
"""Operations whose permission has another name."""

_QUEUES = {"ANNOUNCEMENTS_QUEUE": "Announcements"}
"""What a deployment names by an environment variable, to its logical id."""

_MACHINES = {"ERASURE_MACHINE": "RightsErasure", "EXPORT_MACHINE": "RightsExport"}

used: set[tuple[str, str, str]] = set()
"""Door, store and action of every call that a door made in this process."""

_at_work: ContextVar[tuple[str, ...]] = ContextVar("at work", default=())
"""Of this thread: the steps of a machine run in several."""


class NotGranted(AssertionError):
    """A door did what its role does not allow."""


@contextmanager
def of(door: str) -> Iterator[None]:
    """Hold every AWS call within the block against the role of the door; modules that are no door go free."""
    before = _at_work.set((*_at_work.get(), _DOORS.get(door, "")))
    try:
        yield
    finally:
        _at_work.reset(before)


def at_work() -> str:
    """The logical id of the door that is at work, if one is."""
    return _at_work.get()[-1] if _at_work.get() else ""


def watch() -> None:
    """Look at every call of the clients that are made from now on."""
    aws.dynamodb().session.register("before-parameter-build", _check)


def _check(params: dict[str, Any], model: Any, **_: Any) -> None:
    door = at_work()
    if not door:
        return
    for store, action in _touched(model.service_model.service_name, model.name, params):
        if action not in functions.granted(door).get(store, frozenset()):
            raise NotGranted(f"{door} may not {action} on {store}")
        used.add((door, store, action))


def _named(variables: Mapping[str, str], value: str) -> str:
    return next(store for variable, store in variables.items() if os.environ.get(variable) == value)


def _touched(service: str, operation: str, params: dict[str, Any]) -> Iterator[tuple[str, str]]:
    match service, operation:
        case "dynamodb", "BatchGetItem" | "BatchWriteItem":
            yield from ((_TABLES[table], f"dynamodb:{operation}") for table in params["RequestItems"])
        case "dynamodb", "TransactWriteItems":
            for item in params["TransactItems"]:
                for part, write in item.items():
                    yield _TABLES[write["TableName"]], f"dynamodb:{_PARTS[part]}"
        case "dynamodb", _:
            index = f"/index/{params['IndexName']}" if "IndexName" in params else ""
            yield _TABLES[params["TableName"]] + index, f"dynamodb:{operation}"
        case "s3", _:
            yield _BUCKETS[params["Bucket"]], f"s3:{_S3.get(operation, operation)}"
        case _:
            yield from _touched_elsewhere(service, operation, params)


def _touched_elsewhere(service: str, operation: str, params: dict[str, Any]) -> Iterator[tuple[str, str]]:
    match service:
        case "kms":
            yield _named(_KEYS, params["KeyId"]), f"kms:{operation}"
        case "sqs":
            yield _named(_QUEUES, params["QueueUrl"]), "sqs:SendMessage"  # a batch needs no action of its own
        case "stepfunctions":
            yield _named(_MACHINES, params["stateMachineArn"]), f"states:{operation}"
        case "ssm":
            yield _PARAMETERS[params["Name"]], f"ssm:{operation}"
        case "sesv2":
            yield from ((each, f"ses:{operation}") for each in ("MailIdentity", "MailReports"))
        case _:
            yield _ELSEWHERE[service], f"{service}:{operation}"
