"""What a sign-in makes of an account and a standing: new ones the first time, refreshed ones later."""

from copy import replace
from datetime import datetime

from identity.grants import Grant
from identity.id_token import Identity
from inarax.roles import Role
from inarax.stores.accounts import Account, Field
from inarax.stores.standings import Standing, State


def first(
    identity: Identity, address_key: str | None, grant: Grant, learner_id: str, at: datetime
) -> tuple[Account, Standing]:
    """The account and standing of somebody new: a learner, and what configuration grants."""
    account = Account(
        learner_id=learner_id,
        issuer=identity.issuer,
        subject=identity.subject,
        name=identity.name,
        email=identity.email,
        email_verified=identity.email_verified,
        created_at=at,
        address_key=address_key,
    )
    return account, granted(plain(learner_id, at), grant)


def plain(learner_id: str, at: datetime) -> Standing:
    """The standing of a new account to which nothing is granted."""
    return Standing(learner_id, State.ACTIVE, frozenset({Role.LEARNER}), None, since=at)


def refreshed(account: Account, identity: Identity, address_key: str | None) -> Account:
    """The account as the provider describes it now, but for a name that the learner corrected (art. 16 GDPR)."""
    return replace(
        account,
        name=account.name if account.has_own(Field.NAME) or not identity.name else identity.name,
        email=identity.email,
        email_verified=identity.email_verified,
        address_key=address_key,
    )


def granted(standing: Standing, grant: Grant) -> Standing:
    """The standing with all that configuration grants; what an admin granted beside it stays."""
    return replace(
        standing, roles=standing.roles | grant.roles, organization=grant.organization or standing.organization
    )
