"""The stack's own user pool, as far as we change it: forgetting somebody who may not have an account, or never came."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from identity import configuration
from inarax import aws


class SignUp(NamedTuple):
    """A user of the pool: the subject of the identity, the name by which the pool deletes, and since when."""

    subject: str
    username: str
    made_at: datetime


def sign_ups(prefix: str) -> Iterator[SignUp]:
    """The users whose subject begins so; none where the provider is another's."""
    pool = configuration.user_pool()
    if pool is None:
        return
    paged = aws.client("cognito-idp").get_paginator("list_users")
    for page in paged.paginate(UserPoolId=pool, AttributesToGet=["sub"], Filter=f'sub ^= "{prefix}"'):
        for user in page["Users"]:
            (subject,) = (each["Value"] for each in user["Attributes"])
            yield SignUp(subject, user["Username"], user["UserCreateDate"])


def forget(username: str) -> None:
    """Delete a user of the pool to whom no account was given; another provider's users are its own matter."""
    pool = configuration.user_pool()
    if pool is None:
        return
    cognito = aws.client("cognito-idp")
    try:
        cognito.admin_delete_user(UserPoolId=pool, Username=username)
    except cognito.exceptions.UserNotFoundException:
        return  # somebody was faster, and it is gone
