"""What the house rules of the rights room's machines are read from."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from datamap.functions import DOORS
from datamap.template import resources, substituted

ROOT = Path(__file__).parents[3]
MACHINES = resources("AWS::Serverless::StateMachine")
TABLES = {
    substituted(each["TableName"]).removeprefix("inarax-"): name
    for name, each in resources("AWS::DynamoDB::Table").items()
}
"""The name of a store to the logical id of its table."""


def definition(machine: str) -> dict[str, Any]:
    """A machine's own .asl.json."""
    read: dict[str, Any] = json.loads((ROOT / MACHINES[machine]["DefinitionUri"]).read_text())
    return read


def states(part: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every state by name, those within a Map too."""
    for name, state in part["States"].items():
        yield name, state
        if "ItemProcessor" in state:
            yield from states(state["ItemProcessor"])


def limited(step: str) -> dict[str, Any]:
    """The statement by which a step sees tables through named attributes alone."""
    (policy,) = DOORS[step]["Policies"]
    (found,) = [each for each in policy["Statement"] if "Condition" in each]
    return dict(found)
