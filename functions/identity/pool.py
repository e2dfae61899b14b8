"""The stack's own user pool, as far as we change it: forgetting somebody who may not have an account."""

from identity import configuration
from identity.id_token import Identity
from inarax import aws


def forget(identity: Identity) -> None:
    """Delete the pool's user of an identity that was given no account; another provider's users are its own matter."""
    pool = configuration.user_pool()
    if pool is None:
        return
    cognito = aws.client("cognito-idp")
    try:
        cognito.admin_delete_user(UserPoolId=pool, Username=identity.username)
    except cognito.exceptions.UserNotFoundException:
        return  # somebody was faster, and it is gone
