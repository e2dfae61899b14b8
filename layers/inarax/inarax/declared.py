"""The words in which stored data is declared: category, purpose, legal basis, retention, erasure, recipients, role.

Every store states its terms and every attribute its category, and its own terms where they differ; without them the
class statement raises (see `inarax.stores.base`). The vocabulary is that of sections 2 to 7 of the privacy policy.
"""

from datetime import timedelta
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
    """Why data is processed. Each room serves one, or a few that differ in legal basis (see `ROOMS`)."""

    IDENTITY = "identity"
    LEARNING = "learning"
    ASSESSMENT = "assessment"
    PERSONALIZATION = "personalization"
    SIGNALS = "signals"
    PRIVACY = "privacy"
    NOTICES = "notices"
    NEWS = "news"
    REMINDERS = "reminders"
    USAGE = "usage"
    RIGHTS = "rights"
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
    Purpose.SIGNALS: Basis.LEGITIMATE_INTERESTS,
    Purpose.PRIVACY: Basis.LEGAL_OBLIGATION,
    Purpose.NOTICES: Basis.LEGAL_OBLIGATION,
    Purpose.NEWS: Basis.CONSENT,
    Purpose.REMINDERS: Basis.CONSENT,
    Purpose.USAGE: Basis.CONSENT,
    Purpose.RIGHTS: Basis.LEGAL_OBLIGATION,
    Purpose.SECURITY: Basis.LEGITIMATE_INTERESTS,
}

ROOMS: dict[str, frozenset[Purpose]] = {
    "identity": frozenset({Purpose.IDENTITY}),
    "learning": frozenset({Purpose.LEARNING}),
    "assessment": frozenset({Purpose.ASSESSMENT}),
    "personalization": frozenset({Purpose.PERSONALIZATION, Purpose.SIGNALS, Purpose.REMINDERS}),
    "privacy": frozenset({Purpose.PRIVACY, Purpose.USAGE}),
    "notices": frozenset({Purpose.NOTICES, Purpose.NEWS}),
    "rights": frozenset({Purpose.RIGHTS}),
    "security": frozenset({Purpose.SECURITY}),
    "web": frozenset(),
}
"""The purposes that the doors of a room serve. Every door that knows its caller serves security besides: whether the
session is live, whether the account may write, and how often it has asked."""


class Erasure(StrEnum):
    """What an erasure (art. 17 GDPR) does to the items of a store."""

    DELETE = "delete"
    ANONYMIZE = "anonymize"
    KEEP = "keep"


class Capacity(StrEnum):
    """Who answers for the data (art. 4(7) and (8) GDPR)."""

    CONTROLLER = "controller"
    PROCESSOR = "processor for the organization"


class Start(StrEnum):
    """The event from which a retention runs."""

    ACCOUNT_CLOSED = "account closed"
    SIGNED_IN = "signed in"
    SIGN_IN_BEGUN = "sign-in begun"
    REQUESTED = "requested"
    COUNTED = "counted"
    RECORDED = "recorded"
    CONSENT_ENDED = "consent ended"
    ANSWERED = "request answered"
    COPIED = "copy ready"


class Retention(NamedTuple):
    """How long, and from when."""

    time: timedelta
    starts: Start

    @property
    def duration(self) -> str:
        """As ISO 8601: whole days as P90D, else hours or minutes as PT10M."""
        seconds = int(self.time.total_seconds())
        for unit, letters in ((86_400, ("P", "D")), (3_600, ("PT", "H")), (60, ("PT", "M"))):
            if seconds % unit == 0:
                return f"{letters[0]}{seconds // unit}{letters[1]}"
        return f"PT{seconds}S"


def in_words(time: timedelta) -> str:
    """A time as a reader says it, in the largest unit that divides it: `90 days`, `1 hour`."""
    seconds = int(time.total_seconds())
    size, unit = next((size, unit) for size, unit in _UNITS if seconds % size == 0)
    return f"{seconds // size} {unit}{'' if seconds == size else 's'}"


_UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))

WHILE_ACCOUNT = Retention(timedelta(0), Start.ACCOUNT_CLOSED)


class Source(StrEnum):
    """Where data comes from (art. 15(1)(g) GDPR), in words for the learner."""

    LEARNER = "you, and the device you use"
    PROVIDER = "your authentication provider"
    DERIVED = "derived by us from what you do"
    OURSELVES = "us"


class Terms(NamedTuple):
    """The terms on which something is held; `held_for` and `kept_for` make them."""

    purposes: frozenset[Purpose]
    retention: Retention
    erasure: Erasure
    keep_reason: str
    capacity: Capacity
    organization_admin_sees: bool
    source: Source


def held_for(
    *purposes: Purpose,
    retention: Retention = WHILE_ACCOUNT,
    erasure: Erasure = Erasure.DELETE,
    capacity: Capacity = Capacity.CONTROLLER,
    organization_admin_sees: bool = False,
    source: Source = Source.LEARNER,
) -> Terms:
    """Terms of what erasure deletes or anonymizes."""
    if not purposes:
        raise ValueError("nothing may be held without a purpose (art. 5(1)(b) GDPR)")
    if erasure is Erasure.KEEP:
        raise ValueError("what erasure keeps needs its reason: use kept_for")
    return Terms(frozenset(purposes), retention, erasure, "", capacity, organization_admin_sees, source)


def kept_for(*purposes: Purpose, reason: str, retention: Retention, source: Source = Source.LEARNER) -> Terms:
    """Terms of what outlives an erasure, with the reason that the law allows (art. 17(3) GDPR)."""
    if not reason or retention == WHILE_ACCOUNT:
        raise ValueError("what erasure keeps needs a reason, and an end")
    return held_for(*purposes, retention=retention, source=source)._replace(erasure=Erasure.KEEP, keep_reason=reason)
