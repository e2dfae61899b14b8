"""A request as a privacy admin enters it for a learner, and what they are answered."""

import datetime as dt

from pydantic import BaseModel, ConfigDict

from inarax import problems
from inarax.ids import Uuid
from inarax.problem import Fault
from inarax.proofs import Channel, Proof, Proven
from inarax.rights import Jurisdiction, Right
from rights.admin.queued import RequestOfLearner, of_learner
from rights.entry import lifecycle
from rights.entry.entering import Entered, Entry
from rights.restriction.lifecycle import Ground


class NewRequest(BaseModel):
    """For whom, which right, and how they proved who they are; `received_on` is the day from which the clock runs.

    `ground` is that of a restriction (art. 18 GDPR), and nothing else has one. No copy of any document is kept.
    """

    model_config = ConfigDict(extra="forbid")

    learner: Uuid
    right: Right
    proof: Proof
    channel: Channel
    received_on: dt.date
    jurisdiction: Jurisdiction = Jurisdiction.GDPR
    ground: Ground | None = None


class EnteredRequest(BaseModel):
    """The request; `receipt_code` opens the receipt of an erasure, for the learner: hand it on, it is shown once."""

    request: RequestOfLearner
    receipt_code: str | None


def asked(new: NewRequest, by: str, at: dt.datetime) -> Entry:
    """What is entered; Invalid for a day that cannot be, or a ground that is missing or of nothing."""
    received_at = lifecycle.received(new.received_on, at)
    if (new.right is Right.RESTRICTION) != (new.ground is not None):
        raise problems.Invalid(faults=[Fault("body/ground", "expected with a restriction, and with nothing else")])
    if new.ground and new.jurisdiction is not Jurisdiction.GDPR:
        raise problems.Invalid(faults=[Fault("body/jurisdiction", "expected GDPR: no other law knows a restriction")])
    proven = Proven(new.proof, new.channel, by)
    return Entry(new.learner, new.right, new.ground, proven, received_at, new.jurisdiction, by, at)


def shown(entered: Entered, at: dt.datetime) -> EnteredRequest:
    """The request as it stands, and its code."""
    code = str(entered.code) if entered.code else None
    return EnteredRequest(request=of_learner(entered.request, at), receipt_code=code)
