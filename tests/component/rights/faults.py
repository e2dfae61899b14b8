"""What can go wrong at a step of the erasure, and what may happen meanwhile."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from inarax.stores import images
from inarax.tokens import new_id
from tests.kit import aws, permissions
from tests.kit.machine import STEPS
from tests.kit.world import World, send

type Call = Callable[[], Any]


class Broken(Exception):
    """The step is no more."""


def before(call: Call, turn: int) -> Any:
    """Fails before its effect, once."""
    if turn == 0:
        raise Broken
    return call()


def after(call: Call, turn: int) -> Any:
    """Fails after its effect, once."""
    answer = call()
    if turn == 0:
        raise Broken
    return answer


def twice(call: Call, _turn: int) -> Any:
    """Runs twice, each time."""
    call()
    return call()


def down(call: Call, turn: int) -> Any:
    """Fails for longer than a whole execution tries, which then fails too."""
    if turn < 8:
        raise Broken
    return call()


FAULTS = (before, after, twice, down)
MATRIX = [*product(STEPS, FAULTS)]


@dataclass
class Faulty:
    """One step that has one fault; meanwhile the learner's last requests are still being answered."""

    world: World
    step: str
    fault: Callable[[Call, int], Any]
    turns: int = 0
    refused: bool = False

    def __call__(self, step: str, event: Mapping[str, Any], call: Call) -> Any:
        """Stands between the machine and its steps."""
        if step == "RightsErasing" and not self.refused:
            with permissions.of("another door"):
                self._write()
        if step != self.step:
            return call()
        self.turns += 1
        return self.fault(call, self.turns - 1)

    def _write(self) -> None:
        """What a function may still write that was at work when the account was shut, and what it may not."""
        ada = self.world.ada
        for table in ("requests", "addresses"):
            late = {"learner_id": {"S": ada.learner_id}, "request": {"S": f"late#{new_id()}"}}
            aws.client("dynamodb").put_item(TableName=f"inarax-{table}", Item=late)
        images.keep(ada.learner_id, new_id(), b"late")
        note = {"domain": None, "goal": None, "note": "late"}
        headers = {"If-None-Match": "*"}
        path = {"course": "binary"}
        answer = send(ada.request("PUT", "/me/courses/{course}/settings", path, body=note, headers=headers))
        assert answer.problem == "not-signed-in"
        self.refused = True
