"""Drift of what is deployed: durations, regions, sinks, and resources that nobody declared."""

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from random import Random

import botocore.session
import yaml

from benchmarks.drift import nodes
from benchmarks.drift.attributes import PLACES
from benchmarks.drift.mutants import Edit, Mutant, content
from benchmarks.drift.syntax import calls, end, start, tree
from benchmarks.drift.terms import CODE

TEMPLATE = "template.yaml"
_DURATIONS = {"RetentionInDays", "MessageRetentionPeriod", "RecoveryPeriodInDays"}
_SINKS = {
    "Arn",
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
"""Names under which the template says where something goes: not read from the check that is put to the proof."""

_SAMCONFIG = "samconfig.toml"
_DEPLOYED = re.compile(re.escape("${AWS::Region}"))
_REGION = re.compile(r'(?<=region = ")[a-z0-9-]+')
_ELSEWHERE = "!Sub arn:aws:{service}:${{AWS::Region}}:210987654321:elsewhere"


def change_deployed_duration() -> Iterator[Mutant]:
    """A log, a queue or a backup is kept twice as long, and what should expire does not."""
    for name, _, resource in nodes.resources():
        for path, node in nodes.walk(resource, (name,)):
            if path[-1] in _DURATIONS:
                edit = nodes.replaced(node, str(2 * int(node.value)))
                yield Mutant(TEMPLATE, (edit,), f"{'.'.join(path)} is {2 * int(node.value)}")
        for entry, key, value in nodes.entries(nodes.child(resource, "Properties")):
            if entry == "TimeToLiveSpecification":
                yield Mutant(TEMPLATE, (Edit(*nodes.block(TEMPLATE, key, value), ""),), f"{name} never expires")


def change_region() -> Iterator[Mutant]:
    """Something is deployed, called or processed in another region; any that AWS has and nobody declared."""
    for file, begin, stop, form in _regions():
        for region in _undeclared_regions(f"{file} {begin}"):
            new = form.format(region)
            told = f"{new} and not {content(file)[begin:stop]} in line {content(file)[:begin].count(chr(10)) + 1}"
            yield Mutant(file, (Edit(begin, stop, new),), told)


def change_sink() -> Iterator[Mutant]:
    """Something goes to another resource of the stack, or to somebody else's."""
    known = {name: nodes.kind(resource) for name, _, resource in nodes.resources()}
    for path, node in nodes.walk(nodes.child(nodes.root(TEMPLATE), "Globals") or nodes.root(TEMPLATE), ("Globals",)):
        yield from _sunk(path, node, known)
    for name, _, resource in nodes.resources():
        for path, node in nodes.walk(resource, (name,)):
            yield from _sunk(path, node, known)


def undeclare_resource() -> Iterator[Mutant]:
    """A resource that holds something is there twice, under a name that is not on the map."""
    the_map = json.loads(content("docs/map.json"))
    mapped = {store["resource"] for store in the_map["stores"].values()} | set(the_map["places"])
    for name, key, value in nodes.resources():
        if name in mapped:
            begin, end = nodes.block(TEMPLATE, key, value)
            text = content(TEMPLATE)[begin:end]
            twin = text.replace(name, f"{name}Too", 1)
            for named in ("TableName", "BucketName", "QueueName", "LogGroupName"):
                twin = re.sub(rf"({named}: !Sub \S*)", r"\1-too", twin)
            yield Mutant(TEMPLATE, (Edit(end, end, "\n" + twin),), f"{name}Too is deployed besides {name}")


def _sunk(path: nodes.Path, node: yaml.Node, known: dict[str, str]) -> Iterator[Mutant]:
    if path[-1] not in _SINKS or not isinstance(node, yaml.ScalarNode):
        return
    target = re.sub(r".*\$\{(\w+)\}$", r"\1", str(node.value)).split(".")[0]
    told = ".".join(path)
    for name, kind in known.items():
        if kind == known.get(target) and name != target:
            edit = nodes.replaced(node, nodes.written(TEMPLATE, node).replace(target, name))
            yield Mutant(TEMPLATE, (edit,), f"{told}: {name} and not {target}")
    service = "sns" if path[-1] in {"AlarmActions", "TopicArn"} else "sqs"
    elsewhere = "archive@elsewhere.example" if path[-1] == "Endpoint" else _ELSEWHERE.format(service=service)
    yield Mutant(TEMPLATE, (nodes.replaced(node, nodes.quoted(elsewhere)),), f"{told}: {elsewhere}")


def _regions() -> Iterator[tuple[str, int, int, str]]:
    """Where a region is named, and how another would be written there."""
    yield from ((TEMPLATE, *found.span(), "{}") for found in _DEPLOYED.finditer(content(TEMPLATE)))
    yield from ((_SAMCONFIG, *found.span(), "{}") for found in _REGION.finditer(content(_SAMCONFIG)))
    for file in CODE:
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Attribute) and ast.unparse(node) == "settings.current().region":
                yield file, start(file, node), end(file, node), '"{}"'
    for call in calls(PLACES, "Processor"):
        for node in ast.walk(call):
            if isinstance(node, ast.Constant) and node.value in _all_regions():
                yield PLACES, start(PLACES, node), end(PLACES, node), '"{}"'


def _undeclared_regions(place: str) -> list[str]:
    """Three of them, others at every place."""
    declared = {
        node.value for call in calls(PLACES, "Processor") for node in ast.walk(call) if isinstance(node, ast.Constant)
    }
    return Random(place).sample(sorted(_all_regions() - declared), 3)


@cache
def _all_regions() -> frozenset[str]:
    """Those of all partitions of AWS."""
    session = botocore.session.get_session()
    partitions = session.get_available_partitions()
    found = {region for each in partitions for region in session.get_available_regions("dynamodb", each)}
    return frozenset(region for region in found if not region.startswith("local"))
