"""How the identity of somebody was proven who did not ask by their own sign-in, and by which way they came."""

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


class Proven(NamedTuple):
    """That a request is the learner's: what was examined, by which way they came, and who of us examined it."""

    proof: Proof
    channel: Channel
    by: str | None
    """An admin's learner id; None once the request has ended: then the audit trail alone knows."""
