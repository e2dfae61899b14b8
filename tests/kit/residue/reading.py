"""Every byte of every resource that the template names: what is read is the template's list, and no list of ours."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol

from datamap.held import BEARING
from datamap.template import template


class Account(Protocol):
    """An account with the deployed stack in it."""

    def client(self, service: str) -> Any:
        """A client that may read everything."""

    def physical(self, logical: str) -> str | None:
        """What a resource of the template is called there; None where it is left out."""


class Part(NamedTuple):
    """Some bytes, and where they lie: the resource's logical id, and a kind of content within it."""

    resource: str
    kind: str
    content: bytes


type Read = Callable[[Account, str], Iterator[tuple[str, bytes]]]
"""Reads a resource of that name; answers contents, each with its kind."""


def parts(account: Account) -> Iterator[Part]:
    """Everything that the template's resources hold, and what their services hold beside them."""
    for logical, resource in template()["Resources"].items():
        if resource["Type"] in BEARING and (name := account.physical(logical)):
            for kind, content in READERS[resource["Type"]](account, name):
                yield Part(logical, kind, content)
    for place, read in BESIDE.items():
        for kind, content in read(account, ""):
            yield Part(place, kind, content)


def stored(account: Account) -> Iterator[Part]:
    """Every item and object, without what the services keep of how they came to be."""
    for logical, resource in template()["Resources"].items():
        if (read := STORED.get(resource["Type"])) and (name := account.physical(logical)):
            for kind, content in read(account, name):
                yield Part(logical, kind, content)


def spelled(value: Any) -> bytes:
    """Anything that a client answers, with all its bytes: binary values as they are, after the text."""
    binary: list[bytes] = []

    def kept(other: Any) -> str:
        if isinstance(other, bytes | bytearray) or hasattr(other, "value"):
            binary.append(bytes(getattr(other, "value", other)))
            return "(bytes)"
        return str(other)

    told = json.dumps(value, default=kept, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return b"\n".join([told, *binary])


def _pages(client: Any, operation: str, key: str, **asked: Any) -> Iterator[Any]:
    for page in client.get_paginator(operation).paginate(**asked):
        yield from page.get(key, ())


def _items(account: Account, name: str) -> Iterator[tuple[str, bytes]]:
    for item in _pages(account.client("dynamodb"), "scan", "Items", TableName=name):
        yield "items", spelled(item)


def _table(account: Account, name: str) -> Iterator[tuple[str, bytes]]:
    dynamodb = account.client("dynamodb")
    described = dynamodb.describe_table(TableName=name)["Table"]
    yield from _items(account, name)
    for index in described.get("GlobalSecondaryIndexes", ()):
        for item in _pages(dynamodb, "scan", "Items", TableName=name, IndexName=index["IndexName"]):
            yield f"index {index['IndexName']}", spelled(item)
    yield "tags", spelled(dynamodb.list_tags_of_resource(ResourceArn=described["TableArn"])["Tags"])
    if arn := described.get("LatestStreamArn"):
        yield from (("stream", spelled(record)) for record in _records(account.client("dynamodbstreams"), arn))


def _records(streams: Any, arn: str) -> Iterator[Any]:
    for shard in streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]:
        asked = {"StreamArn": arn, "ShardId": shard["ShardId"], "ShardIteratorType": "TRIM_HORIZON"}
        position = streams.get_shard_iterator(**asked)["ShardIterator"]
        while position:
            told = streams.get_records(ShardIterator=position)
            if not told["Records"]:
                break
            yield from told["Records"]
            position = told.get("NextShardIterator")


def _bucket(account: Account, name: str) -> Iterator[tuple[str, bytes]]:
    s3 = account.client("s3")
    for kind in ("Versions", "DeleteMarkers"):
        for version in _pages(s3, "list_object_versions", kind, Bucket=name):
            yield "versions", spelled(version)
            if kind == "Versions":
                held = s3.get_object(Bucket=name, Key=version["Key"], VersionId=version["VersionId"])
                yield "objects", held.pop("Body").read() + b"\n" + spelled(held)
    for upload in _pages(s3, "list_multipart_uploads", "Uploads", Bucket=name):
        yield "uploads", spelled(upload)


