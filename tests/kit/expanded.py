"""template.yaml as CloudFormation gets it: translated by SAM, and with every Condition and `If` decided."""

import json
import re
import subprocess
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from local.deploy import parameters
from local.settings import ROOT, Stack

type Resources = dict[str, dict[str, Any]]

SAMCONFIG = tomllib.loads((ROOT / "samconfig.toml").read_text())
PROD: dict[str, str] = dict(
    each.split("=", 1) for each in SAMCONFIG["prod"]["deploy"]["parameters"]["parameter_overrides"]
)
LOCAL = parameters(Stack())


@cache
def translated() -> dict[str, Any]:
    """What SAM makes of the template, Conditions and all. It takes seconds, so a process asks once."""
    sam, script = ROOT / ".tools/sam/bin/python", ROOT / "local/tools/sam/translate.py"
    assert sam.exists(), "run: make setup"
    told = subprocess.run(
        [sam, script, ROOT / "template.yaml", json.dumps(PROD)], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stderr
    template: dict[str, Any] = json.loads(told.stdout)
    return template


def deployed(given: Mapping[str, str]) -> Resources:
    """The resources that are made with these parameters."""
    known = {name: str(each.get("Default", "")) for name, each in translated()["Parameters"].items()} | dict(given)
    return {
        name: _decided(resource, known)
        for name, resource in translated()["Resources"].items()
        if "Condition" not in resource or _holds(resource["Condition"], known)
    }


@cache
def on_aws() -> Resources:
    """The resources that `make deploy` makes, as samconfig.toml has it."""
    return deployed(PROD)


def waits_for(name: str, resources: Resources) -> set[str]:
    """All that CloudFormation makes before it makes a resource, by logical id."""
    found: set[str] = set()
    ahead = [name]
    while ahead:
        new = _named_by(resources[ahead.pop()]) & set(resources) - found
        found |= new
        ahead += new
    return found


def _named_by(value: Any) -> set[str]:
    """What a resource refers to: such a reference, or a word that it depends on another, makes it wait."""
    match value:
        case {"Ref": str(name)} | {"Fn::GetAtt": [str(name), *_]}:
            return {name}
        case {"Fn::Sub": str(text)}:
            return set(re.findall(r"\$\{(\w+)[.}]", text))
        case dict():
            after = value.get("DependsOn", [])
            named = {after} if isinstance(after, str) else set(after)
            return named.union(*map(_named_by, value.values()))
        case list():
            return set().union(*map(_named_by, value))
    return set()


def _holds(condition: str, given: Mapping[str, str]) -> bool:
    return _true(translated()["Conditions"][condition], given)


def _true(value: Any, given: Mapping[str, str]) -> bool:
    match value:
        case {"Condition": str(name)}:
            return _holds(name, given)
        case {"Fn::Equals": [{"Ref": str(name)}, str(wanted)]}:
            return given[name] == wanted
        case {"Fn::Not": [one]}:
            return not _true(one, given)
        case {"Fn::And": list(parts)}:
            return all(_true(one, given) for one in parts)
    raise ValueError(f"no such condition is known: {value!r}")


def _decided(value: Any, given: Mapping[str, str]) -> Any:
    match value:
        case {"Fn::If": [str(condition), yes, no]}:
            return _decided(yes if _holds(condition, given) else no, given)
        case dict():
            return {name: _decided(each, given) for name, each in value.items()}
        case list():
            return [_decided(each, given) for each in value]
    return value
