"""Sabotages after the fact: something of Ada's turns up when her erasure is complete, anywhere and however wrapped."""

import json
from collections.abc import Callable, Iterator
from itertools import cycle
from typing import Any

import pytest
from datamap.held import BEARING
from datamap.template import resources, substituted

from inarax import logs
from tests.component.rights.sabotage import SCANNER, Sabotage
from tests.component.rights.sabotage.machines import SECRETS
from tests.component.rights.sabotage.stores import STORES
from tests.component.rights.scanned import Scanned
from tests.kit import aws
from tests.kit.residue.wraps import WRAPS

_WRAPS = sorted(WRAPS)


def sabotages() -> Iterator[Sabotage]:
    """Every store of the plan written late, every secret logged, and every resource with something wrapped in it."""
    for store in STORES:
        yield Sabotage("a late write", store.name, _late(store), after=True, by=SCANNER)
    for what, value in SECRETS.items():
        yield Sabotage("a line of a log", what, _logged(value), after=True, by=SCANNER)
    wraps = cycle(_WRAPS)
    for kind, put in _PUTS.items():
        assert kind in BEARING
        for logical in resources(kind):
            yield _planted(logical, put, next(wraps))
    yield Sabotage("a metric's dimension", "metrics", _measured, after=True, by=SCANNER)
    yield Sabotage("a rule's target", "rules", _targeted, after=True, by=SCANNER)


def _late(store: Any) -> Callable[[Scanned, pytest.MonkeyPatch], None]:
    def commit(stage: Scanned, _patch: pytest.MonkeyPatch) -> None:
        learner = stage.ada.learner_id
        if store.means == "objects":
            bucket = f"inarax-{store.bucket}-000000000000"
            aws.client("s3").put_object(Bucket=bucket, Key=f"{learner}/late.webp", Body=b"late")
            return
        key = {name: {"S": learner if name == "learner_id" else "000009"} for name in store.keys}
        aws.client("dynamodb").put_item(TableName=f"inarax-{store.name}", Item=key | _MORE.get(store.name, {}))

    return commit


_MORE: dict[str, Any] = {
    "audit": {"leaf": {"B": b"0" * 32}, "salt": {"B": b"0" * 32}, "body": {"S": '{"about": "late"}'}},
    "consents": {"at": {"N": "1"}, "version": {"N": "1"}, "purpose": {"S": "news"}, "act": {"S": "granted"}},
}
"""What an item has to hold that is late where a part is kept by design."""


def _logged(value: Callable[[Scanned], str]) -> Callable[[Scanned, pytest.MonkeyPatch], None]:
    return lambda stage, _: logs.logger.info("handled", door="rights.erasing", about=value(stage))


type _Put = Callable[[str, bytes], Any]


def _planted(logical: str, put: _Put, wrap: str) -> Sabotage:
    def commit(stage: Scanned, _patch: pytest.MonkeyPatch) -> None:
        name = stage.account.physical(logical)
        assert name
        put(name, WRAPS[wrap](stage.ada.email.encode()))

    return Sabotage(f"an address by {wrap}", logical, commit, after=True, by=SCANNER)


def _item(name: str, value: bytes) -> None:
    table = next(each for each in resources("AWS::DynamoDB::Table").values() if substituted(each["TableName"]) == name)
    types = {each["AttributeName"]: each["AttributeType"] for each in table["AttributeDefinitions"]}
    fill = {"S": "somebody else's", "N": "1", "B": b"1"}
    key = {each["AttributeName"]: {types[each["AttributeName"]]: fill[types[each["AttributeName"]]]}
           for each in table["KeySchema"]}  # fmt: skip
    aws.client("dynamodb").put_item(TableName=name, Item=key | {"more": {"B": value}})


def _object(name: str, value: bytes) -> None:
    aws.client("s3").put_object(Bucket=name, Key="somewhere/else.bin", Body=b"before" + value + b"after")


def _text(value: bytes) -> str:
    """As a text: byte by byte where it is none."""
    return value.decode("latin-1") if value.isascii() else value.hex()


def _message(url: str, value: bytes) -> None:
    aws.client("sqs").send_message(QueueUrl=url, MessageBody=json.dumps({"about": _text(value)}))


def _line(group: str, value: bytes) -> None:
    logs_client = aws.client("logs")
    logs_client.create_log_stream(logGroupName=group, logStreamName="late")
    event = {"timestamp": 1_795_000_000_000, "message": json.dumps({"about": _text(value)})}
    logs_client.put_log_events(logGroupName=group, logStreamName="late", logEvents=[event])


def _parameter(name: str, value: bytes) -> None:
    aws.client("ssm").put_parameter(Name=name, Type="String", Value=_text(value), Overwrite=True)


def _user(pool: str, value: bytes) -> None:
    attributes = [{"Name": "email", "Value": "somebody@example.com"}, {"Name": "name", "Value": _text(value)}]
    aws.client("cognito-idp").admin_create_user(UserPoolId=pool, Username="somebody", UserAttributes=attributes)


_PUTS: dict[str, _Put] = {
    "AWS::DynamoDB::Table": _item,
    "AWS::S3::Bucket": _object,
    "AWS::SQS::Queue": _message,
    "AWS::Logs::LogGroup": _line,
    "AWS::SSM::Parameter": _parameter,
    "AWS::Cognito::UserPool": _user,
}
"""How something gets into a resource of each type."""


def _measured(stage: Scanned, _patch: pytest.MonkeyPatch) -> None:
    metric = {"MetricName": "Answers", "Dimensions": [{"Name": "learner", "Value": stage.ada.learner_id}], "Value": 1}
    aws.client("cloudwatch").put_metric_data(Namespace="inaraX", MetricData=[metric])


def _targeted(stage: Scanned, _patch: pytest.MonkeyPatch) -> None:
    aws.client("events").put_rule(Name="late", ScheduleExpression="rate(1 day)")
    target = {"Id": "1", "Arn": "arn:aws:sqs:eu-west-1:1:q", "Input": json.dumps({"learner": stage.ada.learner_id})}
    aws.client("events").put_targets(Rule="late", Targets=[target])
