"""What a learner corrects of their account, which outlasts the provider's word until they reset it (art. 16 GDPR)."""

from copy import replace
from datetime import datetime

from inarax import problems
from inarax.stores.accounts import Account, Act, Correction, Field

KEPT = 20
"""How many of the latest corrections are shown: more than anybody makes who is correcting."""


def corrected(account: Account, name: str, at: datetime) -> Account:
    """The account under the name that the learner wrote."""
    return _noted(replace(account, name=name), Field.NAME, Act.CORRECTED, at)


def reset(account: Account, field: Field, at: datetime) -> Account:
    """The account whose field the provider's word replaces again; NotFound where it is not the learner's own."""
    if not account.has_own(field):
        raise problems.NotFound
    return _noted(account, field, Act.RESET, at)


def _noted(account: Account, field: Field, act: Act, at: datetime) -> Account:
    return replace(account, corrections=(*account.corrections, Correction(field, act, at))[-KEPT:])
