"""The stream of `mails` (keys only): send each mail that was asked for, at most once.

Purpose: notices, and news on consent. Stores: mails (read, change); accounts (name and address alone), standings,
suppressions, subscriptions, keys, notices and courses (read). SES sends. The only door that knows an address.
"""

from collections.abc import Mapping
from datetime import UTC, datetime

from aws_lambda_powertools.utilities.typing import LambdaContext

from inarax import batches, cold_start, problems
from inarax.batches import Failures
from inarax.declared import Purpose
from inarax.stores import accounts, keys, mails, standings, subscriptions, suppressions
from inarax.stores.base import Write, read, transact
from inarax.stores.mails import Mail, State
from inarax.streams import Records, written
from notices.composing import compose
from notices.deciding import ABOUT_RIGHTS, NEWS, concerned, refusal
from notices.sending import send


def handler(event: Records, context: LambdaContext) -> Failures:
    """Send what is queued; answers which records to bring again."""
    mails_asked = [(mail.record, mail.keys) for mail in written(event["Records"])]
    return batches.each(__name__, context, len(event["Records"]), mails_asked, _deliver)


def _deliver(asked: Mapping[str, str]) -> bool:
    """Whether the mail came to an end."""
    learner_id, mail_id = asked["learner_id"], asked["mail_id"]
    mail, standing, suppression, subscription, ring = read(
        mails.of(learner_id, mail_id),
        standings.kept(learner_id),
        suppressions.of(learner_id),
        subscriptions.of(learner_id),
        keys.of(learner_id),
    )
    if mail is None or mail.state not in {State.QUEUED, State.SENDING}:  # erased, or done with
        return False
    if mail.state is State.SENDING:  # whoever sent it died before noting how it ended
        return _end(mail, State.UNKNOWN)
    contact = accounts.contact(learner_id, ring)
    if refused := refusal(mail, standing, contact, suppression, subscription):
        return _end(mail, refused)
    letter = compose(mail, contact.name if contact else "", subscription)
    if letter is None or contact is None or contact.email is None:
        return _end(mail, State.DROPPED)
    try:
        transact(mails.move(mail, State.SENDING), _concerns(mail))
    except problems.AccountClosed:  # frozen, restricted, objected to or erased since it was read
        return _end(mail, State.DROPPED)
    outcome = send(letter, contact.email, mail.handle)
    _end(mail._replace(state=State.SENDING), outcome)
    if outcome is State.QUEUED:
        raise problems.Busy
    return True


def _concerns(mail: Mail) -> Write:
    """The condition that the account still is as the letter needs it."""
    if concerned(mail.template) is standings.State.ERASING:
        return standings.erasing(mail.learner_id)
    if mail.template in ABOUT_RIGHTS:
        return standings.active(mail.learner_id)
    if mail.template in NEWS:
        return standings.willing(mail.learner_id, Purpose.NEWS)
    return standings.unrestricted(mail.learner_id)


def _end(mail: Mail, state: State) -> bool:
    transact(mails.move(mail, state, datetime.now(UTC) if state is State.SENT else None))
    return True


cold_start.ended()
