"""Tables and buckets through boto3: the resource for DynamoDB, which takes plain Python values, and a client for S3."""

import json
import os
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from benchmarks.peer import errors

type Row = Mapping[str, Any]

_STACK = os.environ["STACK_NAME"]
_CONFIG = Config(connect_timeout=2, read_timeout=5, retries={"total_max_attempts": 3, "mode": "standard"})
_dynamodb = boto3.resource("dynamodb", region_name=os.environ["AWS_REGION"], config=_CONFIG)
_ROUNDS = 5


def table(name: str) -> str:
    """The deployed name of a table."""
    return f"{_STACK}-{name}"


def read(**keys: dict[str, str]) -> dict[str, Row | None]:
    """One item of each table by its key, strongly consistent, in one round trip."""
    pending = {table(name): {"Keys": [key], "ConsistentRead": True} for name, key in keys.items()}
    found: dict[str, Row] = {}
    for _ in range(_ROUNDS):
        answer = _dynamodb.batch_get_item(RequestItems=pending)
        found |= {name: rows[0] for name, rows in answer["Responses"].items() if rows}
        pending = answer.get("UnprocessedKeys") or {}
        if not pending:
            return {name: found.get(table(name)) for name in keys}
    raise RuntimeError("DynamoDB left keys unread")


def put(name: str, row: Row, revision: int | None) -> dict[str, Any]:
    """A Put of the next revision; of a new row where there is no revision yet."""
    part: dict[str, Any] = {"TableName": table(name), "Item": {**row, "revision": (revision or 0) + 1}}
    if revision is None:
        part["ConditionExpression"] = "attribute_not_exists(revision)"
    else:
        part["ConditionExpression"] = "revision = :seen"
        part["ExpressionAttributeValues"] = {":seen": revision}
    return {"Put": part}


def create(name: str, row: Row, key: str) -> dict[str, Any]:
    """A Put of a row without revisions, which must be new."""
    return {"Put": {"TableName": table(name), "Item": row, "ConditionExpression": f"attribute_not_exists({key})"}}


def active(learner_id: str) -> dict[str, Any]:
    """The transaction holds only while the account is active."""
    return {
        "ConditionCheck": {
            "TableName": table("standings"),
            "Key": {"learner_id": learner_id},
            "ConditionExpression": "#state = :active",
            "ExpressionAttributeNames": {"#state": "state"},
            "ExpressionAttributeValues": {":active": "active"},
        }
    }


def transact(check: Mapping[str, Any], *parts: Mapping[str, Any]) -> None:
    """All parts or none; the account's check comes first."""
    items = [check, *parts]
    try:
        _dynamodb.meta.client.transact_write_items(TransactItems=items)
    except _dynamodb.meta.client.exceptions.TransactionCanceledException as cancelled:
        reasons = cancelled.response["CancellationReasons"]
        if reasons[0]["Code"] == "ConditionalCheckFailed":
            raise errors.account_closed() from None
        raise errors.conflict() from None


def record(**rows: Row) -> None:
    """One row of each table in one round trip, without conditions."""
    pending: Any = {table(name): [{"PutRequest": {"Item": row}}] for name, row in rows.items()}
    for _ in range(_ROUNDS):
        pending = _dynamodb.batch_write_item(RequestItems=pending).get("UnprocessedItems")
        if not pending:
            return
    raise RuntimeError("DynamoDB left rows unwritten")


def touch(session: Row, at: int) -> None:
    """Keep when the session was last used."""
    _dynamodb.Table(table("sessions")).update_item(
        Key={"learner_id": session["learner_id"], "session_id": session["session_id"]},
        UpdateExpression="SET seen_at = :at",
        ConditionExpression="attribute_exists(session_id)",
        ExpressionAttributeValues={":at": at},
    )


@cache
def _s3() -> Any:
    return boto3.client("s3", region_name=os.environ["AWS_REGION"], config=_CONFIG)


@lru_cache(32)
def published(bucket: str, course: str, version: str, path: str) -> Any:
    """An object of a course version, which never changes."""
    name = f"{_STACK}-{bucket}-{os.environ['ACCOUNT_ID']}"
    try:
        return json.loads(_s3().get_object(Bucket=name, Key=f"{course}/{version}/{path}")["Body"].read())
    except ClientError as error:
        if error.response["Error"]["Code"] == "NoSuchKey":
            raise errors.not_found() from None
        raise


@lru_cache(8)
def items(course: str, version: str) -> Mapping[str, Mapping[str, Any]]:
    """The items of a course version by id, each with the version of its parameters."""
    document = published("courses", course, version, "items.json")
    return {item["id"]: {**item, "parameters": document["parameters"]} for item in document["items"]}
