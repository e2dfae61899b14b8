"""Course news on consent: what asking for them and ending them writes, in whichever door that happens.

Consent and subscription are two records of one will: `consenting.change` puts these writes into its transaction.
"""

from collections.abc import Sequence
from copy import replace
from datetime import datetime

from inarax.stores import mails, subscriptions
from inarax.stores.base import Write
from inarax.stores.mails import Template
from inarax.stores.subscriptions import State, Subscription
from inarax.tokens import new_id


def asked(learner_id: str, before: Subscription | None, at: datetime) -> Sequence[Write]:
    """The consent was granted: wait for its confirmation from the mailbox. Nothing to do where it is confirmed."""
    if before is not None and before.state is State.CONFIRMED:
        return ()
    wanted = Subscription(learner_id, State.ASKED, at, at, before.revision if before else 0)
    return subscriptions.save(wanted), mails.ask(learner_id, f"confirm-{new_id()}", Template.CONFIRM_NEWS, at)


def ended(before: Subscription | None, at: datetime) -> Sequence[Write]:
    """The consent was withdrawn. Nothing to do where nobody is subscribed."""
    if before is None or before.state is State.ENDED:
        return ()
    return (subscriptions.save(replace(before, state=State.ENDED, changed_at=at)),)
