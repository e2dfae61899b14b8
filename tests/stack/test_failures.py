"""What a person is told of a deploy that fails, and that the next one starts from nothing."""

import json
from copy import replace

import pytest
from local import aws, deploy
from local.running import Running

BROKEN = json.dumps(
    {"Resources": {"Key": {"Type": "AWS::KMS::Key", "Properties": {"KeySpec": "NONE_1", "KeyPolicy": {}}}}}
)


def test_a_failed_first_deploy_is_told_by_its_resource_and_then_removed(stack: Running) -> None:
    other = replace(stack.stack, name="broken")
    cloudformation = stack.client("cloudformation")
    cloudformation.create_stack(StackName=other.name, TemplateBody=BROKEN)
    with pytest.raises(Exception, match=r"Waiter"):
        cloudformation.get_waiter("stack_create_complete").wait(StackName=other.name, WaiterConfig={"Delay": 1})
    assert aws.failure(other).startswith("Key: ")
    assert "NONE_1" in aws.failure(other)
    deploy.remove_stillborn(other)
    assert aws.status(other) in ("", "DELETE_COMPLETE")


def test_a_stack_that_was_deployed_has_no_failure_to_tell_and_is_not_removed(stack: Running) -> None:
    deploy.remove_stillborn(stack.stack)
    assert aws.failure(stack.stack) == ""
    assert aws.status(stack.stack).endswith("_COMPLETE")
