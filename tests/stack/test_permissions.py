"""Purpose holds in IAM: on the deployed stack a door is denied every action on every store that the data map denies it.

What a door may do is read from the committed map, and is nothing where the store is held for none of its purposes: a
template that grants more is found here, whatever was rendered from it. The doors' roles are assumed and the calls made
for real. Writes carry a condition that can never hold: a granted one changes nothing and answers with something else
than a denial, which proves that a denial means the role.
"""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from datamap import functions, held
from datamap.template import resources, substituted, template
from local import aws
from local.running import Running

_MAP = json.loads((Path(__file__).parents[2] / "docs" / "map.json").read_text())
_REACHABLE = held.reachable(_MAP)
_WITH_ANOTHER = {"MailReports"}
"""What is tried along with something else: sending takes both the configuration set and MailIdentity."""

_NEVER = {"ConditionExpression": "attribute_exists(never)"}
_DENIED = {"AccessDenied", "AccessDeniedException", "AuthorizationError"}  # S3, most services, SNS

_SERVICES = boto3.Session()
"""Every client is of one session, which reads each service's model once."""

_AT_ONCE = 4
"""Calls: while one is answered others are prepared."""

type Attempt = Callable[[Any], object]
"""One call with a client of the door's role."""
type Stores = dict[str, tuple[str, dict[str, Attempt]]]
"""What can be tried of each store, by action, with the service that serves it."""
type Client = Callable[[str], Any]
"""The client of a service, in the door's role."""


def _table(properties: dict[str, Any]) -> dict[str, Attempt]:
    name = substituted(properties["TableName"])
    key = {each["AttributeName"]: {"S": "nobody"} for each in properties["KeySchema"]}
    (hash_key,) = [each["AttributeName"] for each in properties["KeySchema"] if each["KeyType"] == "HASH"]
    nobody = {  # some roles may read keys alone
        "ProjectionExpression": "#key",
        "KeyConditionExpression": "#key = :key",
        "ExpressionAttributeNames": {"#key": hash_key},
        "ExpressionAttributeValues": {":key": {"S": "nobody"}},
    }
    return {
        "dynamodb:BatchGetItem": lambda db: db.batch_get_item(RequestItems={name: {"Keys": [key]}}),
        "dynamodb:GetItem": lambda db: db.get_item(  # one role may read some attributes alone; the key is among them
            TableName=name, Key=key, ProjectionExpression="#key", ExpressionAttributeNames={"#key": hash_key}
        ),
        "dynamodb:Query": lambda db: db.query(TableName=name, **nobody),
        "dynamodb:Scan": lambda db: db.scan(TableName=name, Limit=1),
        "dynamodb:PutItem": lambda db: db.put_item(TableName=name, Item=key, **_NEVER),
        "dynamodb:UpdateItem": lambda db: db.update_item(TableName=name, Key=key, **_NEVER),
        "dynamodb:DeleteItem": lambda db: db.delete_item(TableName=name, Key=key, **_NEVER),
        "dynamodb:ConditionCheckItem": lambda db: db.transact_write_items(
            TransactItems=[{"ConditionCheck": {"TableName": name, "Key": key, **_NEVER}}]
        ),
        "dynamodb:BatchWriteItem": lambda db: db.batch_write_item(
            RequestItems={name: [{"DeleteRequest": {"Key": key}}]}  # takes no condition; nobody's item is not there
        ),
        "dynamodb:UpdateTable": lambda db: db.update_table(TableName=name, DeletionProtectionEnabled=True),
    }


def _indexes(table: str, properties: dict[str, Any]) -> Stores:
    name = substituted(properties["TableName"])

    def query(index: dict[str, Any]) -> Attempt:
        return lambda db: db.query(
            TableName=name,
            IndexName=index["IndexName"],
            ProjectionExpression="#key",  # some roles may read keys alone
            KeyConditionExpression="#key = :key",
            ExpressionAttributeNames={"#key": index["KeySchema"][0]["AttributeName"]},
            ExpressionAttributeValues={":key": {"S": "nobody"}},
        )

    return {
        f"{table}/index/{index['IndexName']}": ("dynamodb", {"dynamodb:Query": query(index)})
        for index in properties.get("GlobalSecondaryIndexes", [])
    }


