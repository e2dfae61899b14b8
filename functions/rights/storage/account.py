"""A learner's account, as far as issuer and subject lead on: pool user, identity, granted roles."""

import json
import os
from contextlib import suppress
from typing import Any

from inarax import aws, identifying, problems, settings
from inarax.stores import accounts, identities
from inarax.stores.accounts import Account
from inarax.stores.base import read, transact


def of(learner_id: str) -> Account | None:
    """The account; None where it is erased."""
    return read(accounts.of(learner_id))[0]


def granted(account: Account) -> tuple[str, Any] | None:
    """Under which name configuration grants roles to this issuer and subject, and what it grants, if it does."""
    name = f"/{settings.current().stack}/role-grants"
    everybody = json.loads(aws.client("ssm").get_parameter(Name=name)["Parameter"]["Value"])
    own = f"{account.issuer}|{account.subject}"
    return (own, everybody[own]) if own in everybody else None


def user_attributes(account: Account) -> dict[str, str]:
    """What the pool holds of its user, by attribute; empty where there is none, or the provider is another's."""
    user = _user(account)
    found = _found(user) if user else None
    return {each["Name"]: each["Value"] for each in found["UserAttributes"]} if found else {}


def shut(account: Account) -> None:
    """The pool's user can sign in no more, and its tokens refresh nothing."""
    user = _user(account)
    if user is None or not _exists(user):
        return
    cognito = aws.client("cognito-idp")
    cognito.admin_disable_user(**user)
    cognito.admin_user_global_sign_out(**user)


def delete_user(account: Account) -> None:
    """Delete the pool's user, if it is there."""
    user = _user(account)
    if user and _exists(user):
        aws.client("cognito-idp").admin_delete_user(**user)


def user_is_gone(account: Account) -> bool:
    """Read back: the pool has no such user, or the account is another provider's."""
    user = _user(account)
    return user is None or not _exists(user)


def forget_identity(account: Account) -> None:
    """Issuer and subject lead to nobody any more; what has become another account's meanwhile stays."""
    with suppress(problems.Conflict):
        transact(identities.forget(_identity(account), account.learner_id))


def identity_is_gone(account: Account) -> bool:
    """Read back, strongly: the identity is nobody's, or another account's."""
    (owner,) = read(identities.learner_of(_identity(account)))
    return owner != account.learner_id


def _identity(account: Account) -> str:
    return identifying.identity_key(account.issuer, account.subject)


def _user(account: Account) -> dict[str, str] | None:
    """The pool's user, if the stack's own pool is the account's provider; another provider's account is not ours."""
    pool = os.environ.get("USER_POOL_ID")
    if not pool or not account.issuer.endswith(f"/{pool}"):
        return None
    return {"UserPoolId": pool, "Username": account.subject}


def _exists(user: dict[str, str]) -> bool:
    return _found(user) is not None


def _found(user: dict[str, str]) -> dict[str, Any] | None:
    cognito: Any = aws.client("cognito-idp")
    try:
        found: dict[str, Any] = cognito.admin_get_user(**user)
    except cognito.exceptions.UserNotFoundException:
        return None
    return found
