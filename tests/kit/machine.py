"""The rights room's state machines in moto: their own .asl.json, each task a call of the door that template.yaml names.

Time is the test's: `run` lets the schedule tick until nothing is left to wait for. Faults are switches at the tasks.
"""

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from datamap import functions
from datamap.template import resources
from moto.stepfunctions.parser.asl.component.common.retry import retrier_decl
from moto.stepfunctions.parser.asl.component.state.exec.state_task import lambda_eval_utils
from moto.stepfunctions.parser.backend.execution_worker import ExecutionWorker

from rights import due, steps
from tests.kit import aws, permissions
from tests.kit.clock import clock
from tests.kit.events import NOW, recorded

type Call = Callable[[], Any]
type Fault = Callable[[str, Mapping[str, Any], Call], Any]
"""Stands between the machine and a step: is told the step, its input, and how to call it."""

_ROOT = Path(__file__).parents[2]
DUE = "RightsDue"
MACHINES = {"RightsErasure": "ERASURE_MACHINE", "RightsExport": "EXPORT_MACHINE"}
"""Each with the variable by which the schedule knows it."""


def steps_of(name: str) -> tuple[str, ...]:
    """The steps of a machine, by the logical ids of their functions."""
    return tuple(resources("AWS::Serverless::StateMachine")[name]["DefinitionSubstitutions"])


class Cut(Exception):
    """A step was cut off."""


