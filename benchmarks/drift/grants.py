"""Drift of permissions: whatever lets a role or somebody outside do more than today."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import yaml

from benchmarks.drift import nodes
from benchmarks.drift.deployment import TEMPLATE
from benchmarks.drift.mutants import Edit, Mutant

_BESIDES = ("dynamodb:Scan", "dynamodb:ExportTableToPointInTime", "logs:GetLogEvents", "s3:ListBucket")


_WHOLE = "${AWS::StackName}-*"
"""How a resource ends that stands for all of its kind in the stack."""


class Statement(NamedTuple):
    """One statement, of the resource of that name."""

    holder: str
    node: yaml.Node

    @property
    def effect(self) -> str:
        """Allow or Deny."""
        found = nodes.child(self.node, "Effect")
        return str(found.value) if found else ""

    def of(self, part: str) -> list[str]:
        """What it names as actions or resources, as written."""
        return [nodes.written(TEMPLATE, each) for each in nodes.items(nodes.child(self.node, part))]


@cache
def statements() -> tuple[Statement, ...]:
    """Every statement of every policy in the template."""
    return tuple(
        Statement(name, node)
        for name, _, resource in nodes.resources()
        for _, node in nodes.walk(resource)
        if nodes.child(node, "Effect") and nodes.child(node, "Action")
    )


def widen_action() -> Iterator[Mutant]:
    """One action more, of those that stand elsewhere for the same service, or all of the service's."""
    known = {action for each in statements() for action in each.of("Action")} | set(_BESIDES)
    for each in statements():
        actions = nodes.child(each.node, "Action")
        services = {action.partition(":")[0] for action in each.of("Action")}
        for action in sorted(known | {f"{service}:*" for service in services}):
            if (
                actions
                and each.effect == "Allow"
                and action.partition(":")[0] in services
                and _acts(action, each.of("Resource"))
                and not allowed(each, action)
            ):
                edit = nodes.appended(TEMPLATE, actions, action)
                yield Mutant(TEMPLATE, (edit,), f"{each.holder} may {action} on {', '.join(each.of('Resource'))}")


def widen_resource() -> Iterator[Mutant]:
    """One resource more, of those that stand elsewhere for the same action, or all of them."""
    for each in statements():
        node = nodes.child(each.node, "Resource")
        first = each.of("Action")[0]
        known = {target for other in statements() if first in other.of("Action") for target in other.of("Resource")}
        reached = _reached(each, first)
        whole = any(target.endswith(_WHOLE) for target in reached)
        for target in ['"*"'] if whole else sorted(known | {'"*"'}):
            if node and each.effect == "Allow" and target not in reached:
                edit = nodes.appended(TEMPLATE, node, target)
                yield Mutant(TEMPLATE, (edit,), f"{each.holder} may {first} on {target}")


def widen_principal() -> Iterator[Mutant]:
    """Anybody, or another account, may do what a resource's own policy allows."""
    for each in statements():
        node = nodes.child(each.node, "Principal")
        if node and each.effect == "Allow":
            for other in ('{AWS: "*"}', '{AWS: "arn:aws:iam::210987654321:root"}'):
                yield Mutant(TEMPLATE, (nodes.replaced(node, other),), f"{each.holder} admits {other}")


def lift_condition() -> Iterator[Mutant]:
    """A condition is gone, a refusal refuses nothing, a bound does not bind."""
    for each in statements():
        for name, key, value in nodes.entries(each.node):
            if name == "Condition" and each.effect == "Allow":
                yield Mutant(TEMPLATE, (Edit(*nodes.block(TEMPLATE, key, value), ""),), f"{each.holder} without {name}")
            if name == "Effect" and each.effect == "Deny":
                yield Mutant(TEMPLATE, (nodes.replaced(value, "Allow"),), f"{each.holder} allows what it refused")
    for path, node in nodes.walk(nodes.root(TEMPLATE)):
        for name, key, value in nodes.entries(node):
            if name in {"PermissionsBoundary", "PublicAccessBlockConfiguration", "SSESpecification"}:
                edit = Edit(*nodes.block(TEMPLATE, key, value), "")
                yield Mutant(TEMPLATE, (edit,), f"{'.'.join(path)} without {name}")


def attach_policy() -> Iterator[Mutant]:
    """A role gets one of AWS's own policies besides."""
    for path, node in nodes.walk(nodes.root(TEMPLATE)):
        if path and path[-1] in {"Policies", "ManagedPolicyArns"} and isinstance(node, yaml.SequenceNode):
            edit = nodes.appended(TEMPLATE, node, "arn:aws:iam::aws:policy/AdministratorAccess")
            yield Mutant(TEMPLATE, (edit,), f"{'.'.join(path)} may do everything")


def allowed(statement: Statement, action: str) -> bool:
    """Whether its holder may do it on all that the statement names already: then nothing would change."""
    reached = _reached(statement, action)
    return set(statement.of("Resource")) <= reached or any(target.endswith(_WHOLE) for target in reached)


def _acts(action: str, targets: list[str]) -> bool:
    """Whether the action is one on such resources: what S3 does to objects, it does not do to buckets."""
    if not action.startswith("s3:") or action == "s3:*":
        return True
    return all(target.endswith("/*") != action.startswith("s3:List") for target in targets)


def _reached(statement: Statement, action: str) -> set[str]:
    """What its holder may do an action on."""
    service = f"{action.partition(':')[0]}:*"
    holders = {statement.holder, *_shared(statement.holder)}
    own = [each for each in statements() if each.holder in holders and each.effect == "Allow"]
    found = {target for each in own if {action, service} & set(each.of("Action")) for target in each.of("Resource")}
    return found | {target.replace(".StreamArn", ".Arn") for target in found}  # no action is of both


@cache
def _shared(holder: str) -> frozenset[str]:
    """The policies of their own that a function refers to."""
    (resource,) = (resource for name, _, resource in nodes.resources() if name == holder)
    policies = nodes.items(nodes.child(resource, "Properties", "Policies"))
    return frozenset(str(each.value) for each in policies if each.tag == "!Ref")
