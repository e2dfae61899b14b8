"""House rules of template.yaml: what a door may touch, and what every store promises."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from datamap import functions
from datamap.functions import DOORS
from datamap.template import resources, template

TABLES = resources("AWS::DynamoDB::Table")
BUCKETS = resources("AWS::S3::Bucket")
MAPPINGS = resources("AWS::Lambda::EventSourceMapping")
ROOT = Path(__file__).parents[3]

READS_A_QUEUE = {"sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"}
READS_A_STREAM = {
    f"dynamodb:{action}" for action in ("DescribeStream", "GetRecords", "GetShardIterator", "ListStreams")
}

doors = pytest.mark.parametrize("door", DOORS)


def _events(door):
    return door.get("Events", {}).values()


@doors
def test_a_door_is_named_after_its_room_and_file(door):
    room, name = functions.module_name(door).split(".")
    assert door == (room + "_" + name).title().replace("_", "")
    assert (ROOT / "functions" / room / f"{name}.py").exists()


def test_every_door_in_the_rooms_is_deployed():
    rooms = ROOT / "functions"
    handlers = {
        ".".join(path.relative_to(rooms).with_suffix("").parts)
        for path in rooms.rglob("*.py")
        if re.search(r"^(handler =|def handler\()", path.read_text(), re.MULTILINE)
    }
    assert handlers == {functions.module_name(door) for door in DOORS}


@doors
def test_no_role_grants_a_wildcard_or_a_scan(door):
    for actions, targets in functions.statements(door):
        assert not [action for action in actions if "*" in action]
        assert "dynamodb:Scan" not in actions
        assert "*" not in [str(target) for target in targets]


def test_the_boundary_allows_nothing_that_no_door_needs():
    needed = {(action, store) for door in DOORS for store, each in functions.granted(door).items() for action in each}
    actions = {action for action, _ in needed} | {"logs:CreateLogStream", "logs:PutLogEvents"}
    for statement in functions.POLICIES["DoorBoundary"]["PolicyDocument"]["Statement"]:
        targets = statement["Resource"] if isinstance(statement["Resource"], list) else [statement["Resource"]]
        assert set(statement["Action"]) <= actions
        for target in targets:
            if "GetAtt" in target and target != {"GetAtt": "DoorLogs.Arn"}:
                assert {(action, functions.store_of(target)) for action in statement["Action"]} <= needed
            elif "Sub" in target:  # what is named by a pattern is of this stack
                assert re.search(r"\$\{(AWS::StackName|MailDomain|MailReports)\}", target["Sub"])
            else:
                assert target == {"GetAtt": "DoorLogs.Arn"}


def test_a_role_of_ours_carries_no_policy_of_aws_but_the_one_to_write_logs():
    logs = {"Sub": "arn:${AWS::Partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"}
    carried = [arn for role in resources("AWS::IAM::Role").values() for arn in role.get("ManagedPolicyArns", [])]
    assert carried == [logs]
    assert not any(isinstance(policy, str) for door in DOORS.values() for policy in door.get("Policies", []))


@doors
def test_a_door_that_sends_to_the_queue_it_reads_may_call_itself_on(door):
    """AWS ends a chain of one function through a queue after sixteen links, unless it is told that this is meant."""
    reads = [each["EventSourceArn"] for each in MAPPINGS.values() if each["FunctionName"] == {"Ref": door}]
    sends = [to for actions, targets in functions.statements(door) for to in targets if "sqs:SendMessage" in actions]
    assert any(queue in sends for queue in reads) == (DOORS[door].get("RecursiveLoop") == "Allow")


@doors
def test_only_assessment_can_read_answer_keys(door):
    if "AnswerKeysBucket" in functions.granted(door):
        assert functions.module_name(door).startswith("assessment.")


KEYS_ALONE = {"rights.erasing", "rights.reading_back"}
"""Steps that see a table through its keys (tests/unit/house/test_erasure.py)."""
READS_ALL = {"rights.exporting"}
"""The step that reads what the export plan names (tests/unit/house/test_export.py)."""
LEADS_ON = {"rights.freezing", "rights.unlinking"}
"""Steps that read issuer and subject, to shut and delete what they lead to."""
NAMES_ALONE = {"identity.orphans", "rights.completing"}
"""Who sees of an account which image it has, of a hold which stores it names, and nothing that is sealed."""


@doors
def test_contact_data_stays_in_identity(door):
    if functions.module_name(door) in {
        "notices.mailing",
        *KEYS_ALONE,
        *LEADS_ON,
        *READS_ALL,
    }:  # the first, to write to people
        return
    if {"Accounts", "Identities"} & set(functions.granted(door)):
        assert functions.module_name(door).startswith("identity.")


def test_who_sends_mail_can_read_no_more_of_an_account_than_name_and_address():
    (statement,) = [
        each
        for policy in DOORS["NoticesMailing"]["Policies"]
        for each in policy["Statement"]
        if each["Resource"] == {"GetAtt": "Accounts.Arn"}
    ]
    assert statement["Action"] == ["dynamodb:GetItem"]
    assert statement["Condition"] == {
        "ForAllValues:StringEquals": {"dynamodb:Attributes": ["learner_id", "name", "email", "email_verified"]},
        "StringEqualsIfExists": {"dynamodb:Select": "SPECIFIC_ATTRIBUTES"},
    }


def test_a_wildcard_stands_for_a_resource_in_the_emulator_alone_and_once():
    wild = [
        (door, statement["Action"])
        for door in DOORS
        for policy in DOORS[door].get("Policies", [])
        for statement in policy.get("Statement", [])
        if "If" in statement["Resource"]
    ]
    assert wild == [("NoticesMailing", ["ses:SendEmail"])]


def test_who_reads_a_stream_or_a_queue_says_so_in_its_own_role():
    """SAM's events of these kinds lend a function every stream and every queue of the account."""
    lending = {"DynamoDB", "Kinesis", "MQ", "MSK", "SQS"}
    assert not [door for door, each in DOORS.items() for event in _events(each) if event["Type"] in lending]
    for mapping in MAPPINGS.values():
        source, attribute = mapping["EventSourceArn"]["GetAtt"].split(".")
        granted = functions.granted(mapping["FunctionName"]["Ref"])
        needed = {"StreamArn": (f"{source}/stream", READS_A_STREAM), "Arn": (source, READS_A_QUEUE)}
        store, actions = needed[attribute]
        assert granted[store] >= actions


