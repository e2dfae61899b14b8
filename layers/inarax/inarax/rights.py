"""The rights that a request can be of, and by whose law."""

from enum import StrEnum


class Right(StrEnum):
    """Which right."""

    ACCESS = "access"
    """Arts. 15 and 20 GDPR; § 1798.110 of the California Civil Code."""
    ERASURE = "erasure"
    """Art. 17 GDPR; § 1798.105 of the California Civil Code."""
    RESTRICTION = "restriction"
    """Art. 18 GDPR."""


class Jurisdiction(StrEnum):
    """Whose law somebody asks by, and whose clock runs."""

    GDPR = "GDPR"
    CCPA = "CCPA"
