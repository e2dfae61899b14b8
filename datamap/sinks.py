"""Where the template sends what: logs, alarms, failures, what the mail service reports."""

from collections.abc import Iterator
from typing import Any

from datamap.template import resources, template

_NAMES = {
    "AlarmActions",
    "Destination",
    "DestinationArn",
    "Endpoint",
    "EventBusArn",
    "LogDestinationConfigs",
    "LogGroup",
    "TopicArn",
    "deadLetterTargetArn",
}
"""Properties that name a destination, whatever they stand in."""


def sinks() -> dict[str, list[str]]:
    """Each place of the template that names destinations, to what it names: a logical id, or what stands there."""
    globals_ = _found("Globals", template()["Globals"])
    deployed = (_found(name, each["Properties"]) for name, each in template()["Resources"].items())
    return dict([*globals_, *(found for each in deployed for found in each)])


def dead_letters() -> dict[str, set[str]]:
    """Each queue of dead letters, to the resources whose failures it takes."""
    taken: dict[str, set[str]] = {name: set() for name in resources("AWS::SQS::Queue") if name.endswith("DeadLetters")}
    for where, targets in sinks().items():
        for target in targets:
            taken.get(target, set()).add(where.split(".")[0])
    return taken


def _found(path: str, value: Any) -> Iterator[tuple[str, list[str]]]:
    for name, each in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        if name in _NAMES and not (isinstance(each, dict) and set(each) & _NAMES):
            yield f"{path}.{name}", [_target(one) for one in (each if isinstance(each, list) else [each])]
        elif name == "DeadLetterConfig":
            yield f"{path}.{name}", [_target(each["Arn"])]
        else:
            yield from _found(f"{path}.{name}", each)


def _target(value: Any) -> str:
    match value:
        case {"GetAtt": str(name)} | {"Ref": str(name)}:
            return name.split(".")[0]
        case {"Sub": str(text)} if text.endswith("}"):
            return text.rpartition("${")[2].removesuffix("}")
        case {"Sub": str(text)}:
            return text
    return str(value)
