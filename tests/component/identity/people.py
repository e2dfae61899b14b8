"""People with an account, and recorded events as they would send them."""

from typing import Any

from inarax.roles import Role
from inarax.stores import accounts
from inarax.stores.accounts import Account
from inarax.stores.base import transact
from tests.kit import oidc
from tests.kit.events import NOW, recorded
from tests.kit.learners import Person, signed_in


def with_account(*roles: Role, **more: Any) -> tuple[Person, Account]:
    """Somebody signed in, and their account; `more` changes its fields."""
    person = signed_in(*roles)
    fields = {"name": "Ada", "email": "ada@example.com", "email_verified": True, "created_at": NOW} | more
    account = Account(person.learner_id, oidc.ISSUER, "ada", **fields)
    transact(accounts.create(account))
    return person, account


def sends(person: Person, door: str, name: str | None = None, **headers: str) -> dict[str, Any]:
    """A recorded event, sent by that person's browser."""
    event = recorded(f"identity/{door}", name)
    event["headers"] |= {"Cookie": f"__Host-session={person.token}", **headers}
    return event
