"""What a browser's cookie is to remember once somebody chose whether visits may be counted."""

from datetime import datetime

from inarax import problems, wordings
from inarax.choices import Choice
from inarax.declared import Purpose
from inarax.stores.consents import Means


def chosen(
    before: Choice | None, *, allowed: bool, version: int, signed_in: bool, refuses_tracking: bool, at: datetime
) -> Choice:
    """The choice, with its time; one that is merely repeated stays as it was.

    WordingOutdated unless it was made by what is asked now, BrowserRefuses where the browser says otherwise.
    """
    own = before if before and (before.means is Means.BROWSER or signed_in) else None
    if own and (own.allowed, own.version) == (allowed, version):
        return own
    if version != wordings.current(Purpose.USAGE).version:
        raise problems.WordingOutdated
    if allowed and refuses_tracking:
        raise problems.BrowserRefuses
    return Choice(allowed, Means.BROWSER, version, at)