@dataclass
class Machine:
    """The machines of one test."""

    arns: Mapping[str, str]
    at: datetime = NOW
    fault: Fault | None = None
    milliseconds: Callable[[], int] = lambda: 60_000
    calls: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def context(self) -> Any:
        """A Lambda context with that much time left."""
        return SimpleNamespace(aws_request_id="a-run", get_remaining_time_in_millis=self.milliseconds)

    def tick(self) -> Mapping[str, int] | None:
        """The schedule's next run, and every execution that it starts, to the end; None where it failed."""
        running = set(threading.enumerate())
        try:
            done: Mapping[str, int] = self._through(DUE, recorded("rights/due"))
        except Exception:
            return None
        else:
            return done
        finally:
            for branch in set(threading.enumerate()) - running:  # one branch of a Map failed: the others are at work
                _joined(branch)

    def run(self, until: Callable[[], bool], *between: Callable[[], object], days: int = 30) -> None:
        """Let time pass, from one moment at which something waits to the next; `between` happens after each tick."""
        end = self.at + timedelta(days=days)
        while not until():
            assert self.at < end, "it does not come to an end"
            self.tick()
            for act in between:
                act()
            self.at = max(self.at + timedelta(minutes=1), _next())

    def executions(self) -> list[dict[str, Any]]:
        """Every execution so far, the first one first."""
        client = aws.client("stepfunctions")
        listed = [client.list_executions(stateMachineArn=arn)["executions"] for arn in self.arns.values()]
        found = [client.describe_execution(executionArn=each["executionArn"]) for some in listed for each in some]
        return sorted(found, key=lambda each: each["startDate"])

    def told(self) -> str:
        """Everything that Step Functions was told: names, inputs, outputs and whole histories."""
        client = aws.client("stepfunctions")
        histories = [
            client.get_execution_history(executionArn=each["executionArn"])["events"] for each in self.executions()
        ]
        return json.dumps([self.executions(), histories], default=str)

    def invoke(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """One task: the door that the ARN names, in Lambda's manner."""
        step = str(parameters["FunctionName"]).rsplit(":", 1)[-1]
        event = json.loads(parameters["Payload"])
        with self.lock:  # a Map runs its items in threads, and the emulated account is one
            self.calls.append((step, event))
            try:
                payload = self._through(step, event)
            except Exception as error:
                failed = {"errorType": type(error).__name__, "errorMessage": str(error)}
                return {"StatusCode": 200, "FunctionError": "Unhandled", "Payload": failed}
            return {"StatusCode": 200, "Payload": json.loads(json.dumps(payload))}

    def call(self, step: str, event: Mapping[str, Any]) -> Any:
        """The door itself, held against its role."""
        with permissions.of(functions.module_name(step)):
            return functions.module(step).handler(event, self.context)

    def overtake(self, request: str) -> None:
        """Another execution of an erasure, from its first step to its last while this one stands still."""
        begun = self.call("RightsFreezing", {"request": request})
        if begun["outcome"] == "close" and not self._says("RightsUnlinking", "unlinked", request):
            return
        told = {"request": request, "stores": begun.get("stores", ())}
        while (found := self.call("RightsReadingBack", told))["outcome"] == "more":
            erased = [self.call("RightsErasing", {"request": request, "store": store}) for store in found["stores"]]
            told |= {"stores": found["stores"], "erased": erased}
        if found["outcome"] == "residue":
            return
        if ends := {"erase": "RightsTelling", "close": "RightsCompleting"}.get(begun["outcome"]):
            self.call(ends, {"request": request})

    def overtake_export(self, request: str) -> None:
        """The same of an export."""
        begun = self.call("RightsGathering", {"request": request})
        for store in begun.get("stores", ()):
            while self._says("RightsExporting", "more", request, store):
                pass
        if ends := {"export": "RightsPacking", "withdraw": "RightsWithdrawing"}.get(begun["outcome"]):
            self.call(ends, {"request": request})

    def _says(self, step: str, outcome: str, request: str, store: str | None = None) -> bool:
        told = {"request": request} if store is None else {"request": request, "store": store}
        return bool(self.call(step, told)["outcome"] == outcome)

    def _through(self, step: str, event: Mapping[str, Any]) -> Any:
        """A call of a step, through the fault if there is one. What cuts a step off is an error of its own."""
        try:
            return self.fault(step, event, lambda: self.call(step, event)) if self.fault else self.call(step, event)
        except BaseException as error:
            if isinstance(error, Exception):
                raise
            raise Cut from None


def _joined(branch: threading.Thread) -> None:
    while branch.ident is None:  # it is listed a moment before it starts
        pass
    branch.join()


def _next() -> datetime:
    """When something is to be looked after next that is somebody's."""
    requests = aws.items("rights-requests")
    waiting = [int(each["next_at"]["N"]) for each in requests if "next_at" in each and "learner_id" in each]
    return datetime.fromtimestamp(min(waiting, default=0), NOW.tzinfo)


def definition(name: str) -> str:
    """A machine as it is deployed, its placeholders filled."""
    text: str = (_ROOT / resources("AWS::Serverless::StateMachine")[name]["DefinitionUri"]).read_text()
    for step in steps_of(name):
        text = text.replace("${" + step + "}", f"arn:aws:lambda:eu-west-1:123456789012:function:{step}")
    return text


@pytest.fixture
def machine(stores: None, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """The machines, with the steps' settings and this test's time."""
    return assembled(monkeypatch)


def assembled(patched: pytest.MonkeyPatch) -> Machine:
    """The machines in an account that runs state machines, until the patches are undone."""
    made = Machine(_arns())
    for name, variable in MACHINES.items():
        patched.setenv(variable, made.arns[name])
    frozen = clock(lambda: made.at)
    patched.setattr(steps, "datetime", frozen)
    patched.setattr(due, "datetime", frozen)
    patched.setattr(steps, "sleep", lambda _seconds: None)
    patched.setattr(retrier_decl, "time", SimpleNamespace(sleep=lambda _seconds: None))
    patched.setattr(lambda_eval_utils, "_invoke_lambda_function", lambda parameters, **_: made.invoke(parameters))
    patched.setattr(ExecutionWorker, "start", ExecutionWorker._execution_logic)
    return made


def _arns() -> dict[str, str]:
    client = aws.client("stepfunctions")
    for each in client.list_state_machines()["stateMachines"]:
        client.delete_state_machine(stateMachineArn=each["stateMachineArn"])
    role = "arn:aws:iam::123456789012:role/machine"
    return {
        name: str(
            client.create_state_machine(name=f"inarax-{name}", definition=definition(name), roleArn=role)[
                "stateMachineArn"
            ]
        )
        for name in MACHINES
    }
