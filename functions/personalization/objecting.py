"""To which purposes a learner can object, and whose grounds weigh more (art. 21(1) GDPR).

An objection is honoured at once, without grounds of the learner's. What weighs more is on record: for everybody here,
with the balancing test of the purpose (`datamap/assessments.yaml`); for one learner as a privacy admin decided it.
"""

from datetime import datetime
from typing import NamedTuple

from inarax import problems
from inarax.declared import Basis, Purpose
from inarax.stores.overrides import Override

RESTING = tuple(purpose for purpose in Purpose if purpose.basis is Basis.LEGITIMATE_INTERESTS)
"""The purposes that rest on legitimate interests."""

_COMPELLING = {
    Purpose.SECURITY: "Without time and network of requests, and the record of who did what, nobody's account could be "
    "protected; nothing of it is used for anything else, and it ends by itself.",
}
"""Why an objection to a purpose is outweighed, whoever makes it; to every other one it is honoured."""


class Outweighed(NamedTuple):
    """The grounds that weigh more than an objection, and when that was decided about this learner, if it was."""

    grounds: str
    decided_at: datetime | None


def objectable(name: str) -> Purpose:
    """The purpose of that name; UnknownPurpose, NotByInterests or ObjectionOutweighed where an objection fails."""
    try:
        purpose = Purpose(name)
    except ValueError:
        raise problems.UnknownPurpose from None
    if purpose not in RESTING:
        raise problems.NotByInterests(f"It rests on {purpose.basis}.")
    if purpose in _COMPELLING:
        raise problems.ObjectionOutweighed(_COMPELLING[purpose])
    return purpose


def outweighed(purpose: Purpose, override: Override | None) -> Outweighed | None:
    """Why an objection to the purpose is outweighed; None where it is honoured."""
    if override:
        return Outweighed(override.grounds, override.decided_at)
    grounds = _COMPELLING.get(purpose)
    return Outweighed(grounds, None) if grounds else None
