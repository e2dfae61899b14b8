"""The gaps that docs/emulator-gaps.md lists are still there. One that is closed fails here: take it off the page."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import boto3
import pytest
from local.running import Running
from local.settings import ROOT

PAGE = (ROOT / "docs" / "emulator-gaps.md").read_text()
UNKNOWN = re.findall(r"`(AWS::[\w:]+)`", PAGE.partition("## Unknown resource types\n")[2].partition("\n## ")[0])

IGNORED = {
    "Table": {
        "Type": "AWS::DynamoDB::Table",
        "Properties": {
            "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
            "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
            "TimeToLiveSpecification": {"AttributeName": "until", "Enabled": True},
            "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True},
            "SSESpecification": {"SSEEnabled": True},
        },
    },
    "Bucket": {
        "Type": "AWS::S3::Bucket",
        "Properties": {"LifecycleConfiguration": {"Rules": [{"Status": "Enabled", "ExpirationInDays": 1}]}},
    },
}


@pytest.fixture(scope="module")
def ignoring(stack: Running) -> Iterator[dict[str, str]]:
    """A stack of things whose settings are ignored: physical id by logical id."""
    cloudformation = stack.client("cloudformation")
    cloudformation.create_stack(StackName="gaps", TemplateBody=json.dumps({"Resources": IGNORED}))
    cloudformation.get_waiter("stack_create_complete").wait(StackName="gaps", WaiterConfig={"Delay": 1})
    made = cloudformation.list_stack_resources(StackName="gaps")["StackResourceSummaries"]
    yield {one["LogicalResourceId"]: one["PhysicalResourceId"] for one in made}
    cloudformation.delete_stack(StackName="gaps")


@pytest.mark.parametrize("kind", UNKNOWN)
def test_a_template_with_an_unknown_type_is_refused(stack: Running, kind: str) -> None:
    cloudformation = stack.client("cloudformation")
    template = json.dumps({"Resources": {"One": {"Type": kind, "Properties": {}}}})
    with pytest.raises(cloudformation.exceptions.ClientError, match="Unrecognized resource types"):
        cloudformation.create_change_set(
            StackName="unknown", ChangeSetName="one", ChangeSetType="CREATE", TemplateBody=template
        )


def test_cloudformation_ignores_a_table_s_time_to_live_recovery_and_encryption(
    stack: Running, ignoring: dict[str, str]
) -> None:
    dynamodb, table = stack.client("dynamodb"), ignoring["Table"]
    backups = dynamodb.describe_continuous_backups(TableName=table)["ContinuousBackupsDescription"]
    assert dynamodb.describe_time_to_live(TableName=table)["TimeToLiveDescription"]["TimeToLiveStatus"] == "DISABLED"
    assert backups["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"] == "DISABLED"
    assert "SSEDescription" not in dynamodb.describe_table(TableName=table)["Table"]


def test_cloudformation_ignores_a_bucket_s_lifecycle(stack: Running, ignoring: dict[str, str]) -> None:
    s3 = stack.client("s3")
    with pytest.raises(s3.exceptions.ClientError, match="NoSuchLifecycleConfiguration"):
        s3.get_bucket_lifecycle_configuration(Bucket=ignoring["Bucket"])


def test_a_gateway_response_of_the_template_is_not_what_an_unknown_address_answers(stack: Running) -> None:
    import urllib.error
    import urllib.request

    request = urllib.request.Request(f"{stack.origin}/no/such/address", method="DELETE")
    with pytest.raises(urllib.error.HTTPError) as refusal:
        urllib.request.urlopen(request, timeout=30)
    assert refusal.value.code == 403
    refusal.value.close()


def test_sending_mail_is_not_authorized_on_the_sender_s_identity(stack: Running) -> None:
    """Were it, the template would need no wildcard for the emulator."""
    stack.client("sesv2").create_email_identity(EmailIdentity="gaps.example")
    text = {"Simple": {"Subject": {"Data": "x"}, "Body": {"Text": {"Data": "x"}}}}
    with (
        _allowed(stack, "sesv2", "ses:SendEmail", "arn:aws:ses:*:*:identity/gaps.example") as sender,
        pytest.raises(sender.exceptions.ClientError, match="AccessDenied"),
    ):
        sender.send_email(
            FromEmailAddress="a@gaps.example", Destination={"ToAddresses": ["b@gaps.example"]}, Content=text
        )


def test_reading_a_stream_is_not_authorized_on_the_stream(stack: Running) -> None:
    """Were it, the matrix of permissions would try every stream."""
    mails = stack.client("dynamodb").describe_table(TableName=f"{stack.stack.name}-mails")["Table"]
    stream = mails["LatestStreamArn"]
    with (
        _allowed(stack, "dynamodbstreams", "dynamodb:DescribeStream", stream) as reader,
        pytest.raises(reader.exceptions.ClientError, match="AccessDenied"),
    ):
        reader.describe_stream(StreamArn=stream)


@contextmanager
def _allowed(stack: Running, service: str, action: str, resource: str) -> Iterator[Any]:
    """A client of a role that may do one thing on one resource."""
    iam = stack.client("iam")
    allow = {"Effect": "Allow", "Action": action, "Resource": resource}
    trust = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}}
    role = iam.create_role(RoleName="gaps", AssumeRolePolicyDocument=_policy(trust))["Role"]["Arn"]
    iam.put_role_policy(RoleName="gaps", PolicyName="gaps", PolicyDocument=_policy(allow))
    lent = stack.client("sts").assume_role(RoleArn=role, RoleSessionName="gaps")["Credentials"]
    try:
        yield boto3.client(
            service,
            endpoint_url=stack.endpoint,
            region_name=stack.stack.region,
            aws_access_key_id=lent["AccessKeyId"],
            aws_secret_access_key=lent["SecretAccessKey"],
            aws_session_token=lent["SessionToken"],
        )
    finally:
        iam.delete_role_policy(RoleName="gaps", PolicyName="gaps")
        iam.delete_role(RoleName="gaps")


def _policy(statement: Mapping[str, object]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})
