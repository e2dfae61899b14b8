"""What the audit trail is told by this room."""

from datetime import datetime

from inarax.declared import Purpose
from inarax.roles import Role
from inarax.stores import audit
from inarax.stores.accounts import Account, Act
from inarax.stores.base import Write
from inarax.stores.standings import Standing


def roles_changed(standing: Standing, actor: str, at: datetime) -> Write:
    """An operator or configuration changed somebody's roles or organization to these; part of that transaction."""
    held = " ".join(sorted(standing.roles))
    about = f"{held} of {standing.organization}" if standing.organization else held
    changed = audit.Action.ROLES_CHANGED
    return audit.record(audit.Event(standing.learner_id, changed, actor, Purpose.IDENTITY, about, at, Role.OPERATOR))


_ACTIONS = {Act.CORRECTED: audit.Action.CORRECTED, Act.RESET: audit.Action.CORRECTION_RESET}


def corrected(account: Account) -> Write:
    """The learner corrected or reset what their account's latest correction names; part of that transaction."""
    latest = account.corrections[-1]
    return audit.record(
        audit.Event(
            account.learner_id,
            _ACTIONS[latest.act],
            account.learner_id,
            Purpose.IDENTITY,
            latest.field.value,
            latest.at,
            Role.LEARNER,
        )
    )
