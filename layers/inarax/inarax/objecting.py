"""Change what a learner objects to (art. 21 GDPR): the standing, by which every door acts, and audit trail, at once."""

from collections.abc import Callable
from copy import replace
from datetime import datetime

from inarax import problems
from inarax.again import settled
from inarax.declared import Purpose
from inarax.roles import Role
from inarax.stores import audit, standings
from inarax.stores.audit import Action
from inarax.stores.base import Write, read, transact
from inarax.stores.standings import Standing, State

type Decide = Callable[[Standing, Purpose], Standing]


def objecting(standing: Standing, purpose: Purpose) -> Standing:
    """The standing with the objection; no grounds are asked for, and a frozen account may object too."""
    return replace(standing, objects=standing.objects | {purpose})


def lifting(standing: Standing, purpose: Purpose) -> Standing:
    """The standing without the objection; AccountClosed for a frozen account, of which nothing new may be derived."""
    if standing.state is not State.ACTIVE:
        raise problems.AccountClosed
    return replace(standing, objects=standing.objects - {purpose})


def change(learner_id: str, purpose: Purpose, decide: Decide, action: Action, at: datetime, *also: Write) -> None:
    """The learner objects, or lifts their objection; decided anew where another request was faster."""

    def act() -> None:
        (standing,) = read(standings.of(learner_id))
        if standing is None:  # erased meanwhile
            raise problems.NotSignedIn
        after = decide(standing, purpose)
        if after != standing:
            told = audit.Event(learner_id, action, learner_id, purpose, purpose.value, at, Role.LEARNER)
            transact(standings.replace(standing, after), audit.record(told), *also)

    settled(act, problems.Busy)
