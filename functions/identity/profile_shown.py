"""The account as its owner sees it."""

from datetime import datetime

from pydantic import BaseModel

from inarax.access import Caller
from inarax.roles import Role
from inarax.stores.accounts import Account, Act, Field


class CorrectionShown(BaseModel):
    """That a field was corrected, or reset to what the provider says, and when."""

    field: Field
    act: Act
    at: datetime


class Profile(BaseModel):
    """The caller's account. `email` is null unless the provider verified it; `provider` is its issuer.

    `corrected` are the fields that say what the caller wrote; `corrections` are the latest, the newest first.
    """

    learner_id: str
    name: str
    email: str | None
    image: str | None
    roles: list[Role]
    organization: str | None
    provider: str
    created_at: datetime
    corrected: list[Field]
    corrections: list[CorrectionShown]


def shown(account: Account, caller: Caller) -> Profile:
    """The account, with what the standing says of its owner."""
    return Profile(
        learner_id=account.learner_id,
        name=account.name,
        email=account.email if account.email_verified else None,
        image="/me/profile/image" if account.image else None,
        roles=sorted(caller.roles),
        organization=caller.organization,
        provider=account.issuer,
        created_at=account.created_at,
        corrected=[field for field in Field if account.has_own(field)],
        corrections=[CorrectionShown(field=f, act=act, at=at) for f, act, at in reversed(account.corrections)],
    )
