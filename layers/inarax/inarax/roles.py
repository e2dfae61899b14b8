"""Roles: what a person may do beyond their own record. Granted by configuration or an admin, never by a client."""

from enum import StrEnum


class Role(StrEnum):
    """The account's roles; everybody is a learner."""

    LEARNER = "learner"
    ORGANIZATION_ADMIN = "organization-admin"
    PRIVACY_ADMIN = "privacy-admin"
    OPERATOR = "operator"
