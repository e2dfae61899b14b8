"""The words in which stored data is declared: category, purpose, legal basis, retention, erasure, recipients, role.

Every store states its terms and every attribute its category; without them the class statement raises (see
`inarax.stores.base`). The vocabulary is section 2 to 7 of the privacy policy.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Category(StrEnum):
    """What kind of data an attribute holds, in the words of section 2 of the policy."""

    IDENTITY = "account and identity"
    LEARNING = "learning and assessment"
    PREFERENCE = "preference and settings"
    TECHNICAL = "usage, log and technical"
    COOKIE = "cookies and similar technologies"
    KEY = "internal identifier"
    """The random learner id and what is keyed by it: no meaning outside our tables."""
    NONE = "not personal"


class Basis(StrEnum):
    """Article 6(1) GDPR."""

    CONTRACT = "contract"
    LEGITIMATE_INTERESTS = "legitimate interests"
    CONSENT = "consent"
    LEGAL_OBLIGATION = "legal obligation"


class Purpose(StrEnum):
    """Why data is processed: one purpose a room."""

    IDENTITY = "identity"
    LEARNING = "learning"
    ASSESSMENT = "assessment"
    PERSONALIZATION = "personalization"
    SECURITY = "security"

    @property
    def basis(self) -> Basis:
        """The legal basis on which this purpose rests."""
        return _BASES[self]


_BASES = {
    Purpose.IDENTITY: Basis.CONTRACT,
    Purpose.LEARNING: Basis.CONTRACT,
    Purpose.ASSESSMENT: Basis.CONTRACT,
    Purpose.PERSONALIZATION: Basis.CONTRACT,
    Purpose.SECURITY: Basis.LEGITIMATE_INTERESTS,
}


class Erasure(StrEnum):
    """What an erasure (art. 17 GDPR) does to the items of a store."""

    DELETE = "delete"
    ANONYMIZE = "anonymize"
    KEEP = "keep"


class Capacity(StrEnum):
    """Who answers for the data (art. 4(7) and (8) GDPR)."""

    CONTROLLER = "controller"
    PROCESSOR = "processor for the organization"


class Retention(NamedTuple):
    """How long, and from when: an ISO 8601 duration that starts at an event."""

    duration: str
    starts: str


WHILE_ACCOUNT = Retention("P0D", "account closed")


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms on which a store holds what it holds."""

    purposes: frozenset[Purpose]
    retention: Retention
    erasure: Erasure = Erasure.DELETE
    keep_reason: str = ""
    capacity: Capacity = Capacity.CONTROLLER
    organization_admin_sees: bool = False

    def __post_init__(self) -> None:
        if not self.purposes:
            raise ValueError("a store without a purpose may not exist (art. 5(1)(b) GDPR)")
        if (self.erasure is Erasure.KEEP) != bool(self.keep_reason):
            raise ValueError("what erasure keeps needs its reason, and nothing else does")


def held_for(*purposes: Purpose, retention: Retention = WHILE_ACCOUNT) -> Terms:
    """The common terms: deleted on erasure, inaraX is the controller, the organization's admin does not see it."""
    return Terms(frozenset(purposes), retention)