def _bucket(properties: dict[str, Any]) -> dict[str, Attempt]:
    name = substituted(properties["BucketName"])
    where = {"Bucket": name, "Key": "nobody/nothing"}
    return {
        "s3:GetObject": lambda s3: s3.get_object(**where),
        "s3:PutObject": lambda s3: s3.put_object(**where, Body=b"", IfMatch='"never"'),
        "s3:DeleteObject": lambda s3: s3.delete_object(**where),
        "s3:ListBucket": lambda s3: s3.list_objects_v2(Bucket=name),
        "s3:ListBucketMultipartUploads": lambda s3: s3.list_multipart_uploads(Bucket=name),
        "s3:AbortMultipartUpload": lambda s3: s3.abort_multipart_upload(**where, UploadId="never"),
    }


def _mac_key(key: str) -> dict[str, Attempt]:
    mac = {"KeyId": key, "Message": b"x", "MacAlgorithm": "HMAC_SHA_256"}
    return {
        "kms:GenerateMac": lambda kms: kms.generate_mac(**mac),
        "kms:VerifyMac": lambda kms: kms.verify_mac(**mac, Mac=b"x"),
    }


def _signing_key(key: str) -> dict[str, Attempt]:
    said = {"Message": b"x", "MessageType": "RAW", "SigningAlgorithm": "ECDSA_SHA_256"}
    return {
        "kms:Sign": lambda kms: kms.sign(KeyId=key, **said),
        "kms:GetPublicKey": lambda kms: kms.get_public_key(KeyId=key),
    }


def _parameter(name: str) -> dict[str, Attempt]:
    return {
        "ssm:GetParameter": lambda ssm: ssm.get_parameter(Name=name),
        "ssm:PutParameter": lambda ssm: ssm.put_parameter(Name=name, Value="{}"),
    }


def _machine(arn: str) -> dict[str, Attempt]:
    return {
        "states:StartExecution": lambda machines: machines.start_execution(stateMachineArn=arn, input="no JSON"),
        "states:DescribeStateMachine": lambda machines: machines.describe_state_machine(stateMachineArn=arn),
        "states:ListExecutions": lambda machines: machines.list_executions(stateMachineArn=arn),
    }


def _mail_to_nobody(ses: Any) -> object:
    sender = f"notices@{template()['Parameters']['MailDomain']['Default']}"
    text = {"Subject": {"Data": "x"}, "Body": {"Text": {"Data": "x"}}}
    return ses.send_email(FromEmailAddress=sender, Destination={"ToAddresses": []}, Content={"Simple": text})


def _queue(url: str) -> dict[str, Attempt]:
    return {
        "sqs:SendMessage": lambda sqs: sqs.send_message(QueueUrl=url, MessageBody=""),
        "sqs:ReceiveMessage": lambda sqs: sqs.receive_message(QueueUrl=url, VisibilityTimeout=0),
        "sqs:GetQueueAttributes": lambda sqs: sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"]),
        "sqs:PurgeQueue": lambda sqs: sqs.purge_queue(QueueUrl=url),
    }


def _log(group: str) -> dict[str, Attempt]:
    return {
        "logs:DescribeLogGroups": lambda logs: logs.describe_log_groups(),
        "logs:FilterLogEvents": lambda logs: logs.filter_log_events(logGroupName=group, limit=1),
    }


def _other(stack: Running) -> Stores:
    """The stores that are neither tables nor buckets, by logical id."""
    physical = aws.resources(stack.stack)
    learners = {"KeyId": physical["LearnerKey"]}
    return {
        "LearnerKey": (
            "kms",
            {
                "kms:Decrypt": lambda kms: kms.decrypt(**learners, CiphertextBlob=b"x"),
                "kms:GenerateDataKey": lambda kms: kms.generate_data_key(**learners, KeySpec="AES_256"),
                "kms:Encrypt": lambda kms: kms.encrypt(**learners, Plaintext=b"x"),
            },
        ),
        "SealKey": ("kms", _signing_key(physical["SealKey"])),
        "ProofKey": ("kms", _signing_key(physical["ProofKey"])),
        "ReceiptKey": ("kms", _signing_key(physical["ReceiptKey"])),
        **{name: ("stepfunctions", _machine(physical[name])) for name in resources("AWS::Serverless::StateMachine")},
        "IdentityMacKey": ("kms", _mac_key(physical["IdentityMacKey"])),
        "NewsMacKey": ("kms", _mac_key(physical["NewsMacKey"])),
        "MailIdentity": ("sesv2", {"ses:SendEmail": _mail_to_nobody}),
        **{name: ("sqs", _queue(physical[name])) for name in resources("AWS::SQS::Queue")},
        "Alarms": ("sns", {"sns:Publish": lambda sns: sns.publish(TopicArn=physical["Alarms"], Message="")}),
        "OidcClientSecretStore": (
            "secretsmanager",
            {
                "secretsmanager:GetSecretValue": lambda secrets: secrets.get_secret_value(
                    SecretId=physical["OidcClientSecretStore"]
                )
            },
        ),
        "RoleGrants": ("ssm", _parameter(physical["RoleGrants"])),
        "ProofSignature": ("ssm", _parameter(physical["ProofSignature"])),
        "UserPool": (
            "cognito-idp",
            {
                "cognito-idp:AdminDeleteUser": lambda pool: pool.admin_delete_user(
                    UserPoolId=physical["UserPool"], Username="nobody"
                ),
                "cognito-idp:ListUsers": lambda pool: pool.list_users(UserPoolId=physical["UserPool"]),
            },
        ),
        "DoorLogs": ("logs", _log(physical["DoorLogs"])),
        "AccessLogs": ("logs", _log(physical["AccessLogs"])),
    }