@doors
def test_only_one_door_sends_mail(door):
    sends = any("ses:SendEmail" in actions for actions, _ in functions.statements(door))
    assert sends == (functions.module_name(door) == "notices.mailing")


def test_what_ses_reports_leaves_the_address_behind():
    for event in DOORS["NoticesBounces"]["Events"].values():
        assert event["Properties"]["InputTransformer"]["InputPathsMap"] == {"mail": "$.detail.mail.tags.mail"}


@doors
def test_only_a_door_that_reads_sealed_stores_may_unwrap_keys_and_only_sign_in_may_make_them(door):
    granted = functions.granted(door)
    reads = {
        name
        for name in {"Accounts", "Contests", "Disclosures", "Holds", "Overrides", "Responses"} & set(granted)
        if {"dynamodb:BatchGetItem", "dynamodb:Query"} & granted[name]
    }
    if functions.module_name(door) in KEYS_ALONE | NAMES_ALONE:
        assert "LearnerKey" not in granted
        return
    notes = functions.module_name(door) == "personalization.settings"  # others read preferences without the note
    writes_to_people = functions.module_name(door) == "notices.mailing"
    makes = functions.module_name(door) in {"identity.callback", "identity.mobile_tokens"}
    opens = reads or notes or writes_to_people
    unwraps, reading = ({"kms:Decrypt"}, {"dynamodb:BatchGetItem"}) if opens else (set(), set())
    assert granted.get("LearnerKey", frozenset()) == unwraps | ({"kms:GenerateDataKey"} if makes else set())
    lists = {"dynamodb:Query"} if functions.module_name(door) in READS_ALL else set()
    assert granted.get("Keys", frozenset()) == reading | lists | ({"dynamodb:PutItem"} if makes else set())


def test_the_key_that_wraps_is_rotated_by_kms():
    key = resources("AWS::KMS::Key")["LearnerKey"]
    assert (key["KeySpec"], key["KeyUsage"], key["EnableKeyRotation"]) == ("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT", True)


@doors
def test_a_door_takes_exactly_the_routes_that_the_gateway_sends(door):
    app = getattr(functions.module(door), "app", None)
    paths = json.loads(app.get_openapi_json_schema())["paths"] if app else {}
    taken = {functions.Route(method.upper(), path) for path, methods in paths.items() for method in methods}
    sent = {route for route in functions.routes(door) if functions.module_name(door) != "web.pages"}  # no API
    assert taken == sent


def test_the_stack_has_room_for_more():
    """CloudFormation takes 500 resources; SAM makes a role of each function, and a permission of each event."""
    made = Counter(resource["Type"] for resource in template()["Resources"].values())
    events = [event["Type"] for door in DOORS.values() for event in _events(door)]
    expanded = sum(made.values()) + made["AWS::Serverless::Function"] + made["AWS::Serverless::StateMachine"]
    scheduled = events.count("Schedule") + events.count("EventBridgeRule")
    invoked = sum("EventInvokeConfig" in door for door in DOORS.values())
    assert expanded + events.count("Api") + 2 * scheduled + invoked <= 480


