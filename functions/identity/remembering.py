"""Choices that a browser made before its person signed in: merged into the account, which the cookie then mirrors."""

from datetime import datetime

from inarax import choices, consenting, problems
from inarax.consent import History
from inarax.cookies import PREFERENCES
from inarax.stores.consents import Event
from inarax.stores.standings import Standing, State


def cookies(learner_id: str, sent: str | None, *, refuses_tracking: bool, at: datetime) -> list[str]:
    """The cookies to set after a sign-in; `sent` is the preferences cookie that came with it."""
    before = choices.parse(sent, at) or choices.Choices()

    def merged(standing: Standing, history: History) -> Event | None:
        may = standing.state is State.ACTIVE and standing.restriction is None and not refuses_tracking
        return choices.merging(learner_id, before, history, open_to_grants=may)

    try:
        after = choices.mirrored(before, consenting.change(learner_id, merged))
    except problems.Busy:
        return []  # nobody is kept from signing in by it: the next sign-in merges
    if after == choices.Choices():
        return [PREFERENCES.clear()] if sent is not None else []
    return [PREFERENCES.set(choices.spelled(after))]
