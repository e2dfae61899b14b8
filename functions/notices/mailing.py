"""The stream of `mails` (keys only): send each mail that was asked for, at most once.

Purpose: notices; news and reminders on consent. Stores: mails (read, write); accounts (name and address alone),
standings, suppressions, subscriptions, keys, notices, courses, holds and disclosures (read), audit (write). SES sends.
The only door that knows an address.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime

from aws_lambda_powertools.utilities.typing import LambdaContext

from inarax import batches, cold_start, problems
from inarax.batches import Failures
from inarax.declared import Purpose
from inarax.stores import accounts, keys, mails, standings, subscriptions, suppressions
from inarax.stores.accounts import Contact
from inarax.stores.base import Write, read, transact
from inarax.stores.mails import Mail, State, Template
from inarax.stores.subscriptions import Subscription
from inarax.streams import Records, written
from notices import telling_recipients, untold
from notices.composing import compose
from notices.deciding import ABOUT_RIGHTS, CONSENTED, NEWS, TO_OTHERS, concerned, refusal
from notices.sending import send
from notices.telling_recipients import Addressed


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
    contact = None if mail.template in TO_OTHERS else accounts.contact(learner_id, ring)
    if refused := refusal(mail, standing, contact, suppression, subscription):
        return _end(mail, refused)
    if mail.template is Template.RECIPIENTS:
        return _end(mail, _asked_for_each(mail))
    return _post(mail, _addressed(mail, contact, subscription))


def _post(mail: Mail, written_out: Addressed | None) -> bool:
    if written_out is None:
        return _end(mail, State.DROPPED)
    try:
        transact(mails.move(mail, State.SENDING), _concerns(mail))
    except problems.AccountClosed:  # frozen, restricted, objected to or erased since it was read
        return _end(mail, State.DROPPED)
    outcome = send(written_out.letter, written_out.address, mail.handle)
    with suppress(problems.Conflict):  # it has come back before its end was noted
        _end(mail._replace(state=State.SENDING), outcome)
    if outcome is State.QUEUED:
        raise problems.Busy
    return True


def _asked_for_each(mail: Mail) -> State:
    try:
        telling_recipients.ask(mail, _concerns(mail))
    except problems.AccountClosed:
        return State.DROPPED
    return State.SENT  # whether or not there was anybody: what a learner is shown must not say


def _addressed(mail: Mail, contact: Contact | None, subscription: Subscription | None) -> Addressed | None:
    """The letter and where it goes; None where what it is about is gone."""
    if mail.template is Template.RECIPIENT:
        return telling_recipients.addressed(mail)
    letter = compose(mail, contact.name if contact else "", subscription, datetime.now(UTC))
    return Addressed(letter, contact.email) if letter and contact and contact.email else None


def _concerns(mail: Mail) -> Write:
    """The condition that the account still is as the letter needs it."""
    if concerned(mail) is standings.State.ERASING:
        return standings.erasing(mail.learner_id)
    if mail.template in ABOUT_RIGHTS:
        return standings.active(mail.learner_id)
    if mail.template in CONSENTED:
        return standings.consenting(mail.learner_id, CONSENTED[mail.template])
    if mail.template in NEWS:
        return standings.willing(mail.learner_id, Purpose.NEWS)
    return standings.unrestricted(mail.learner_id)


def _end(mail: Mail, state: State) -> bool:
    at = datetime.now(UTC)
    ended = mails.move(mail, state, at if state is State.SENT else None)
    if mail.template is Template.RECIPIENT and state is not State.QUEUED:
        transact(ended, telling_recipients.noted(mail, state, at))
        untold.measure(int(state in {State.FAILED, State.UNKNOWN}))
    else:
        transact(ended)
    return True


cold_start.ended()