def test_one_door_answers_the_preflight_of_every_address():
    asked = [(door, route.path) for door in DOORS for route in functions.routes(door) if route.method == "OPTIONS"]
    assert asked == [("WebPages", "/{proxy+}")]


@doors
def test_a_door_has_its_recorded_event(door):
    room, name = functions.module_name(door).split(".")
    assert (ROOT / "events" / room / f"{name}.json").exists()


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_encrypted_and_recoverable(table):
    properties = TABLES[table]
    assert properties["SSESpecification"] == {"SSEEnabled": True}
    assert properties["PointInTimeRecoverySpecification"] == {
        "PointInTimeRecoveryEnabled": True,
        "RecoveryPeriodInDays": 7 if table == "Keys" else 35,  # a key is gone from backups before what it seals
    }
    assert properties["BillingMode"] == "PAY_PER_REQUEST"


@pytest.mark.parametrize("bucket", BUCKETS)
def test_a_bucket_is_private_encrypted_and_answers_tls_only(bucket):
    assert all(BUCKETS[bucket]["PublicAccessBlockConfiguration"].values())
    assert BUCKETS[bucket]["BucketEncryption"]
    policy = resources("AWS::S3::BucketPolicy")[f"{bucket}TlsOnly"]["PolicyDocument"]["Statement"][0]
    assert (policy["Effect"], policy["Condition"]) == ("Deny", {"Bool": {"aws:SecureTransport": "false"}})


def test_every_queue_of_dead_letters_is_watched():
    alarmed = str(resources("AWS::CloudWatch::Alarm"))
    for queue in resources("AWS::SQS::Queue"):
        assert f"'{queue}.QueueName'" in alarmed


def test_every_queue_of_work_gives_up_in_the_end():
    for name, queue in resources("AWS::SQS::Queue").items():
        assert name.endswith("DeadLetters") or queue["RedrivePolicy"]["maxReceiveCount"]


def test_every_event_source_has_somewhere_to_put_what_fails():
    for door in DOORS.values():
        for event in _events(door):
            if event["Type"] == "Schedule":  # what does not reach the function, and what the function fails at
                assert event["Properties"]["DeadLetterConfig"]["Arn"]
            if event["Type"] != "Api":  # called asynchronously: the function says where
                assert door["EventInvokeConfig"]["DestinationConfig"]["OnFailure"]
    for mapping in MAPPINGS.values():
        if "StreamArn" in str(mapping["EventSourceArn"]):  # a queue has dead letters of its own
            assert mapping["DestinationConfig"]["OnFailure"]


@doors
def test_no_door_can_read_the_technical_log(door):
    if functions.module_name(door) in KEYS_ALONE | READS_ALL:
        return
    for store in ("Requests", "Addresses"):
        assert functions.granted(door).get(store, frozenset()) <= {"dynamodb:BatchWriteItem"}


def test_an_access_log_names_nobody():
    logged = json.loads(resources("AWS::Serverless::Api")["Api"]["AccessLogSetting"]["Format"])
    assert set(logged.values()) == {
        "$context.requestId",
        "$context.httpMethod",
        "$context.resourcePath",
        "$context.status",
        "$context.responseLatency",
    }


def test_the_gateway_traces_no_request():
    api = resources("AWS::Serverless::Api")["Api"]
    assert [each["DataTraceEnabled"] for each in api["MethodSettings"]] == [False]
    assert api["TracingEnabled"] is False


def test_the_firewall_logs_what_it_blocked_without_credentials_path_and_query():
    logging = resources("AWS::WAFv2::LoggingConfiguration")["FirewallLogging"]
    assert logging["LoggingFilter"]["DefaultBehavior"] == "DROP"
    (kept,) = logging["LoggingFilter"]["Filters"]
    assert (kept["Behavior"], kept["Conditions"]) == ("KEEP", [{"ActionCondition": {"Action": "BLOCK"}}])
    headers = {field["SingleHeader"]["Name"] for field in logging["RedactedFields"] if "SingleHeader" in field}
    assert {"cookie", "authorization"} <= headers
    assert {"QueryString", "UriPath"} <= {name for field in logging["RedactedFields"] for name in field}
    assert resources("AWS::Logs::LogGroup")["FirewallLogs"]["LogGroupName"]["Sub"].startswith("aws-waf-logs-")


def test_logs_are_kept_for_a_stated_time():
    kept = {name: group["RetentionInDays"] for name, group in resources("AWS::Logs::LogGroup").items()}
    assert kept == {"DoorLogs": 30, "AccessLogs": 30, "FirewallLogs": 14}  # a blocked address: the security window
    assert template()["Globals"]["Function"]["LoggingConfig"] == {"LogGroup": {"Ref": "DoorLogs"}}
