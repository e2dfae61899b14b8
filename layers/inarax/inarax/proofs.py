"""How it was proven who asks, where it was not by their own sign-in, and why there may be doubt."""

from enum import StrEnum
from typing import NamedTuple


class Proof(StrEnum):
    """What a privacy admin examined. Which kind it was is kept, and nothing of what was shown or said."""

    CALL = "signed-in-call"
    """A call in which they showed that they were signed in to the account."""
    FACTS = "account-facts"
    """They knew what only the account's owner knows: courses, answers, when they learned."""
    MAILBOX = "account-mailbox"
    """They answered from the account's own address."""
    NOTARIZED = "notarized-letter"
    """A notary or an authority has certified who signed their letter."""


class Channel(StrEnum):
    """By which way somebody came."""

    LETTER = "letter"
    EMAIL = "email"
    PHONE = "phone"
    CALL = "video-call"
    PERSON = "in-person"


class Doubt(StrEnum):
    """Why there is reasonable doubt that the learner asked (art. 12(6) GDPR)."""

    SIGN_IN = "unusual-sign-in"
    REPORTED = "account-reported"
    SENDER = "unknown-sender"
    FACTS = "contradicting-facts"

    @property
    def words(self) -> str:
        """As the learner is told it."""
        return _WORDS[self]


_WORDS = {
    Doubt.SIGN_IN: "It was asked for by a sign-in that is unlike yours.",
    Doubt.REPORTED: "We were told that your account is not in your hands alone.",
    Doubt.SENDER: "It came from an address or a number that is not your account's.",
    Doubt.FACTS: "What we were told does not agree with your account.",
}


class Proven(NamedTuple):
    """That a request is the learner's: what was examined, by which way they came, and who of us examined it."""

    proof: Proof
    channel: Channel
    by: str | None
    """An admin's learner id; None once the request has ended: then the audit trail alone knows."""
