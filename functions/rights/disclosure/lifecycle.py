"""How a disclosure goes on, from how it stands, who decides and the time: recorded -> (silent ->) told.

Four eyes: whoever recorded it cannot approve it, and before that it does not count.
"""

from copy import replace
from datetime import date, datetime

from inarax import four_eyes, problems
from inarax.stores.disclosures import Disclosure, DisclosureState


def approved(disclosure: Disclosure, by: str, at: datetime) -> Disclosure:
    """It counts from now on, and the learner is told now unless an order forbids it still.

    NotHere where that was done before, NotAllowed for whoever recorded it.
    """
    if disclosure.state is not DisclosureState.RECORDED:
        raise problems.NotHere
    four_eyes.refuse_same(disclosure.recorded_by, by)
    return _told_if_due(replace(disclosure, approved_by=by, approved_at=at), at)


def silenced(disclosure: Disclosure, until: date | None, at: datetime) -> Disclosure:
    """The order forbids to tell until another day, or (None) no more; NotHere once the learner was told."""
    if disclosure.state is DisclosureState.TOLD:
        raise problems.NotHere
    changed = replace(disclosure, silent_until=until)
    return _told_if_due(changed, at) if changed.state is DisclosureState.SILENT else changed


def refuse_approved(disclosure: Disclosure) -> None:
    """NotHere where it counts, so that it can be discarded no more."""
    if disclosure.state is not DisclosureState.RECORDED:
        raise problems.NotHere


def _told_if_due(disclosure: Disclosure, at: datetime) -> Disclosure:
    is_silent = disclosure.silent_until is not None and at.date() < disclosure.silent_until
    return disclosure if is_silent else replace(disclosure, told_at=at)
