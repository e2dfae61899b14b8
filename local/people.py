"""Who can sign in to a local stack."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """A demo account of the local user pool, and its grants. The password opens nothing but this machine's stack."""

    email: str
    name: str
    password: str
    roles: tuple[str, ...] = ()
    organization: str | None = None


OLD_ENOUGH = {"birth_year": 1990, "birth_month": 5, "country": "DE"}
"""The answer to the age question of everybody here."""

PEOPLE = (
    Person("ada@example.com", "Ada Learner", "Learn-4-Life", organization="example-org"),
    Person("olivia@example.com", "Olivia Organizer", "Organize-4-Life", ("organization-admin",), "example-org"),
    Person("priya@example.com", "Priya Privacy", "Protect-4-Life", ("privacy-admin",)),
    Person("pavel@example.com", "Pavel Privacy", "Approve-4-Life", ("privacy-admin",)),
    Person("otto@example.com", "Otto Operator", "Operate-4-Life", ("operator",)),
)
