"""What a fresh stack is filled with."""

import hashlib
import json

import pytest
from local import load
from local.client import Client
from local.people import PEOPLE, Person
from local.running import Running

from inarax import ledger


def test_loading_again_changes_nothing(stack: Running) -> None:
    parameter = f"/{stack.stack.name}/role-grants"
    before = stack.client("ssm").get_parameter(Name=parameter)["Parameter"]["Value"]
    load.load(stack.stack, stack.outputs)
    assert stack.client("ssm").get_parameter(Name=parameter)["Parameter"]["Value"] == before


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.email)
def test_a_demo_account_is_confirmed_and_its_address_verified(stack: Running, person: Person) -> None:
    user = stack.client("cognito-idp").admin_get_user(UserPoolId=stack.outputs["UserPoolId"], Username=person.email)
    attributes = {one["Name"]: one["Value"] for one in user["UserAttributes"]}
    assert user["UserStatus"] == "CONFIRMED"
    assert attributes["email_verified"] == "true"
    assert attributes["name"] == person.name


def test_roles_are_granted_by_issuer_and_subject(stack: Running) -> None:
    grants = json.loads(
        stack.client("ssm").get_parameter(Name=f"/{stack.stack.name}/role-grants")["Parameter"]["Value"]
    )
    issuer = f"https://cognito-idp.eu-west-1.amazonaws.com/{stack.outputs['UserPoolId']}|"
    assert all(key.startswith(issuer) for key in grants)
    assert sorted(role for grant in grants.values() for role in grant["roles"]) == sorted(
        role for person in PEOPLE for role in person.roles
    )


def test_the_sample_course_is_published_with_its_keys_apart(stack: Running) -> None:
    s3 = stack.client("s3")
    courses = {one["Key"] for one in s3.list_objects_v2(Bucket=stack.outputs["CoursesBucket"])["Contents"]}
    keys = {one["Key"] for one in s3.list_objects_v2(Bucket=stack.outputs["AnswerKeysBucket"])["Contents"]}
    assert {key.rsplit("/", 1)[1] for key in keys} == {"keys.json"}
    assert not any("keys.json" in key for key in courses)
    assert any(key.endswith("/outline.json") for key in courses)


def test_the_report_of_the_proof_is_signed_with_the_stacks_own_key(stack: Running) -> None:
    anybody = Client(stack.stack.origin)
    report = anybody.get("/privacy/proof/report")
    signature = anybody.get("/privacy/proof/signature").json
    assert json.loads(signature["statement"])["sha256"] == hashlib.sha256(report.body).hexdigest()
    assert signature["key"]["kid"] == stack.outputs["ProofKeyId"]
    assert ledger.verifies(signature["statement"].encode(), ledger.decoded(signature["signature"]), signature["key"])
