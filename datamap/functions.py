"""The deployed functions, as template.yaml declares them: handler, routes, and what their roles grant."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import Any

from datamap.template import resources

DOORS = resources("AWS::Serverless::Function")
POLICIES = resources("AWS::IAM::ManagedPolicy")


@dataclass(frozen=True)
class Route:
    """One method of one path, `/me/courses/{course}`."""

    method: str
    path: str


def module_name(door: str) -> str:
    """`assessment.submissions` of the function's logical id."""
    return str(DOORS[door]["Handler"]).removesuffix(".handler")


def module(door: str) -> ModuleType:
    """The door's module."""
    return import_module(module_name(door))


def routes(door: str) -> set[Route]:
    """What API Gateway sends to the door."""
    return {
        Route(event["Properties"]["Method"].upper(), event["Properties"]["Path"])
        for event in DOORS[door].get("Events", {}).values()
        if event["Type"] == "Api"
    }


def statements(door: str) -> Iterator[tuple[frozenset[str], list[Any]]]:
    """Actions and resources that the door's role grants, through its own policies and the shared ones."""
    for policy in DOORS[door].get("Policies", []):
        document = POLICIES[policy["Ref"]]["PolicyDocument"] if "Ref" in policy else policy
        for statement in document["Statement"]:
            target = statement["Resource"]
            if "If" in target:  # on AWS, and in the emulator
                _, target, _ = target["If"]
            yield frozenset(statement["Action"]), target if isinstance(target, list) else [target]


_BY_ENDING = {
    ":parameter/${AWS::StackName}/role-grants": "RoleGrants",
    ":parameter/${AWS::StackName}/proof-signature": "ProofSignature",
    ":secret:${AWS::StackName}/oidc-client-secret-*": "OidcClientSecretStore",
    ":identity/${MailDomain}": "MailIdentity",
    ":configuration-set/${MailReports}": "MailReports",
}
"""How an ARN ends that a policy spells, to the logical id of what it names."""


def store_of(resource: Any) -> str:
    """What a policy's Resource names, by logical id: a table, `Table/index/name`, `Table/stream`, a bucket, a key."""
    match resource:
        case {"GetAtt": str(target)} | {"Ref": str(target)}:
            return target.split(".")[0]
        case {"Sub": str(text)} if text.endswith(".Arn}/stream/*"):
            return text[2:].split(".")[0] + "/stream"
        case {"Sub": str(text)} if "/index/" in text:
            table, index = text.split(".Arn}")
            return table.removeprefix("${") + index
        case {"Sub": str(text)} if text.startswith("${"):
            return text[2:].split("}")[0].split(".")[0]
        case {"Sub": str(text)}:
            for ending, name in _BY_ENDING.items():
                if text.endswith(ending):
                    return name
    raise ValueError(f"a policy names something unknown: {resource!r}")


def granted(door: str) -> dict[str, frozenset[str]]:
    """Store to the actions that the door may do on it."""
    found: dict[str, frozenset[str]] = {}
    for actions, targets in statements(door):
        for target in targets:
            found[store_of(target)] = found.get(store_of(target), frozenset()) | actions
    return found
