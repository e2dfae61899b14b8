"""House rules of every state machine: what machine and steps may do, where no emulator holds it."""

import json

import pytest
from datamap.functions import DOORS

from rights import moves
from tests.kit.machine import MACHINES as KNOWN
from tests.kit.machine import steps_of
from tests.unit.house.machines import MACHINES, definition, states

machines = pytest.mark.parametrize("machine", MACHINES)
TASKS = [
    (machine, name) for machine in MACHINES for name, state in states(definition(machine)) if state["Type"] == "Task"
]


def test_every_machine_is_under_test():
    assert set(MACHINES) == set(KNOWN)


@machines
def test_a_machine_may_do_nothing_but_call_its_steps(machine):
    assert MACHINES[machine]["Type"] == "STANDARD"
    (policy,) = MACHINES[machine]["Policies"]
    (statement,) = policy["Statement"]
    assert statement["Effect"] == "Allow"
    assert statement["Action"] == ["lambda:InvokeFunction"]
    assert statement["Resource"] == [{"GetAtt": f"{step}.Arn"} for step in steps_of(machine)]


@machines
def test_a_machine_calls_every_step_of_its_own_and_nothing_else(machine):
    called = {state["Resource"] for _, state in states(definition(machine)) if state["Type"] == "Task"}
    assert called == {"${" + step + "}" for step in steps_of(machine)}
    assert MACHINES[machine]["DefinitionSubstitutions"] == {
        step: {"GetAtt": f"{step}.Arn"} for step in steps_of(machine)
    }


@machines
def test_nothing_waits_within_an_execution(machine):
    assert {state["Type"] for _, state in states(definition(machine))} <= {"Task", "Choice", "Map", "Succeed", "Fail"}
    assert "waitForTaskToken" not in json.dumps(definition(machine))


@pytest.mark.parametrize(("machine", "name"), TASKS)
def test_a_fault_is_tried_again_with_backoff_and_full_jitter(machine, name):
    (retry,) = dict(states(definition(machine)))[name]["Retry"]
    assert retry["ErrorEquals"] == ["States.ALL"]
    assert retry["JitterStrategy"] == "FULL"
    assert retry["BackoffRate"] > 1


@machines
def test_a_store_is_told_by_its_name_and_a_learner_by_nothing(machine):
    (mapped,) = [state for _, state in states(definition(machine)) if state["Type"] == "Map"]
    assert mapped["ItemSelector"] == {"request.$": "$.request", "store.$": "$$.Map.Item.Value"}


@pytest.mark.parametrize("door", DOORS)
def test_what_is_under_way_is_over_before_it_is_counted_as_settled(door):
    assert DOORS[door].get("Timeout", 15) < moves.SETTLED.total_seconds()
