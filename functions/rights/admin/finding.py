"""Who has an account with a mail address: told to a privacy admin so many times a day, and noted with whom it shows."""

from collections.abc import Sequence
from datetime import datetime

from inarax import accesses, identifying, problems
from inarax.accesses import Access
from inarax.declared import Purpose
from inarax.roles import Role
from inarax.stores import accounts, quotas
from inarax.stores.accounts import Addressed
from inarax.stores.base import transact

DAILY = 50
"""Addresses that one admin looks up a day, found or not: the answer says who learns here, and nobody may try many."""


def by_address(address: str, admin: str, at: datetime) -> Sequence[Addressed]:
    """All that can be told of it: not who is being erased, of whom an index or a hold may still keep the address."""
    transact(quotas.spend(admin, "lookups", daily=DAILY, at=at))
    found = accounts.with_address(identifying.address_key(address))
    return [each for each in found if _told(each.learner_id, admin, at)]


def _told(learner_id: str, admin: str, at: datetime) -> bool:
    try:
        accesses.record(Access(admin, Role.PRIVACY_ADMIN, Purpose.RIGHTS, ("accounts",), at), [learner_id])
    except problems.AccountClosed:
        return False
    return True
