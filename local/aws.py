"""AWS clients of the local stack, and what CloudFormation says of it."""

from typing import Any

import boto3

from local.settings import ROOT_KEYS, Stack


def client(stack: Stack, service: str) -> Any:
    """A boto3 client with the stack's root keys, which no policy limits. (Made at run time, so without a type.)"""
    return boto3.client(
        service,
        endpoint_url=stack.endpoint,
        region_name=stack.region,
        aws_access_key_id=ROOT_KEYS["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=ROOT_KEYS["AWS_SECRET_ACCESS_KEY"],
    )


def _described(stack: Stack) -> Any:
    pages = client(stack, "cloudformation").get_paginator("describe_stacks").paginate()
    return next((one for page in pages for one in page["Stacks"] if one["StackName"] == stack.name), {})


def outputs(stack: Stack) -> dict[str, str]:
    """The stack's outputs, or nothing if it was never deployed."""
    return {output["OutputKey"]: output["OutputValue"] for output in _described(stack).get("Outputs", [])}


def status(stack: Stack) -> str:
    """The stack's status, as CREATE_COMPLETE; empty if there is none."""
    return str(_described(stack).get("StackStatus", ""))


def resources(stack: Stack) -> dict[str, str]:
    """Physical id by logical id."""
    pages = client(stack, "cloudformation").get_paginator("list_stack_resources").paginate(StackName=stack.name)
    return {
        one["LogicalResourceId"]: one["PhysicalResourceId"] for page in pages for one in page["StackResourceSummaries"]
    }


def stage(stack: Stack, api: str) -> str:
    """The name of the API's one stage."""
    name: str = client(stack, "apigateway").get_stages(restApiId=api)["item"][0]["stageName"]
    return name


def failure(stack: Stack) -> str:
    """Why the last operation on the stack failed: its first failed resource and that one's reason."""
    if "ROLLBACK" not in status(stack) and "FAILED" not in status(stack):
        return ""
    failed = ""
    for event in client(stack, "cloudformation").describe_stack_events(StackName=stack.name)["StackEvents"]:
        named = event["LogicalResourceId"]
        if named == stack.name and event["ResourceStatus"] in ("CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS"):
            break  # events come newest first: here the operation began
        if event["ResourceStatus"].endswith("_FAILED") and event.get("ResourceStatusReason"):
            failed = f"{named}: {event['ResourceStatusReason']}"
    return failed


def note(stack: Stack, name: str) -> str:
    """What was noted under that name in the stack's own account, else nothing."""
    ssm = client(stack, "ssm")
    try:
        return str(ssm.get_parameter(Name=f"/local/{stack.name}/{name}")["Parameter"]["Value"])
    except ssm.exceptions.ParameterNotFound:
        return ""


def put_note(stack: Stack, name: str, value: str) -> None:
    """Note a value in the stack's own account."""
    client(stack, "ssm").put_parameter(Name=f"/local/{stack.name}/{name}", Value=value, Type="String", Overwrite=True)
