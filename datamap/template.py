"""template.yaml as map, policy and tests read it: what is deployed comes from there and is never retyped."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parents[1] / "template.yaml"

STACK = "inarax"
ACCOUNT = "000000000000"
REGION = "eu-west-1"
ORIGIN = "http://localhost:8000"
LEARNER_KEY = f"alias/{STACK}-learners"
"""By its alias, since an emulator makes its id anew each time."""

_PARAMETERS = {
    "AWS::StackName": STACK,
    "AWS::AccountId": ACCOUNT,
    "AWS::Region": REGION,
    "AWS::Partition": "aws",
    "PublicOrigin": ORIGIN,
}


class _Loader(yaml.CSafeLoader):
    """SafeLoader that reads CloudFormation's short functions as {name: argument}."""


def _function(loader: _Loader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    match node:
        case yaml.ScalarNode():
            return {suffix: loader.construct_scalar(node)}
        case yaml.SequenceNode():
            return {suffix: loader.construct_sequence(node, deep=True)}
    raise yaml.YAMLError(f"!{suffix} takes a text or a list")


_Loader.add_multi_constructor("!", _function)


@cache
def template() -> dict[str, Any]:
    """The whole template."""
    loaded: dict[str, Any] = yaml.load(FILE.read_text(), _Loader)  # noqa: S506  # it is a SafeLoader
    return loaded


def resources(kind: str) -> dict[str, dict[str, Any]]:
    """Logical id to properties of every resource of a type."""
    return {
        name: resource["Properties"] for name, resource in template()["Resources"].items() if resource["Type"] == kind
    }


def substituted(value: Any) -> str:
    """What `!Sub` and `!Ref` of pseudo parameters come to in a stack of the name `STACK`."""
    match value:
        case str():
            return value
        case {"Ref": str(name)} if name in _PARAMETERS:
            return _PARAMETERS[name]
        case {"Sub": str(text)}:
            for name, known in _PARAMETERS.items():
                text = text.replace("${" + name + "}", known)
            return text
    raise ValueError(f"not known before it is deployed: {value!r}")
