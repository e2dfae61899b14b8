"""Whether a mail that was asked for is sent, judged at the moment of sending."""

from datetime import datetime, timedelta

from inarax.declared import Purpose
from inarax.recipients import Event
from inarax.stores import standings, subscriptions
from inarax.stores.accounts import Contact
from inarax.stores.mails import Mail, State, Template
from inarax.stores.standings import Standing
from inarax.stores.subscriptions import Subscription
from inarax.stores.suppressions import Suppression

CONFIRMABLE = timedelta(days=7)
"""How long a subscription waits for its confirmation."""

TO_OTHERS = frozenset({Template.RECIPIENTS, Template.RECIPIENT})
"""What does not go to the learner."""

ABOUT_RIGHTS = frozenset(
    {
        Template.APPEAL_DECIDED,
        Template.APPROVED,
        Template.DENIED,
        Template.DOUBTED,
        Template.SETTLED,
        Template.DISCLOSED,
        Template.ENTERED,
        Template.ERASED,
        Template.EXPORTED,
        Template.EXTENDED,
        Template.RESTRICTION_ENDING,
        Template.OBJECTION_OUTWEIGHED,
        Template.FORWARDED,
        Template.INSTRUCTED,
        *TO_OTHERS,
    }
)
"""The letters that one gets whose record is restricted (art. 18 GDPR)."""

NEWS = {
    Template.CONFIRM_NEWS: subscriptions.State.ASKED,
    Template.NEWS: subscriptions.State.CONFIRMED,
}
"""The letters about news, each with the state of the subscription that it needs."""

CONSENTED = {Template.REVIEWS_DUE: Purpose.REMINDERS}
"""The letters that one gets as long as one consents to their purpose, and no longer."""


def refusal(
    mail: Mail,
    standing: Standing | None,
    contact: Contact | None,
    suppression: Suppression | None,
    subscription: Subscription | None,
) -> State | None:
    """The state in which the mail ends unsent; None if it is to be sent."""
    if standing is None or standing.state is not concerned(mail):
        return State.DROPPED
    if mail.template in TO_OTHERS:
        return None
    if standing.restriction is not None and mail.template not in ABOUT_RIGHTS:
        return State.DROPPED
    if mail.template in CONSENTED and CONSENTED[mail.template] not in standing.consents:
        return State.DROPPED
    return _news_refusal(mail, standing, subscription) or _address_refusal(contact, suppression)


def _news_refusal(mail: Mail, standing: Standing, subscription: Subscription | None) -> State | None:
    needed = NEWS.get(mail.template)
    if needed and Purpose.NEWS in standing.objects:  # art. 21(3) GDPR: absolute, whatever else there is
        return State.DROPPED
    if needed and (subscription is None or subscription.state is not needed):
        return State.DROPPED
    return None


def _address_refusal(contact: Contact | None, suppression: Suppression | None) -> State | None:
    if contact is None or not contact.email or not contact.email_verified:
        return State.NO_ADDRESS
    return State.SUPPRESSED if suppression else None


def concerned(mail: Mail) -> standings.State:
    """The state in which an account must be for a letter to have its reason."""
    of_erasure = mail.template is Template.ERASED or (mail.template in TO_OTHERS and event(mail) is Event.ERASED)
    return standings.State.ERASING if of_erasure else standings.State.ACTIVE


def event(mail: Mail) -> Event:
    """Of what a recipient is told."""
    return Event((mail.about or "").split()[0])


def may_confirm(subscription: Subscription | None, at: datetime) -> bool:
    """Whether there is anything to confirm: asked for not too long ago, or confirmed already."""
    if subscription is None or subscription.state is subscriptions.State.ENDED:
        return False
    return subscription.state is subscriptions.State.CONFIRMED or at - subscription.asked_at < CONFIRMABLE
