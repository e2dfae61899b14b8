"""The rights that a request can be of, by whose law, and where a request can stand."""

from datetime import timedelta
from enum import StrEnum

NOTICE = timedelta(days=14)
"""How long a learner has to answer, once we have told them what happens otherwise."""


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


class RequestState(StrEnum):
    """Where a request stands; from `complete`, `cancelled` and `denied` nothing leads on."""

    FORWARDED = "forwarded"
    INSTRUCTED = "instructed"
    """Both: the learner's organization passed it on, the latter on an instruction, and the learner has not answered."""
    ENTERED = "entered"
    """A privacy admin entered it for the learner, and no second one has decided on it."""
    DOUBTED = "doubted"
    """There is reasonable doubt who asked (art. 12(6) GDPR), and it waits for proof."""
    COOLING_OFF = "cooling-off"
    RUNNING = "running"
    MAILING = "mailing"
    CLOSING = "closing"
    READY = "ready"
    WITHDRAWING = "withdrawing"
    COMPLETE = "complete"
    CANCELLED = "cancelled"
    DENIED = "denied"
    """Nothing was done of it, for a reason of law."""
    HELD = "held"
    """Nothing is erased for the time being."""
    KEPT = "kept"
    """All is erased but what a hold keeps."""
    RESTRICTED = "restricted"
    LIFTING = "lifting"


ENDED = frozenset({RequestState.COMPLETE, RequestState.CANCELLED, RequestState.DENIED})
ANSWERED = frozenset(
    {RequestState.KEPT, RequestState.READY, RequestState.WITHDRAWING, RequestState.RESTRICTED, RequestState.LIFTING}
)
"""What was asked for is done, or refused with reasons, and the request goes on."""