@pytest.fixture(scope="module")
def stores(stack: Running) -> Stores:
    """Every store of the template."""
    found = _other(stack)
    for name, each in resources("AWS::DynamoDB::Table").items():
        found[name] = ("dynamodb", _table(each))
        found |= _indexes(name, each)
    for name, each in resources("AWS::S3::Bucket").items():
        found[name] = ("s3", _bucket(each))
    return found


def _of_role(stack: Running, door: str) -> Client:
    role = stack.client("iam").get_role(RoleName=aws.resources(stack.stack)[f"{door}Role"])["Role"]["Arn"]
    lent = stack.client("sts").assume_role(RoleArn=role, RoleSessionName="permissions")["Credentials"]
    return cache(
        lambda service: _SERVICES.client(
            service,
            region_name=stack.stack.region,
            endpoint_url=stack.endpoint,
            aws_access_key_id=lent["AccessKeyId"],
            aws_secret_access_key=lent["SecretAccessKey"],
            aws_session_token=lent["SessionToken"],
        )
    )


def _is_denied(attempt: Attempt, client: Any) -> bool:
    try:
        attempt(client)
    except ClientError as error:
        return error.response["Error"]["Code"] in _DENIED
    return False


def test_everything_on_the_map_is_tried(stack: Running, stores: Stores) -> None:
    mapped = {store["resource"] for store in _MAP["stores"].values()} | set(_MAP["places"])
    deployed = mapped & set(aws.resources(stack.stack))  # the emulator has no firewall, and so no log of one
    assert deployed - set(stores) == _WITH_ANOTHER


@pytest.mark.parametrize("door", functions.DOORS)
def test_a_door_can_do_what_the_map_declares_and_nothing_else(door: str, stack: Running, stores: Stores) -> None:
    client = _of_role(stack, door)
    name = functions.module_name(door)
    reaches = _MAP["doors"][name]["reaches"]
    tried = {store for store in reaches if not store.endswith("/stream")}  # docs/emulator-gaps.md
    assert tried <= set(stores) | _WITH_ANOTHER, "what is declared and not tried is not proven"
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        every = [
            (store, action, pool.submit(_is_denied, attempt, client(service)))
            for store, (service, attempts) in stores.items()
            for action, attempt in attempts.items()
        ]
    for store, action, denied in every:
        declared = reaches.get(store, []) if store.split("/")[0] in _REACHABLE[name] else []
        allowed = action in declared
        assert denied.result() != allowed, f"{door}: {action} on {store}: declared {allowed}"


@pytest.mark.parametrize("attribute", ["subject", "issuer", "image", None])
def test_who_sends_mail_reads_no_more_of_an_account_than_name_and_address(
    stack: Running, attribute: str | None
) -> None:
    accounts = _of_role(stack, "NoticesMailing")("dynamodb")
    asked = {"TableName": f"{stack.stack.name}-accounts", "Key": {"learner_id": {"S": "nobody"}}}
    names = ["learner_id", "email", *([attribute] if attribute else [])]
    assert not _is_denied(lambda db: db.get_item(**asked, AttributesToGet=["email"]), accounts)
    if attribute is None:
        assert _is_denied(lambda db: db.get_item(**asked), accounts)
    else:
        assert _is_denied(lambda db: db.get_item(**asked, AttributesToGet=names), accounts)
