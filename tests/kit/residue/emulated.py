"""The emulated account as the scanner reads it: what the template names and the tests have no use for is made, too."""

from collections.abc import Callable, Mapping
from functools import cache
from types import SimpleNamespace
from typing import Any

from datamap.held import BEARING
from datamap.template import resources, substituted, template
from moto.cloudwatch.models import cloudwatch_backends
from moto.core.models import DEFAULT_ACCOUNT_ID

from inarax import settings
from tests.kit import aws, identity, ledger, mailing

_NO_STREAMS = SimpleNamespace(describe_stream=lambda **_: {"StreamDescription": {"Shards": []}})


class Emulated:
    """The account that all tests of a process share; `machines` are the ARNs of this test's, by logical id."""

    def __init__(self, machines: Mapping[str, str]) -> None:
        self.names = {**_names(), **machines}

    def client(self, service: str) -> Any:
        """A client of the emulated account; its streams answer no client, and are read on the deployed stack alone."""
        return _NO_STREAMS if service == "dynamodbstreams" else aws.client(service)

    def physical(self, logical: str) -> str | None:
        """What it is called."""
        return self.names.get(logical)


def emptied() -> None:
    """Nothing of another test in what is no table and no bucket."""
    for logical, queue in resources("AWS::SQS::Queue").items():
        aws.client("sqs").delete_queue(QueueUrl=_names()[logical])
        _queue(logical, queue)
    for logical in resources("AWS::Logs::LogGroup"):
        aws.client("logs").delete_log_group(logGroupName=logical)
        _logs(logical, {})
    for parameter in resources("AWS::SSM::Parameter"):
        _forget_versions(_names()[parameter])
    for rule in aws.client("events").list_rules()["Rules"]:
        if targets := aws.client("events").list_targets_by_rule(Rule=rule["Name"])["Targets"]:
            aws.client("events").remove_targets(Rule=rule["Name"], Ids=[each["Id"] for each in targets])
    cloudwatch_backends[DEFAULT_ACCOUNT_ID][settings.current().region].reset()
    pool = _names()["UserPool"]
    for user in aws.client("cognito-idp").list_users(UserPoolId=pool)["Users"]:
        aws.client("cognito-idp").admin_delete_user(UserPoolId=pool, Username=user["Username"])


def _forget_versions(name: str) -> None:
    """A parameter keeps every value that it had; the first one stays."""
    ssm = aws.client("ssm")
    try:
        first, *later = ssm.get_parameter_history(Name=name, WithDecryption=True)["Parameters"]
    except ssm.exceptions.ParameterNotFound:
        return
    if later:
        ssm.delete_parameter(Name=name)
        ssm.put_parameter(Name=name, Value=first["Value"], Type=first["Type"])


@cache
def _names() -> Mapping[str, str]:
    mailing.environment()
    made = {
        logical: _MADE[resource["Type"]](logical, resource["Properties"])
        for logical, resource in template()["Resources"].items()
        if resource["Type"] in BEARING and resource["Type"] in _MADE
    }
    return made | {
        "SealKey": ledger.seal_key(),
        "ReceiptKey": ledger.receipt_key(),
        "IdentityMacKey": identity.mac_key(),
    }


def _named_by(name: str) -> Callable[[str, Mapping[str, Any]], str]:
    return lambda _logical, properties: substituted(properties[name])


def _queue(_logical: str, properties: Mapping[str, Any]) -> str:
    return str(aws.client("sqs").create_queue(QueueName=substituted(properties["QueueName"]))["QueueUrl"])


def _logs(logical: str, _properties: Mapping[str, Any]) -> str:
    aws.client("logs").create_log_group(logGroupName=logical)
    return logical


_MADE: Mapping[str, Callable[[str, Mapping[str, Any]], str]] = {
    "AWS::Cognito::UserPool": lambda logical, _: str(
        aws.client("cognito-idp").create_user_pool(PoolName=logical)["UserPool"]["Id"]
    ),
    "AWS::DynamoDB::Table": _named_by("TableName"),
    "AWS::Logs::LogGroup": _logs,
    "AWS::S3::Bucket": _named_by("BucketName"),
    "AWS::SNS::Topic": lambda logical, _: str(aws.client("sns").create_topic(Name=logical)["TopicArn"]),
    "AWS::SQS::Queue": _queue,
    "AWS::SSM::Parameter": _named_by("Name"),
    "AWS::SecretsManager::Secret": lambda _logical, _: identity.SECRET_NAME,
}
"""How each is made, or what it is called that the kit has made; keys and the mail service hold nothing of a door's."""
