"""Roles granted by configuration: an operator writes them down by issuer and subject, never by address.

The parameter holds {"<issuer>|<subject>": {"roles": [...], "organization": "..." or null}}.
"""

import json
from typing import NamedTuple

from inarax import aws, settings
from inarax.roles import Role


class Grant(NamedTuple):
    """What configuration gives one identity."""

    roles: frozenset[Role] = frozenset()
    organization: str | None = None


def parse(text: str, issuer: str, subject: str) -> Grant:
    """The grant of one identity; ValueError where the configuration names a role that does not exist."""
    entry = json.loads(text).get(f"{issuer}|{subject}")
    if entry is None:
        return Grant()
    return Grant(frozenset(Role(role) for role in entry.get("roles", ())), entry.get("organization"))


def of(issuer: str, subject: str) -> Grant:
    """The grant of one identity as configured now: read at every sign-in."""
    name = f"/{settings.current().stack}/role-grants"
    return parse(aws.client("ssm").get_parameter(Name=name)["Parameter"]["Value"], issuer, subject)
