"""Protect the tables of a deployed stack against deletion, once there is something in them to protect.

The template does not: CloudFormation could then clear nothing away of a first deploy that failed.
"""

from typing import Any

import boto3


def tables(stack: str, region: str) -> list[str]:
    """Protect every table of the stack that is not protected yet; their names."""
    dynamodb = boto3.client("dynamodb", region_name=region)
    found = [name for name in _tables(stack, region) if not _protected(dynamodb, name)]
    for name in found:
        dynamodb.update_table(TableName=name, DeletionProtectionEnabled=True)
    return found


def _tables(stack: str, region: str) -> list[str]:
    cloudformation = boto3.client("cloudformation", region_name=region)
    return [
        one["PhysicalResourceId"]
        for page in cloudformation.get_paginator("list_stack_resources").paginate(StackName=stack)
        for one in page["StackResourceSummaries"]
        if one["ResourceType"] == "AWS::DynamoDB::Table"
    ]


def _protected(dynamodb: Any, name: str) -> bool:
    return bool(dynamodb.describe_table(TableName=name)["Table"].get("DeletionProtectionEnabled"))
