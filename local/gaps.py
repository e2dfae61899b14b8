"""What MiniStack's CloudFormation takes and ignores, done through the API after a deploy (docs/emulator-gaps.md)."""

from pathlib import Path
from typing import cast

import yaml

from local import aws
from local.settings import LocalError, Stack

type Properties = dict[str, object]


class _Template(yaml.CSafeLoader):
    """Reads CloudFormation's YAML: a short form such as !Ref x becomes {"!Ref": x}."""


def _short_form(loader: yaml.CSafeLoader, suffix: str, node: yaml.Node) -> dict[str, object]:
    match node:
        case yaml.ScalarNode():
            return {f"!{suffix}": loader.construct_scalar(node)}
        case yaml.SequenceNode():
            return {f"!{suffix}": loader.construct_sequence(node, deep=True)}
        case yaml.MappingNode():
            return {f"!{suffix}": loader.construct_mapping(node, deep=True)}
    raise TypeError(f"{node!r} is no node of YAML")


_Template.add_multi_constructor("!", _short_form)


def read(template: Path) -> dict[str, dict[str, Properties]]:
    """The template as plain values."""
    try:
        loaded = yaml.load(template.read_text(), _Template)
    except yaml.YAMLError as error:
        raise LocalError(f"{template.name} is not YAML: {' '.join(str(error).split())}") from None
    return cast("dict[str, dict[str, Properties]]", loaded)


def declared_parameters(template: Path) -> set[str]:
    """The names of the parameters that the template takes."""
    return set(read(template).get("Parameters", {}))


def tables(template: Path) -> dict[str, Properties]:
    """The properties of every DynamoDB table, by logical id."""
    resources = read(template)["Resources"]
    return {
        name: cast("Properties", resource.get("Properties", {}))
        for name, resource in resources.items()
        if resource["Type"] == "AWS::DynamoDB::Table"
    }


def close(stack: Stack, template: Path) -> None:
    """Set time to live and point-in-time recovery of every table as the template declares them."""
    dynamodb, names = aws.client(stack, "dynamodb"), aws.resources(stack)
    for logical_id, properties in tables(template).items():
        if logical_id not in names:  # left out by a Condition
            continue
        table = names[logical_id]
        if "TimeToLiveSpecification" in properties:
            now = dynamodb.describe_time_to_live(TableName=table)["TimeToLiveDescription"]
            if now["TimeToLiveStatus"] not in ("ENABLED", "ENABLING"):
                dynamodb.update_time_to_live(
                    TableName=table, TimeToLiveSpecification=properties["TimeToLiveSpecification"]
                )
        if "PointInTimeRecoverySpecification" in properties:
            dynamodb.update_continuous_backups(
                TableName=table, PointInTimeRecoverySpecification=properties["PointInTimeRecoverySpecification"]
            )
