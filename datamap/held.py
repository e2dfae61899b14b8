"""The deployed template held against the map: each rule yields what contradicts it, in words."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from datamap import functions
from datamap.assembled import Json, purposes
from datamap.places import PLACES, PROCESSORS
from datamap.sinks import dead_letters
from datamap.template import resources, template
from inarax.declared import ROOMS, Purpose

ROOT = Path(__file__).parents[1]

BEARING = {
    "AWS::Cognito::UserPool", "AWS::DynamoDB::Table", "AWS::KMS::Key", "AWS::Logs::LogGroup", "AWS::S3::Bucket",
    "AWS::SES::ConfigurationSet", "AWS::SES::EmailIdentity", "AWS::SNS::Topic", "AWS::SQS::Queue",
    "AWS::Serverless::StateMachine", "AWS::SSM::Parameter", "AWS::SecretsManager::Secret",
}  # fmt: skip
"""Resource types that hold something: each resource of one must be on the map."""

INERT = {
    "AWS::ApiGateway::Account", "AWS::ApiGateway::BasePathMapping", "AWS::ApiGateway::DomainName",
    "AWS::CloudWatch::Alarm", "AWS::Cognito::ManagedLoginBranding", "AWS::Cognito::UserPoolClient",
    "AWS::Cognito::UserPoolDomain",
    "AWS::IAM::ManagedPolicy", "AWS::IAM::Role", "AWS::Lambda::EventSourceMapping", "AWS::S3::BucketPolicy",
    "AWS::SES::ConfigurationSetEventDestination", "AWS::SNS::Subscription", "AWS::SNS::TopicPolicy",
    "AWS::SQS::QueuePolicy", "AWS::Serverless::Api", "AWS::Serverless::Function",
    "AWS::Serverless::LayerVersion", "AWS::WAFv2::LoggingConfiguration", "AWS::WAFv2::WebACL",
    "AWS::WAFv2::WebACLAssociation",
}  # fmt: skip
"""Resource types that were judged to hold nothing about people."""

_PRYING = re.compile(
    r"Backup|Restore|Export|PointInTime|ObjectVersion|^logs:(?!CreateLogStream$|PutLogEvents$)|^backup:"
)
"""Actions that would reach old copies, restored tables or what was logged."""

ERASING = frozenset(
    {
        "dynamodb:BatchWriteItem",
        "dynamodb:Query",
        "s3:AbortMultipartUpload",
        "s3:DeleteObject",
        "s3:ListBucket",
        "s3:ListBucketMultipartUploads",
        "s3:ListBucketVersions",
    }
)
"""What the steps of an erasure may do in every store, whatever it is held for: list keys, count and delete. Of tables
they see nothing but keys, by a condition of their role (tests/unit/house/test_erasure.py)."""

EXPORTING = {"rights.exporting": frozenset({"dynamodb:Query", "s3:GetObject", "s3:ListBucket"})}
"""The one door that reads every store, whatever it is held for, and what it may do there. Of tables it sees what the
export plan names, by a condition of its role (tests/unit/house/test_export.py)."""

REGION = re.compile(r"\b[a-z]{2,4}(?:-[a-z]+){1,2}-\d\b")
"""A region of AWS in any of its partitions: eu-west-1, us-gov-east-1."""

_HOST = re.compile(r"https?://([A-Za-z0-9.-]+\.[A-Za-z]{2,})")

_ACCOUNT = {"AWS": {"Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:root"}}
_EVENT_BUS = "arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:event-bus/default"

NAMED_NOT_CALLED = frozenset(
    {"adlnet.gov", "json-schema.org", "purl.org", "w3id.org", "www.rfc-editor.org", "www.w3.org"}
)
"""Hosts that stand in vocabularies and explanations, and are never asked."""


def findings(the_map: Json) -> list[str]:
    """Everything in which the deployed template and the map contradict each other; empty is the only good answer."""
    return [finding for rule in RULES for finding in rule(the_map)]


def every_resource_is_mapped(the_map: Json) -> Iterator[str]:
    """No store, bucket, queue or log group is absent from the map, and the map names none that is not there."""
    mapped = set(the_map["places"]) | {store["resource"] for store in the_map["stores"].values()}
    deployed = {name: each["Type"] for name, each in template()["Resources"].items()}
    for name, kind in deployed.items():
        if kind in BEARING and name not in mapped:
            yield f"{name} ({kind}) is deployed and not on the map"
        if kind not in BEARING | INERT:
            yield f"{name}: nobody has judged whether {kind} holds data about people"
    yield from (f"{name} is on the map and not deployed" for name in sorted(mapped - set(deployed)))


def reachable(the_map: Json) -> dict[str, set[str]]:
    """Door to each store and place that is held for one of its purposes; every other one its role must be denied."""
    by_resource = {store["resource"]: store for store in the_map["stores"].values()} | the_map["places"]
    held = {name: set(purposes(each)) for name, each in by_resource.items()}
    return {
        name: {
            resource
            for resource, held_for in held.items()
            if held_for & set(door["purposes"]) or _may_reach(name, resource, door["reaches"])
        }
        for name, door in the_map["doors"].items()
    }


def _may_reach(door: str, resource: str, reaches: Json) -> bool:
    """Whether a door of the rights room can do nothing with a store but list keys and delete, or is the exporter."""
    actions = {action for reached, some in reaches.items() if reached.split("/")[0] == resource for action in some}
    allowed = EXPORTING.get(door, ERASING if door.startswith("rights.") else frozenset())
    return bool(actions) and actions <= allowed


def doors_reach_what_their_purposes_allow(the_map: Json) -> Iterator[str]:
    """A door reaches only what is held for one of its purposes."""
    for name, declared in reachable(the_map).items():
        for reached in the_map["doors"][name]["reaches"]:
            if reached.split("/")[0] not in declared:
                yield f"{name} reaches {reached}, which is held for none of its purposes"


def every_purpose_has_a_door(the_map: Json) -> Iterator[str]:
    """No purpose is claimed for data that no door of its room serves."""
    rooms = {functions.module_name(door).split(".")[0] for door in functions.DOORS}
    claimed = {
        purpose for part in ("stores", "places") for each in the_map[part].values() for purpose in purposes(each)
    }
    for room, own in ROOMS.items():
        for purpose in sorted(own & {Purpose(each) for each in claimed}):
            if room not in rooms and purpose is not Purpose.SECURITY:
                yield f"data is held for {purpose}, and the room {room} has no door"


def what_expires_is_declared_so(the_map: Json) -> Iterator[str]:
    """A table has a time to live exactly where its declared retention has a duration."""
    for name, store in the_map["stores"].items():
        if store["expires"] != (store["retention"]["duration"] != "P0D"):
            yield f"{name}: kept {store['retention']['duration']} as declared, and time to live is {store['expires']}"


def logs_and_queues_last_as_declared(_map: Json) -> Iterator[str]:
    """Log groups and queues keep what they hold for the declared time."""
    declared = {place.resource: place.terms.retention.time for place in PLACES}
    for name, group in resources("AWS::Logs::LogGroup").items():
        if timedelta(days=group.get("RetentionInDays", 0)) != declared.get(name):
            yield f"{name} keeps its lines for another time than declared"
    for name, queue in resources("AWS::SQS::Queue").items():
        if timedelta(seconds=queue.get("MessageRetentionPeriod", 345_600)) != declared.get(name):
            yield f"{name} keeps its messages for another time than declared"


def no_door_pries(_map: Json) -> Iterator[str]:
    """No door can read backups, restored tables, old object versions or log groups, nor use a wildcard."""
    for door in functions.DOORS:
        for actions, targets in functions.statements(door):
            yield from (f"{functions.module_name(door)} may {action}" for action in actions if _PRYING.search(action))
            if "*" in targets or any("*" in action for action in actions):
                yield f"{functions.module_name(door)} has a wildcard"


def nobody_outside_is_admitted(_map: Json) -> Iterator[str]:
    """What a key, a queue or a role lets in by its own policy is this account, or a service of AWS that acts for it."""
    for name, resource in template()["Resources"].items():
        for statement in _statements(resource["Properties"]):
            principal = statement.get("Principal")
            admitted = principal is None or statement["Effect"] == "Deny" or principal == _ACCOUNT
            if not admitted and not _of_aws(statement):
                yield f"{name} admits {principal}"


def what_is_sent_stays(the_map: Json) -> Iterator[str]:
    """Logs, alarms and failures go to a resource on the map, the account's event bus, or whom the operator names."""
    known = {*the_map["places"], *template()["Parameters"], _EVENT_BUS}
    for where, targets in the_map["sinks"].items():
        yield from (f"{where} sends to {target}, which is not on the map" for target in targets if target not in known)


