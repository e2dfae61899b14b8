"""Mails under test: asked for, and delivered as the outbox's stream would have it."""

from types import SimpleNamespace

from inarax.stores import mails
from inarax.stores.base import read, transact
from inarax.stores.mails import Template
from tests.kit import mailing
from tests.kit.events import NOW
from tests.kit.mailing import delivered

__all__ = ["delivered"]

CONTEXT = SimpleNamespace(aws_request_id="c6af9ac6-7b61-11e6-9a41-93e8deadbeef")
DONE = {"batchItemFailures": []}
POLICY = "policy-2"


def asked(person, mail_id=POLICY, template=Template.POLICY_CHANGED, about=POLICY):
    """A mail in the outbox, and its record in the stream."""
    transact(mails.ask(person.learner_id, mail_id, template, NOW, about))
    return record(person, mail_id)


def record(person, mail_id=POLICY):
    return mailing.record(person.learner_id, mail_id)


def again(*records):
    """What the door answers that must bring these records again."""
    return {"batchItemFailures": [{"itemIdentifier": each["dynamodb"]["SequenceNumber"]} for each in records]}


def mail(person, mail_id=POLICY):
    return read(mails.of(person.learner_id, mail_id))[0]


def state(person, mail_id=POLICY):
    return mail(person, mail_id).state
