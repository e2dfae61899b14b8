"""Who was given something of a learner's by law is told when it is corrected, restricted or erased (art. 19 GDPR).

Whatever does that asks for it in its own transaction; the outbox finds the recipients, and writes to each.
"""

from datetime import datetime
from enum import StrEnum

from inarax.stores import mails
from inarax.stores.base import Write
from inarax.stores.mails import Template


class Event(StrEnum):
    """What became of the data."""

    CORRECTED = "corrected"
    """Of what the account says: the rest is not the learner's to correct."""
    RESTRICTED = "restricted"
    ERASED = "erased"


def tell(learner_id: str, event: Event, cause: str, at: datetime) -> Write:
    """Tell each recipient, of one `cause` (the id of what did it) once."""
    return mails.ask(learner_id, f"{mails.TO_RECIPIENTS}{event}-{cause}", Template.RECIPIENTS, at, about=event.value)
