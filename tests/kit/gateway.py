"""The gateway: each operation's recorded event, and each event to the door that template.yaml sends it to."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from datamap import functions

from inarax.http import Handler
from tests.kit.contract import Operation
from tests.kit.doors import Answer, call
from tests.kit.events import recorded

type Event = dict[str, Any]


def event_of(operation: Operation) -> Event:
    """The operation's recorded event."""
    return recorded(*_recordings()[operation.method, operation.path])


def direct(event: Event, parameters: Mapping[str, str]) -> None:
    """Send an event to another address of its resource."""
    event["pathParameters"] = dict(parameters)
    event["path"] = event["resource"]
    for name, value in parameters.items():
        event["path"] = event["path"].replace("{" + name + "}", value)


def send(event: Event) -> Answer:
    """An event, to the door that template.yaml sends it to."""
    return call(_handlers()[event["httpMethod"], event["resource"]], event)


@cache
def _handlers() -> dict[tuple[str, str], Handler]:
    return {
        (route.method, route.path): functions.module(door).handler
        for door in functions.DOORS
        for route in functions.routes(door)
    }


@cache
def _recordings() -> dict[tuple[str, str], tuple[str, str | None]]:
    """Where the event of an operation is recorded; of several, the last."""
    found: dict[tuple[str, str], tuple[str, str | None]] = {}
    root = Path(__file__).parents[2] / "events"
    for file in sorted(root.glob("*/*.json")):
        door = file.relative_to(root).with_suffix("").as_posix()
        content = json.loads(file.read_text())
        for name, event in ({None: content} if "resource" in content else content).items():
            if "httpMethod" in event:
                found[event["httpMethod"], event["resource"]] = (door, name)
    return found
