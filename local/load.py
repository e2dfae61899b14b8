"""What a fresh stack is filled with: the sample course, and accounts to sign in with."""

import json
from http import HTTPStatus

from local import aws
from local.client import Client
from local.people import OLD_ENOUGH, PEOPLE, Person
from local.settings import LocalError, Stack
from local.shelf import publish_to

ACCOUNT = "000000000000"  # MiniStack's only one


def load(stack: Stack, outputs: dict[str, str]) -> None:
    """Fill the stack; what is there already is left as it is."""
    publish_courses(stack)
    pool = outputs["UserPoolId"]
    subjects = {person.email: sign_up(stack, pool, person) for person in PEOPLE}
    grant(stack, f"https://cognito-idp.{stack.region}.amazonaws.com/{pool}", subjects)


def open_accounts(stack: Stack) -> None:
    """Sign everybody in once, as they would themselves, so that they have accounts and may sign in at will.

    Without its account, a pool user who signs in before answering the age question is refused and deleted.
    """
    pool = aws.outputs(stack)["UserPoolId"]
    if aws.note(stack, "accounts-opened") == pool:
        return
    for person in PEOPLE:
        browser = Client(stack.origin)
        browser.post("/age-gate", OLD_ENOUGH)
        browser.sign_in(person.email, person.password)
        signed_out = browser.delete("/me/sessions/current")
        if signed_out.status != HTTPStatus.NO_CONTENT:
            raise LocalError(f"{person.email} could not sign in (see the logs in {stack.folder})")
    aws.put_note(stack, "accounts-opened", pool)


def publish_courses(stack: Stack) -> None:
    """Publish what is in courses/, in a process whose environment is this stack's."""
    told = publish_to(stack.name, stack.region, ACCOUNT, stack.aws)
    log = stack.folder / "publish.log"
    log.write_text(told.stdout + told.stderr)
    if told.returncode:
        last = (told.stdout + told.stderr).strip().rsplit("\n", 1)[-1]
        raise LocalError(f"the courses could not be published: {last} (all of it: {log})")


def sign_up(stack: Stack, pool: str, person: Person) -> str:
    """Make the account unless the pool has it, with a verified address and a lasting password; return its subject."""
    cognito = aws.client(stack, "cognito-idp")
    try:
        user = cognito.admin_get_user(UserPoolId=pool, Username=person.email)
    except cognito.exceptions.UserNotFoundException:
        attributes = {"email": person.email, "email_verified": "true", "name": person.name}
        cognito.admin_create_user(
            UserPoolId=pool,
            Username=person.email,
            MessageAction="SUPPRESS",
            UserAttributes=[{"Name": name, "Value": value} for name, value in attributes.items()],
        )
        cognito.admin_set_user_password(
            UserPoolId=pool, Username=person.email, Password=person.password, Permanent=True
        )
        user = cognito.admin_get_user(UserPoolId=pool, Username=person.email)
    return str(next(one["Value"] for one in user["UserAttributes"] if one["Name"] == "sub"))


def grant(stack: Stack, issuer: str, subjects: dict[str, str]) -> None:
    """Write down who has which role, as an operator does in a real account: by issuer and subject, never by address."""
    grants = {
        f"{issuer}|{subjects[person.email]}": {"roles": list(person.roles), "organization": person.organization}
        for person in PEOPLE
        if person.roles or person.organization
    }
    aws.client(stack, "ssm").put_parameter(
        Name=f"/{stack.name}/role-grants", Value=json.dumps(grants), Type="String", Overwrite=True
    )
