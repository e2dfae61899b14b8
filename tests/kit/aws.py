"""The deployed stores, in moto: tables, buckets, keys and parameters made from template.yaml."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import boto3
from datamap.template import LEARNER_KEY, REGION, resources, substituted
from moto.backends import get_backend
from moto.core.base_backend import model_data  # type: ignore[attr-defined]  # it is not exported
from moto.dynamodb.models.dynamo_type import DynamoType
from moto.s3.models import FakeKey
from moto.stepfunctions.parser.utils import TMP_THREADS

from inarax import settings

_MOTO_ACCOUNT = "123456789012"
_TABLE = ("AttributeDefinitions", "KeySchema", "BillingMode", "GlobalSecondaryIndexes", "StreamSpecification")


@cache
def client(service: str) -> Any:
    """A boto3 client of the emulated account."""
    return boto3.client(service)


def empty() -> None:
    """Take everything out of every store, and leave the stores: far faster than making them anew for each test."""
    _forget_copies()
    for table in _backend("dynamodb").tables.values():
        table.items.clear()
        if table.stream_shard:
            table.stream_shard.items.clear()
    for bucket in _backend("s3", "aws").buckets.values():
        for key in bucket.keys.values():
            if isinstance(key, FakeKey):  # and no delete marker
                key.dispose()  # moto warns, at some later moment, of one that was not
        bucket.keys.clear()
        bucket.multiparts.clear()
    _restore(_declared())


@dataclass(frozen=True)
class Held:
    """What all stores held at a moment: items by table, bytes by bucket and key, values by parameter."""

    items: Mapping[str, Any]
    objects: Mapping[str, Mapping[str, bytes]]
    parameters: Mapping[str, str]


def held() -> Held:
    """What all stores hold now."""
    tables = {name: copy.deepcopy(table.items) for name, table in _backend("dynamodb").tables.items()}
    return Held(tables, {bucket: _objects(bucket) for bucket in _backend("s3", "aws").buckets}, _parameters())


def hold_again(then: Held) -> None:
    """Put all stores back to what they held, past the API: far faster than making it anew through the doors."""
    for name, table in _backend("dynamodb").tables.items():
        table.items = copy.deepcopy(then.items[name])
    storage = _backend("s3", "aws")
    for bucket, objects in then.objects.items():
        storage.buckets[bucket].multiparts.clear()
        now = _objects(bucket)
        for key in now.keys() - objects.keys():
            storage.delete_object(bucket, key)
        for key in objects.keys() - now.keys():
            storage.put_object(bucket, key, objects[key])
    _restore(then.parameters)


def _objects(bucket: str) -> dict[str, bytes]:
    return {key: value.value for key, value in _backend("s3", "aws").buckets[bucket].keys.items()}


def _backend(service: str, region: str = REGION) -> Any:
    """Where moto keeps what it emulates. (Untyped in moto.)"""
    backends: Any = get_backend
    return backends(service)[_MOTO_ACCOUNT][region]


def provision() -> None:
    """Make what the doors use."""
    for table in resources("AWS::DynamoDB::Table").values():
        made = {key: table[key] for key in _TABLE if key in table}
        if "StreamSpecification" in made:
            made["StreamSpecification"] = {"StreamEnabled": True, **made["StreamSpecification"]}
        client("dynamodb").create_table(TableName=substituted(table["TableName"]), **made)
    for bucket in resources("AWS::S3::Bucket").values():
        client("s3").create_bucket(
            Bucket=substituted(bucket["BucketName"]),
            CreateBucketConfiguration={"LocationConstraint": client("s3").meta.region_name},
        )
    for name, value in _declared().items():
        client("ssm").put_parameter(Name=name, Type="String", Value=value)
    key = client("kms").create_key(KeySpec=resources("AWS::KMS::Key")["LearnerKey"]["KeySpec"])
    client("kms").create_alias(AliasName=LEARNER_KEY, TargetKeyId=key["KeyMetadata"]["KeyId"])


def _forget_copies() -> None:
    """moto lists every object it ever made, the copy of a table for each transaction too, and each thread of a Map."""
    TMP_THREADS.clear()
    for service in ("dynamodb", "stepfunctions"):
        for model in model_data[service].values():
            model.instances_tracked.clear()  # type: ignore[attr-defined]


def _declared() -> dict[str, str]:
    return {substituted(each["Name"]): each["Value"] for each in resources("AWS::SSM::Parameter").values()}


def _restore(parameters: Mapping[str, str]) -> None:
    for name, value in parameters.items():
        _backend("ssm").get_parameter(name).value = value


def _parameters() -> dict[str, str]:
    return {name: _backend("ssm").get_parameter(name).value for name in _declared()}


def items(table: str) -> list[dict[str, Any]]:
    """Every item of a table, as DynamoDB holds it: what a refused request must leave as it was."""
    held = _backend("dynamodb").tables[f"inarax-{table}"].all_items()
    found: list[dict[str, Any]] = [copy.deepcopy(item.to_json()["Attributes"]) for item in held]
    return sorted(found, key=str)


def part(table: str, key: str) -> list[dict[str, Any]]:
    """The items under one partition key, not copied: fast, and to be looked at only."""
    held = _backend("dynamodb").tables[f"inarax-{table}"]
    found = held.items.get(DynamoType({"S": key}), {})
    return [
        item.to_json()["Attributes"] for item in (found.values() if held.range_key_attr else [found] if found else [])
    ]


def keys(bucket: str) -> list[str]:
    """The key of every object of a bucket."""
    return sorted(_objects(settings.current().bucket(bucket)))


def lying(bucket: str) -> list[str]:
    """The key of every object of a bucket, and of every upload that never ended."""
    begun = _backend("s3", "aws").buckets[settings.current().bucket(bucket)].multiparts.values()
    return [*keys(bucket), *sorted(upload.key_name for upload in begun)]


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every item of every table but the technical log, which a refused request leaves too: compare before and after."""
    return {
        name: items(substituted(table["TableName"]).removeprefix("inarax-"))
        for name, table in resources("AWS::DynamoDB::Table").items()
        if name not in _OF_EVERY_REQUEST
    }


_OF_EVERY_REQUEST = {"Requests", "Addresses"}
