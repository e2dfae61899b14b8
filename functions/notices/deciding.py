"""Whether a mail that was asked for is sent, judged at the moment of sending."""

from datetime import datetime, timedelta

from inarax.declared import Purpose
from inarax.stores import standings, subscriptions
from inarax.stores.accounts import Contact
from inarax.stores.mails import Mail, State, Template
from inarax.stores.standings import Standing
from inarax.stores.subscriptions import Subscription
from inarax.stores.suppressions import Suppression

CONFIRMABLE = timedelta(days=7)
"""How long a subscription waits for its confirmation."""

ABOUT_RIGHTS = frozenset(
    {
        Template.DISCLOSED,
        Template.ERASED,
        Template.EXPORTED,
        Template.EXTENDED,
        Template.RESTRICTION_ENDING,
        Template.OBJECTION_OUTWEIGHED,
        Template.FORWARDED,
        Template.INSTRUCTED,
    }
)
"""The letters that one gets whose record is restricted (art. 18 GDPR)."""

NEWS = {
    Template.CONFIRM_NEWS: subscriptions.State.ASKED,
    Template.NEWS: subscriptions.State.CONFIRMED,
}
"""The letters about news, each with the state of the subscription that it needs."""


def refusal(
    mail: Mail,
    standing: Standing | None,
    contact: Contact | None,
    suppression: Suppression | None,
    subscription: Subscription | None,
) -> State | None:
    """The state in which the mail ends unsent; None if it is to be sent."""
    if standing is None or standing.state is not concerned(mail.template):
        return State.DROPPED
    if standing.restriction is not None and mail.template not in ABOUT_RIGHTS:
        return State.DROPPED
    needed = NEWS.get(mail.template)
    if needed and Purpose.NEWS in standing.objects:  # art. 21(3) GDPR: absolute, whatever else there is
        return State.DROPPED
    if needed and (subscription is None or subscription.state is not needed):
        return State.DROPPED
    if contact is None or not contact.email or not contact.email_verified:
        return State.NO_ADDRESS
    return State.SUPPRESSED if suppression else None


def concerned(template: Template) -> standings.State:
    """The state in which an account must be for a letter to have its reason."""
    return standings.State.ERASING if template is Template.ERASED else standings.State.ACTIVE


def may_confirm(subscription: Subscription | None, at: datetime) -> bool:
    """Whether there is anything to confirm: asked for not too long ago, or confirmed already."""
    if subscription is None or subscription.state is subscriptions.State.ENDED:
        return False
    return subscription.state is subscriptions.State.CONFIRMED or at - subscription.asked_at < CONFIRMABLE
