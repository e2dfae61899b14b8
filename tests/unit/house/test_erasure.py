"""House rules of the erasure: what machine and steps may do, where no emulator holds it and no call shows it."""

import json
from pathlib import Path

import pytest
from datamap import functions
from datamap.functions import DOORS
from datamap.template import resources, substituted

from rights.plan import current as plan
from tests.kit.machine import STEPS

ROOT = Path(__file__).parents[3]
MACHINE = resources("AWS::Serverless::StateMachine")["RightsErasure"]
DEFINITION = json.loads((ROOT / MACHINE["DefinitionUri"]).read_text())
TABLES = {
    substituted(each["TableName"]).removeprefix("inarax-"): name
    for name, each in resources("AWS::DynamoDB::Table").items()
}


def _states(part):
    """Every state by name, those within a Map too."""
    for name, state in part["States"].items():
        yield name, state
        if "ItemProcessor" in state:
            yield from _states(state["ItemProcessor"])


def _with_keys_alone(step):
    """The statement by which a step sees tables through their keys."""
    (policy,) = DOORS[step]["Policies"]
    (found,) = [each for each in policy["Statement"] if "Condition" in each]
    return found


def test_the_machine_may_do_nothing_but_call_its_steps():
    assert MACHINE["Type"] == "STANDARD"
    (policy,) = MACHINE["Policies"]
    (statement,) = policy["Statement"]
    assert statement["Effect"] == "Allow"
    assert statement["Action"] == ["lambda:InvokeFunction"]
    assert statement["Resource"] == [{"GetAtt": f"{step}.Arn"} for step in STEPS]


def test_the_machine_calls_every_step_of_its_room_and_nothing_else():
    called = {state["Resource"] for _, state in _states(DEFINITION) if state["Type"] == "Task"}
    assert called == {"${" + step + "}" for step in STEPS}
    assert MACHINE["DefinitionSubstitutions"] == {step: {"GetAtt": f"{step}.Arn"} for step in STEPS}


def test_nothing_waits_within_an_execution():
    assert {state["Type"] for _, state in _states(DEFINITION)} == {"Task", "Choice", "Map", "Succeed", "Fail"}
    assert "waitForTaskToken" not in json.dumps(DEFINITION)


@pytest.mark.parametrize("name", [name for name, state in _states(DEFINITION) if state["Type"] == "Task"])
def test_a_fault_is_tried_again_with_backoff_and_full_jitter(name):
    (retry,) = dict(_states(DEFINITION))[name]["Retry"]
    assert retry["ErrorEquals"] == ["States.ALL"]
    assert retry["JitterStrategy"] == "FULL"
    assert retry["BackoffRate"] > 1


def test_a_store_is_told_by_its_name_and_a_learner_by_nothing():
    assert dict(_states(DEFINITION))["EraseStores"]["ItemSelector"] == {
        "request.$": "$.request",
        "store.$": "$$.Map.Item.Value",
    }


@pytest.mark.parametrize("step", ["RightsErasing", "RightsReadingBack"])
def test_a_step_reaches_every_table_of_the_plan_and_sees_its_keys_alone(step):
    planned = [store for store in (*plan().first, *plan().last) if store.means == "items"]
    statement = _with_keys_alone(step)
    assert statement["Action"] == ["dynamodb:Query"]
    tables = {functions.store_of(each) for each in statement["Resource"]}
    indexes = [(f"{TABLES[store.name]}/index/{index.name}", index) for store in planned for index in store.indexes]
    assert tables == {*(TABLES[store.name] for store in planned), *(name for name, _ in indexes)}
    keys = {key for held in (*planned, *(index for _, index in indexes)) for key in held.keys}
    assert statement["Condition"] == {
        "ForAllValues:StringEquals": {"dynamodb:Attributes": sorted(keys)},
        "StringEquals": {"dynamodb:Select": ["SPECIFIC_ATTRIBUTES", "COUNT"]},
    }


def test_only_the_eraser_deletes_by_the_batch():
    for door in DOORS:
        batched = {store for store, actions in functions.granted(door).items() if "dynamodb:BatchWriteItem" in actions}
        if door != "RightsErasing":
            assert batched <= {"Requests", "Addresses"}


def test_who_reads_back_can_change_nothing_but_what_it_notes():
    for store, actions in functions.granted("RightsReadingBack").items():
        if store != "RightsProgress":
            assert actions <= {"dynamodb:Query", "dynamodb:BatchGetItem", "s3:ListBucketVersions"}