def failures_are_kept_apart(_map: Json) -> Iterator[str]:
    """A queue of dead letters takes one resource's failures, so that its declared content is what lies in it."""
    for queue, sources in dead_letters().items():
        if len(sources) != 1:
            yield f"{queue} takes the failures of {', '.join(sorted(sources)) or 'nobody'}"


def data_stays_in_declared_regions(_map: Json) -> Iterator[str]:
    """Every region that template or deployment names is one that a processor is declared for."""
    declared = {region for processor in PROCESSORS for region in processor.regions}
    for file in ("template.yaml", "samconfig.toml"):
        for region in sorted(set(REGION.findall((ROOT / file).read_text())) - declared):
            yield f"{file} names the region {region}, for which no processor is declared"


def no_host_is_undeclared(_map: Json) -> Iterator[str]:
    """No door, page or setting names a host outside AWS: the identity provider's come from the deployment."""
    served = [path for ending in ("py", "js", "css", "html") for path in (ROOT / "functions").rglob(f"*.{ending}")]
    for path in sorted([*served, *(ROOT / "layers").glob("*/*/**/*.py"), ROOT / "template.yaml"]):
        for host in sorted(set(_HOST.findall(path.read_text())) - NAMED_NOT_CALLED):
            yield f"{path.relative_to(ROOT)} names the host {host}"


def _statements(value: object) -> Iterator[Json]:
    """Every statement of a policy within a resource."""
    if isinstance(value, dict) and {"Effect", "Action"} <= set(value):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
        yield from _statements(each)


def _of_aws(statement: Json) -> bool:
    """Whether a service alone is admitted, and where it could act for anybody, on the condition that says for whom."""
    principal = statement["Principal"]
    service = isinstance(principal, dict) and set(principal) == {"Service"}
    return service and (statement["Action"] == "sts:AssumeRole" or bool(statement.get("Condition")))


RULES: tuple[Callable[[Json], Iterator[str]], ...] = (
    every_resource_is_mapped,
    doors_reach_what_their_purposes_allow,
    every_purpose_has_a_door,
    what_expires_is_declared_so,
    logs_and_queues_last_as_declared,
    no_door_pries,
    nobody_outside_is_admitted,
    what_is_sent_stays,
    failures_are_kept_apart,
    data_stays_in_declared_regions,
    no_host_is_undeclared,
)
