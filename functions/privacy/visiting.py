"""Whether the visits of a browser may be counted: by consent alone, and never against what the browser itself says."""

from inarax.access import Caller
from inarax.choices import Choices
from inarax.declared import Purpose
from inarax.stores.consents import Means
from inarax.stores.standings import State


def allowed(choices: Choices, caller: Caller | None) -> bool:
    """Whether the person allows it: by their account if they are signed in, else by the choice made in this browser.

    A refusal made in the browser counts whoever is signed in; an account that is frozen or restricted allows nothing.
    """
    own = choices.visits if choices.visits and choices.visits.means is Means.BROWSER else None
    if caller is not None:
        refused = own is not None and not own.allowed
        may = Purpose.USAGE in caller.consents and caller.state is State.ACTIVE and caller.restriction is None
        return may and not refused
    return own is not None and own.allowed


def may_count(choices: Choices, caller: Caller | None, *, refuses_tracking: bool) -> bool:
    """Whether this request may be counted. Global Privacy Control refuses for every request that carries it.

    It wins over an account's consent, too: of two things that one person says, we keep to the one that asks for less.
    """
    return not refuses_tracking and allowed(choices, caller)