def _queue(account: Account, url: str) -> Iterator[tuple[str, bytes]]:
    """Looked at, and left where they are: a message seen stays visible."""
    sqs = account.client("sqs")
    seen: set[str] = set()
    while True:
        asked = {"QueueUrl": url, "MaxNumberOfMessages": 10, "AttributeNames": ["All"]}
        told = sqs.receive_message(**asked, MessageAttributeNames=["All"], VisibilityTimeout=5)
        new = [each for each in told.get("Messages", ()) if each["MessageId"] not in seen]
        if not new:
            break
        for message in new:
            seen.add(message["MessageId"])
            yield "messages", spelled(message)
    yield "attributes", spelled(sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"])


def _logs(account: Account, name: str) -> Iterator[tuple[str, bytes]]:
    logs = account.client("logs")
    for stream in _pages(logs, "describe_log_streams", "logStreams", logGroupName=name):
        yield "streams", spelled(stream)
    for event in _pages(logs, "filter_log_events", "events", logGroupName=name):
        yield "lines", spelled(event)


def _machine(account: Account, arn: str) -> Iterator[tuple[str, bytes]]:
    states = account.client("stepfunctions")
    for execution in _pages(states, "list_executions", "executions", stateMachineArn=arn):
        yield "executions", spelled(states.describe_execution(executionArn=execution["executionArn"]))
        for event in _pages(states, "get_execution_history", "events", executionArn=execution["executionArn"]):
            yield "histories", spelled(event)


def _pool(account: Account, pool: str) -> Iterator[tuple[str, bytes]]:
    cognito = account.client("cognito-idp")
    for user in _pages(cognito, "list_users", "Users", UserPoolId=pool):
        yield "users", spelled(user)
    for group in _pages(cognito, "list_groups", "Groups", UserPoolId=pool):
        yield "groups", spelled(group)
    yield "settings", spelled(cognito.describe_user_pool(UserPoolId=pool)["UserPool"])


def _parameter(account: Account, name: str) -> Iterator[tuple[str, bytes]]:
    ssm = account.client("ssm")
    for version in _pages(ssm, "get_parameter_history", "Parameters", Name=name, WithDecryption=True):
        yield "versions", spelled(version)


def _secret(account: Account, name: str) -> Iterator[tuple[str, bytes]]:
    secrets = account.client("secretsmanager")
    yield "value", spelled(secrets.get_secret_value(SecretId=name))
    yield "description", spelled(secrets.describe_secret(SecretId=name))


def _key(account: Account, name: str) -> Iterator[tuple[str, bytes]]:
    kms = account.client("kms")
    yield "description", spelled(kms.describe_key(KeyId=name)["KeyMetadata"])
    yield "tags", spelled(kms.list_resource_tags(KeyId=name)["Tags"])


def _topic(account: Account, arn: str) -> Iterator[tuple[str, bytes]]:
    sns = account.client("sns")
    yield "attributes", spelled(sns.get_topic_attributes(TopicArn=arn)["Attributes"])
    for subscription in _pages(sns, "list_subscriptions_by_topic", "Subscriptions", TopicArn=arn):
        yield "subscriptions", spelled(subscription)


def _identity(account: Account, name: str) -> Iterator[tuple[str, bytes]]:
    ses = account.client("sesv2")
    yield "settings", spelled(ses.get_email_identity(EmailIdentity=name))


def _reports(account: Account, name: str) -> Iterator[tuple[str, bytes]]:
    ses = account.client("sesv2")
    yield "settings", spelled(ses.get_configuration_set(ConfigurationSetName=name))


READERS: Mapping[str, Read] = {
    "AWS::Cognito::UserPool": _pool,
    "AWS::DynamoDB::Table": _table,
    "AWS::KMS::Key": _key,
    "AWS::Logs::LogGroup": _logs,
    "AWS::S3::Bucket": _bucket,
    "AWS::SES::ConfigurationSet": _reports,
    "AWS::SES::EmailIdentity": _identity,
    "AWS::SNS::Topic": _topic,
    "AWS::SQS::Queue": _queue,
    "AWS::SSM::Parameter": _parameter,
    "AWS::SecretsManager::Secret": _secret,
    "AWS::Serverless::StateMachine": _machine,
}
"""How each type of resource is read that holds something."""

STORED: Mapping[str, Read] = {"AWS::DynamoDB::Table": _items, "AWS::S3::Bucket": _bucket}
"""How those are read that our code keeps something in by its own wish."""


def _rules(account: Account, _name: str) -> Iterator[tuple[str, bytes]]:
    events = account.client("events")
    for rule in _pages(events, "list_rules", "Rules"):
        yield "rules", spelled(rule)
        for target in _pages(events, "list_targets_by_rule", "Targets", Rule=rule["Name"]):
            yield "targets", spelled(target)


def _schedules(account: Account, _name: str) -> Iterator[tuple[str, bytes]]:
    scheduler = account.client("scheduler")
    for schedule in _pages(scheduler, "list_schedules", "Schedules"):
        yield "schedules", spelled(schedule)


def _other_logs(account: Account, _name: str) -> Iterator[tuple[str, bytes]]:
    for group in _pages(account.client("logs"), "describe_log_groups", "logGroups"):
        yield from _logs(account, group["logGroupName"])


def _metrics(account: Account, _name: str) -> Iterator[tuple[str, bytes]]:
    cloudwatch = account.client("cloudwatch")
    for metric in _pages(cloudwatch, "list_metrics", "Metrics"):
        yield "metrics", spelled(metric)


BESIDE: Mapping[str, Read] = {
    "rules": _rules,
    "schedules": _schedules,
    "metrics": _metrics,
    "every group of logs": _other_logs,
}
"""What the account holds beside the template's resources, since functions could have put something there."""
