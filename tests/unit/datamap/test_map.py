"""The data map is current, complete and held by the template."""

import copy
from datetime import timedelta
from pathlib import Path

import pytest
from datamap import assembled, grid, held, places

from inarax.declared import Category, Purpose

ROOT = Path(__file__).parents[3]
MAP = assembled.assemble()


def test_the_committed_map_is_what_the_code_declares():
    assert (ROOT / "docs" / "map.json").read_text() == assembled.written(MAP), "run: make map"
    assert (ROOT / "docs" / "map.md").read_text() == grid.drawn(MAP), "run: make map"


def test_template_and_map_agree():
    assert held.findings(MAP) == []


@pytest.mark.parametrize("name", MAP["stores"])
def test_every_attribute_of_every_store_is_on_the_map(name):
    assert set(MAP["stores"][name]["attributes"]) == set(assembled.models()[name].get_attributes())


@pytest.mark.parametrize("name", MAP["stores"])
def test_what_is_personal_says_for_what_how_long_and_what_erasure_does(name):
    store = MAP["stores"][name]
    assert store["purposes"]
    assert store["retention"]["starts"]
    assert store["erasure"] in {"delete", "anonymize", "keep"}


def test_a_resource_that_is_not_on_the_map_is_found():
    lacking = copy.deepcopy(MAP)
    del lacking["stores"]["quotas"]
    assert list(held.every_resource_is_mapped(lacking)) == [
        "Quotas (AWS::DynamoDB::Table) is deployed and not on the map"
    ]


def test_a_place_that_is_not_deployed_is_found():
    more = copy.deepcopy(MAP)
    more["places"]["Attic"] = more["places"]["ImagesBucket"]
    assert list(held.every_resource_is_mapped(more)) == ["Attic is on the map and not deployed"]


def test_a_kind_of_resource_that_nobody_judged_is_found(monkeypatch):
    monkeypatch.setattr(held, "INERT", held.INERT - {"AWS::CloudWatch::Alarm"})
    assert any("nobody has judged" in finding for finding in held.every_resource_is_mapped(MAP))


def test_a_door_that_reaches_beyond_its_purposes_is_found():
    widened = copy.deepcopy(MAP)
    for door in ("identity.profile", "assessment.contests"):
        widened["doors"][door]["reaches"]["Contests/index/queue"] = ["dynamodb:Query"]
    assert list(held.doors_reach_what_their_purposes_allow(widened)) == [
        "identity.profile reaches Contests/index/queue, which is held for none of its purposes"
    ]


def test_a_single_attribute_may_be_held_for_a_purpose_more():
    assert "notices" not in MAP["stores"]["accounts"]["purposes"]
    assert "Accounts" in held.reachable(MAP)["notices.mailing"]
    assert "Accounts" not in held.reachable(MAP)["learning.progress"]


def test_who_serves_no_purpose_reaches_nothing():
    assert held.reachable(MAP)["web.pages"] == set()


def test_a_purpose_without_a_door_is_found():
    claimed = copy.deepcopy(MAP)
    claimed["stores"]["quotas"]["purposes"] = {Purpose.USAGE.value: "consent"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(held, "ROOMS", {"nowhere": frozenset({Purpose.USAGE})})
        assert list(held.every_purpose_has_a_door(claimed)) == [
            "data is held for usage, and the room nowhere has no door"
        ]


def test_a_table_that_forgets_to_expire_is_found():
    changed = copy.deepcopy(MAP)
    changed["stores"]["quotas"]["expires"] = False
    (finding,) = held.what_expires_is_declared_so(changed)
    assert finding.startswith("quotas: kept P2D")


def test_a_log_that_is_kept_longer_than_declared_is_found(monkeypatch):
    monkeypatch.setattr(
        held, "resources", lambda kind: {"DoorLogs": {"RetentionInDays": 31}} if kind == "AWS::Logs::LogGroup" else {}
    )
    assert list(held.logs_and_queues_last_as_declared(MAP)) == [
        "DoorLogs keeps its lines for another time than declared"
    ]


@pytest.mark.parametrize(
    "action",
    [
        "dynamodb:RestoreTableFromBackup",
        "logs:FilterLogEvents",
        "s3:GetObjectVersion",
        "dynamodb:ExportTableToPointInTime",
    ],
)
def test_a_door_that_may_look_into_old_copies_or_logs_is_found(monkeypatch, action):
    monkeypatch.setattr(held.functions, "statements", lambda _: [(frozenset({action}), ["Somewhere"])])
    assert f"identity.profile may {action}" in set(held.no_door_pries(MAP))


@pytest.mark.parametrize(
    ("principal", "condition"),
    [
        ("*", {"Bool": {"aws:SecureTransport": "true"}}),
        ({"AWS": "arn:aws:iam::210987654321:root"}, {}),
        ({"AWS": "*", "Service": "events.amazonaws.com"}, {"ArnEquals": {}}),
        ({"Service": "events.amazonaws.com"}, {}),
    ],
)
def test_a_policy_that_admits_somebody_outside_is_found(monkeypatch, principal, condition):
    statement = {"Effect": "Allow", "Action": "kms:*", "Principal": principal, "Condition": condition}
    key = {"Type": "AWS::KMS::Key", "Properties": {"KeyPolicy": {"Statement": [statement]}}}
    monkeypatch.setattr(held, "template", lambda: {"Resources": {"Key": key}})
    assert list(held.nobody_outside_is_admitted(MAP)) == [f"Key admits {principal}"]


def test_what_is_sent_to_where_nobody_declared_is_found():
    sent = copy.deepcopy(MAP)
    sent["sinks"]["Alarms.Endpoint"] = ["archive@elsewhere.example"]
    assert list(held.what_is_sent_stays(sent)) == [
        "Alarms.Endpoint sends to archive@elsewhere.example, which is not on the map"
    ]


def test_a_queue_that_takes_the_failures_of_two_is_found(monkeypatch):
    monkeypatch.setattr(held, "dead_letters", lambda: {"DeadLetters": {"One", "Two"}, "Idle": set(), "Own": {"One"}})
    assert list(held.failures_are_kept_apart(MAP)) == [
        "DeadLetters takes the failures of One, Two",
        "Idle takes the failures of nobody",
    ]


@pytest.mark.parametrize("region", ["eu-west-1", "us-gov-west-1", "ap-southeast-7", "mx-central-1", "cn-north-1"])
def test_a_region_is_known_by_its_name_in_every_partition(region):
    assert held.REGION.findall(f"arn:aws:sqs:{region}:1:queue") == [region]


def test_a_region_without_a_processor_is_found(monkeypatch):
    elsewhere = (places.PROCESSORS[0]._replace(regions=frozenset({"eu-central-1"})),)
    monkeypatch.setattr(held, "PROCESSORS", elsewhere)
    assert any("eu-west-1" in finding for finding in held.data_stays_in_declared_regions(MAP))


def test_a_host_that_a_door_names_is_found(monkeypatch):
    monkeypatch.setattr(held, "NAMED_NOT_CALLED", frozenset())
    assert any("www.rfc-editor.org" in finding for finding in held.no_host_is_undeclared(MAP))


def test_log_lines_hold_a_request_id_and_nothing_else_of_a_person():
    assert [name for name, category in places.LOG_FIELDS.items() if category is not Category.NONE] == ["request_id"]
    (logs,) = (place for place in places.PLACES if place.resource == "DoorLogs")
    assert logs.terms.retention.time == timedelta(days=30)
