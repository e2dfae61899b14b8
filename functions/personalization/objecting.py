"""To which purposes a learner can object, and what an objection makes of their standing (art. 21(1) GDPR)."""

from copy import replace

from inarax import problems
from inarax.declared import Basis, Purpose
from inarax.stores.standings import Standing, State

RESTING = tuple(purpose for purpose in Purpose if purpose.basis is Basis.LEGITIMATE_INTERESTS)
"""The purposes that rest on legitimate interests."""

_COMPELLING = {
    Purpose.SECURITY: "Without time and network of requests, and the record of who did what, nobody's account could be "
    "protected; nothing of it is used for anything else, and it ends by itself.",
}
"""Why an objection to a purpose is outweighed; to every other one it is simply honoured."""


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


def objecting(standing: Standing, purpose: Purpose) -> Standing:
    """The standing with the objection; no grounds are asked for, and a frozen account may object too."""
    return replace(standing, objects=standing.objects | {purpose})


def lifting(standing: Standing, purpose: Purpose) -> Standing:
    """The standing without the objection; AccountClosed for a frozen account, of which nothing new may be derived."""
    if standing.state is not State.ACTIVE:
        raise problems.AccountClosed
    return replace(standing, objects=standing.objects - {purpose})
