"""Whom a learner's data was given to by law, and what they are told became of it (art. 19 GDPR)."""

from contextlib import suppress
from datetime import UTC, datetime
from typing import NamedTuple

from inarax import problems, settings
from inarax.declared import Purpose
from inarax.recipients import Event
from inarax.stores import audit, disclosures, mails
from inarax.stores.base import Write, read, transact
from inarax.stores.handles import Handle
from inarax.stores.mails import Mail, State, Template
from notices import templates
from notices.deciding import event
from notices.letters import Letter

_CORRECTED = "accounts"
"""The store of which a learner corrects what it says of them."""


class Addressed(NamedTuple):
    """A letter, and the address it goes to."""

    letter: Letter
    address: str


def ask(mail: Mail, standing: Write) -> None:
    """Ask for a letter to each recipient; repeating it asks for none twice.

    AccountClosed where the learner's account is not as the letters need it.
    """
    of, at = event(mail), datetime.now(UTC)
    given = disclosures.counting(mail.learner_id)
    for disclosure_id in [one for one, stores in given if of is not Event.CORRECTED or _CORRECTED in stores]:
        letter = mails.ask(mail.learner_id, _name(mail, disclosure_id), Template.RECIPIENT, at, f"{of} {disclosure_id}")
        with suppress(problems.Conflict):
            transact(standing, letter)


def addressed(mail: Mail) -> Addressed | None:
    """The letter to one of them; None where the disclosure is gone."""
    (disclosure,) = read(disclosures.of(_disclosure(mail)))
    if disclosure is None:
        return None
    letter = templates.recipient_told(event(mail), disclosure, settings.current().public_origin)
    return Addressed(letter, disclosure.recipient_mail)


def noted(mail: Mail, state: State, at: datetime) -> Write:
    """How it ended, in the audit trail, about nobody: nothing the learner is shown may lead to a disclosure."""
    return audit.record(
        audit.Event(
            audit.nobody(mail.learner_id),
            audit.Action.RECIPIENT_TOLD,
            audit.Machine.OUTBOX,
            Purpose.RIGHTS,
            f"{_disclosure(mail).own_id}, {event(mail)}: {state}",
            at,
        )
    )


def _disclosure(mail: Mail) -> Handle:
    return Handle(mail.learner_id, (mail.about or "").split()[1])


def _name(mail: Mail, disclosure_id: str) -> str:
    return f"{mail.mail_id}-{disclosure_id}"
