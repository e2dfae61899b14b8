"""House rules of what CloudFormation gets on AWS, where no emulator forgives."""

import json

from tests.kit.expanded import PROD, deployed, on_aws, waits_for

NOTHING = {"Ref": "AWS::NoValue"}


def test_what_names_the_stage_is_made_after_it():
    """A stage's name is no reference to the stage: CloudFormation does not wait for what it cannot see."""
    naming = [
        name
        for name, resource in on_aws().items()
        if "/stages/live" in json.dumps(resource) or resource.get("Properties", {}).get("Stage") == "live"
    ]
    assert naming == ["FirewallAtTheGate", "DomainToApi"]
    assert [name for name in naming if "ApiliveStage" not in waits_for(name, on_aws())] == []


def test_a_first_deploy_that_failed_can_be_cleared_away_and_tried_again():
    """What refuses to be deleted, or is kept, is not in the way of the next try: it has no name that would be taken."""
    in_the_way = {"AWS::DynamoDB::Table": "TableName", "AWS::S3::Bucket": "BucketName", "AWS::IAM::Role": "RoleName"}
    for name, resource in on_aws().items():
        stays = resource.get("DeletionPolicy") == "Retain"
        refuses = {"ACTIVE", True} & {
            resource.get("Properties", {}).get(each) for each in ("DeletionProtection", "DeletionProtectionEnabled")
        }
        assert stays or not refuses, name
        assert not stays or in_the_way.get(resource["Type"], "") not in resource["Properties"], name


def test_every_stream_that_is_read_is_watched_for_falling_behind():
    """What nobody read for 24 hours is gone, and reaches no queue of dead letters."""
    watched = {
        dimension["Value"]["Ref"]
        for alarm in on_aws().values()
        if alarm["Type"] == "AWS::CloudWatch::Alarm" and alarm["Properties"].get("MetricName") == "IteratorAge"
        for dimension in alarm["Properties"]["Dimensions"]
    }
    reading = {
        mapping["Properties"]["FunctionName"]["Ref"]
        for mapping in on_aws().values()
        if mapping["Type"] == "AWS::Lambda::EventSourceMapping" and "StartingPosition" in mapping["Properties"]
    }
    assert reading == watched


def test_the_boundary_allows_every_action_that_a_door_may_take():
    """The emulator ignores boundaries: an action that one forgot would be denied on AWS alone."""
    resources = on_aws()
    bounded = [
        role["Properties"]
        for role in resources.values()
        if role["Type"] == "AWS::IAM::Role" and role["Properties"].get("PermissionsBoundary") == {"Ref": "DoorBoundary"}
    ]
    allowed = _actions(resources["DoorBoundary"]["Properties"]["PolicyDocument"])
    assert bounded
    for role in bounded:
        own = [policy["PolicyDocument"] for policy in role.get("Policies", [])]
        ours = [each["Ref"] for each in role.get("ManagedPolicyArns", []) if isinstance(each, dict) and "Ref" in each]
        for document in (*own, *(resources[name]["Properties"]["PolicyDocument"] for name in ours)):
            assert _actions(document) <= allowed


def _actions(document):
    named = [statement["Action"] for statement in document["Statement"]]
    return {action for each in named for action in (each if isinstance(each, list) else [each])}


def test_mail_of_the_sign_in_page_goes_through_ses_when_that_may_send():
    """Cognito's own ends at some dozens a day; SES takes none before the domain is verified."""
    assert "EmailConfiguration" not in {k for k, v in on_aws()["UserPool"]["Properties"].items() if v != NOTHING}
    later = deployed(PROD | {"SignUpMail": "ses"})["UserPool"]["Properties"]["EmailConfiguration"]
    assert later["EmailSendingAccount"] == "DEVELOPER"


def test_no_deploy_deletes_a_table_or_the_pool_that_was_in_use():
    kept = {
        name: (resource.get("DeletionPolicy"), resource.get("UpdateReplacePolicy"))
        for name, resource in on_aws().items()
        if resource["Type"] in {"AWS::DynamoDB::Table", "AWS::Cognito::UserPool"}
    }
    assert kept == dict.fromkeys(kept, ("RetainExceptOnCreate", "Retain")) | {"UserPool": ("Retain", "Retain")}
    assert on_aws()["UserPool"]["Properties"]["DeletionProtection"] == "ACTIVE"


def test_an_address_signs_in_however_its_letters_are_written():
    """A pool settles that when it is made; by default `Ada@` and `ada@` are two people."""
    assert on_aws()["UserPool"]["Properties"]["UsernameConfiguration"] == {"CaseSensitive": False}


def test_the_sign_in_page_is_one_that_asks_for_the_password_when_told_to():
    """The classic page ignores `prompt=login`; the managed one needs its tier, and a style a client."""
    clients = {name for name, each in on_aws().items() if each["Type"] == "AWS::Cognito::UserPoolClient"}
    styles = [each for each in on_aws().values() if each["Type"] == "AWS::Cognito::ManagedLoginBranding"]
    assert on_aws()["SignInPage"]["Properties"]["ManagedLoginVersion"] == 2
    assert on_aws()["UserPool"]["Properties"]["UserPoolTier"] == "ESSENTIALS"
    assert {each["Properties"]["ClientId"]["Ref"] for each in styles} == clients
